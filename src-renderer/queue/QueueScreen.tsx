import { ListFilter, ListOrdered, Pause, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { errorText, openScreen, SidePanel, useShortcut } from '../shell'
import { Button, EmptyState, ErrorState, Segmented, Skeleton, useFormat } from '../ui'
import { ScheduleButton } from '../night'
import { BudgetButton } from '../spending'
import { BatchTermsDialog } from './BatchTermsDialog'
import { derive } from './derive'
import { JobPanel } from './JobPanel'
import { JobTable } from './JobTable'
import { OtherAccountNotice } from './OtherAccountNotice'
import { PauseNotices } from './PauseNotices'
import { QueueNotices } from './QueueNotices'
import { queueFilters, type QueueFilter } from './rows'
import { SelectionBar } from './SelectionBar'
import { StatTiles } from './StatTiles'
import { useJobActions } from './useJobActions'
import { useModelChoices } from './useModelChoices'
import { usePause } from './usePause'
import { loadQueue, useQueue } from './useQueue'
import { useQueueCommands } from './useQueueCommands'
import { useQueueRows } from './useQueueRows'
import { useQueueView } from './useQueueView'

/** The whole queue: limits, batches, jobs, and what the chosen ones are about. */
export function QueueScreen() {
  const { t } = useTranslation()
  return (
    <div className="flex min-h-0 min-w-0 grow">
      <div className="flex min-h-0 min-w-0 grow flex-col gap-3 px-4 pt-3">
        <QueueHeader />
        <QueueBody />
        <BatchTermsDialog />
      </div>
      <SidePanel id="queue.job" side="right" label={t('queue.details.label')} initial={320}>
        <JobPanel />
      </SidePanel>
    </div>
  )
}

function QueueHeader() {
  const { t } = useTranslation()
  const { paused, toggle } = usePause()
  const { run } = useJobActions()
  const jobs = useQueue((queue) => queue.jobs)
  const state = useQueue((queue) => queue.state)
  const { list, counts } = derive(jobs)
  const finished = list.filter((job) => job.status === 'completed' || job.status === 'canceled').map((job) => job.id)
  const failed = list.filter((job) => job.status === 'failed').map((job) => job.id)
  const pauseKeys = useShortcut('queue.pauseOrResume')
  const models = useModelChoices(list)
  const budgetOpen = useQueueView((view) => view.budgetOpen)
  return (
    <>
      <div className="flex flex-none flex-wrap items-center gap-2">
        <h1 className="grow text-title">{t('queue.title')}</h1>
        {failed.length > 0 ? <Button onClick={() => run('retry', failed)}>{t('queue.retryFailed')}</Button> : null}
        {finished.length > 0 ? <Button onClick={() => run('clear', finished)}>{t('queue.clearDone')}</Button> : null}
        <Button icon={paused ? Play : Pause} onClick={toggle} title={pauseKeys ?? undefined} variant={paused ? 'primary' : 'secondary'}>
          {t(paused ? 'queue.resume' : 'queue.pauseAll')}
        </Button>
        <ScheduleButton />
        <BudgetButton models={models} open={budgetOpen} onOpenChange={(open) => useQueueView.setState({ budgetOpen: open })} />
      </div>
      <StatTiles state={state} running={counts.running} />
      <QueueNotices onBudget={() => useQueueView.setState({ budgetOpen: true })} />
    </>
  )
}

function QueueBody() {
  const { t } = useTranslation()
  const format = useFormat()
  const filter = useQueueView((view) => view.filter)
  const status = useQueue((queue) => queue.status)
  const error = useQueue((queue) => queue.error)
  const { counts, list } = derive(useQueue((queue) => queue.jobs))
  const rows = useQueueRows(filter)
  useQueueCommands(rows)
  const amounts: Record<QueueFilter, number> = {
    all: counts.total,
    active: counts.running,
    waiting: counts.queued,
    attention: counts.held + counts.failed,
    done: counts.completed + counts.canceled,
  }
  if (status === 'loading') return <QueueSkeleton />
  if (status === 'failed' && error) {
    return (
      <ErrorState title={t('queue.failedToLoad')} action={<Button onClick={() => void loadQueue()}>{t('queue.tryAgain')}</Button>}>
        {errorText(t, error.facts)}
      </ErrorState>
    )
  }
  if (counts.total === 0) {
    return (
      <EmptyState icon={ListOrdered} action={<Button variant="primary" onClick={() => openScreen({ name: 'create' })}>{t('queue.empty.action')}</Button>}>
        {t('queue.empty.text')}
      </EmptyState>
    )
  }
  const setFilter = (value: QueueFilter) => useQueueView.setState({ filter: value })
  return (
    <>
      <OtherAccountNotice jobs={list} />
      <PauseNotices />
      <div className="flex min-h-7 flex-none items-center gap-3">
        <Segmented
          label={t('queue.filter.label')}
          value={filter}
          onChange={setFilter}
          options={queueFilters.map((value) => ({ value, label: t(`queue.filter.${value}`), count: format.whole(amounts[value]) }))}
        />
        <span className="grow" />
        <SelectionBar />
      </div>
      {rows.length === 0 ? (
        <EmptyState icon={ListFilter} action={<Button onClick={() => setFilter('all')}>{t('queue.empty.showAll')}</Button>}>
          {t('queue.empty.filtered')}
        </EmptyState>
      ) : (
        <JobTable rows={rows} />
      )}
    </>
  )
}

function QueueSkeleton() {
  return (
    <div className="flex flex-col gap-1" aria-busy>
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} className="h-8" />
      ))}
    </div>
  )
}
