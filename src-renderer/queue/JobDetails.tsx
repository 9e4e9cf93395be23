import { useTranslation } from 'react-i18next'
import type { Job } from '../../src-shared/job'
import { optionText, useModelName } from '../library'
import { useOptionLabel } from '../models'
import { Button, Notice, Properties, StatusDot, useFormat } from '../ui'
import { actionsFor, type JobAction } from './actions'
import { useCreditWords } from './JobLine'
import { JobThumb } from './JobThumb'
import { stateLook } from './look'
import { ProgressCell } from './ProgressCell'
import { TimeCell } from './TimeCell'
import { actionIcons } from './useChosenJobs'
import { useAccountInUse } from './useAccountInUse'
import { useJobActions } from './useJobActions'

const shown: readonly JobAction[] = ['open', 'adopt', 'ask-again', 'start-new', 'retry', 'retry-new-seed', 'cancel', 'edit', 'template', 'copy-details']

/** Everything about one job, and what can be done with it. */
export function JobDetails({ job }: { job: Job }) {
  const { t } = useTranslation()
  const format = useFormat()
  const modelName = useModelName()
  const optionLabel = useOptionLabel()
  const credits = useCreditWords()
  const { run } = useJobActions()
  const actions = actionsFor([job], useAccountInUse())
  const look = stateLook(job)
  const { request } = job
  const rows: [string, React.ReactNode][] = [
    [t('queue.columns.model'), modelName(request.type, job.usedProvider ?? request.provider) ?? t('queue.automatic')],
    ...Object.entries(request.inputs).map(([name, value]): [string, string] => [optionLabel(name), value]),
    ...Object.entries(request.options).map(([name, value]): [string, string] => [optionLabel(name), optionText(value)]),
    [t('queue.details.cost'), credits(job)],
    [t('queue.details.added'), format.dateTime(job.createdAt)],
    ...(job.startedAt === null ? [] : [[t('queue.details.took'), <TimeCell key="time" job={job} />] satisfies [string, React.ReactNode]]),
    ...(job.attempt > 1 ? [[t('queue.details.attempt'), format.whole(job.attempt)] satisfies [string, React.ReactNode]] : []),
    ...(job.remoteId === null ? [] : [[t('queue.details.remoteId'), <code key="id" className="font-mono text-label">{job.remoteId}</code>] satisfies [string, React.ReactNode]]),
    [t('queue.details.account'), t(job.sandbox ? 'queue.details.sandbox' : 'queue.details.realKey')],
  ]
  return (
    <div className="flex min-h-0 grow flex-col overflow-y-auto">
      <JobThumb job={job} size={1024} className="h-45 w-full flex-none rounded-none!" />
      <div className="flex flex-col gap-3 p-3">
        <div className="flex flex-col gap-1 text-small">
          <StatusDot tone={look.tone}>{t(`queue.state.${look.word}`)}</StatusDot>
          <ProgressCell job={job} whole />
        </div>
        <div className="flex flex-wrap gap-1">
          {shown.flatMap((action) => {
            const ids = actions.get(action)
            return ids ? [
              <Button key={action} size={24} icon={actionIcons[action]} onClick={() => run(action, ids)}>{t(`queue.action.${action}`)}</Button>,
            ] : []
          })}
        </div>
        {job.warnings.map((warning) => (
          <Notice key={warning} tone="warn">{warning}</Notice>
        ))}
        {job.error?.message ? <Notice tone="error" title={t('queue.details.technical')}>{job.error.message}</Notice> : null}
        <p className="text-small leading-4.5 text-pretty whitespace-pre-wrap" data-selectable>{request.prompt || t('queue.noPrompt')}</p>
        <Properties rows={rows} />
      </div>
    </div>
  )
}
