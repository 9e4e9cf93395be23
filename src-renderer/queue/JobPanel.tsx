import { useTranslation } from 'react-i18next'
import { NightReportPanel, useNight } from '../night'
import { Segmented } from '../ui'
import { derive } from './derive'
import { JobDetails } from './JobDetails'
import { QueueSummary } from './QueueSummary'
import { useChosenJobs } from './useChosenJobs'
import { useQueue } from './useQueue'
import { useQueueView } from './useQueueView'

/** Beside the table: the one chosen job, else the last night, or what the list came to. */
export function JobPanel() {
  const { jobs } = useChosenJobs()
  const { list } = derive(useQueue((queue) => queue.jobs))
  const { t } = useTranslation()
  const hasNight = useNight((night) => (night.state?.latest ?? null) !== null)
  const beside = useQueueView((view) => view.beside) ?? 'night'
  const [only] = jobs
  if (only !== undefined && jobs.length === 1) return <JobDetails job={only} />
  if (jobs.length > 1) return <QueueSummary jobs={jobs} chosen />
  if (!hasNight) return <QueueSummary jobs={list} chosen={false} />
  return (
    <>
      <div className="flex-none px-3 pt-3">
        <Segmented
          stretch
          label={t('night.view')}
          value={beside}
          onChange={(value) => useQueueView.setState({ beside: value })}
          options={[{ value: 'night', label: t('night.report.title') }, { value: 'list', label: t('night.list') }]}
        />
      </div>
      {beside === 'night' ? <NightReportPanel /> : <QueueSummary jobs={list} chosen={false} />}
    </>
  )
}
