import { ChevronDown, ChevronRight, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton, StatusDot, useFormat, useNow } from '../ui'
import type { Job } from '../../src-shared/job'
import { capOf, useSpending } from '../spending'
import { momentWords, scheduleOf, useNight } from '../night'
import { batchName } from './batchName'
import { batchLook, type BatchHold } from './look'
import type { BatchRow } from './rows'
import { StateBar } from './StateBar'
import { usePauses } from './usePauses'
import { useQueue } from './useQueue'
import { useQueueView } from './useQueueView'

/** Credits of a batch so far and as expected; null where a price is not known. */
function batchCredits(jobs: readonly Job[]): { spent: number; expected: number | null } {
  let spent = 0
  let expected: number | null = 0
  for (const job of jobs) {
    spent += job.creditCost ?? 0
    const cost = job.creditCost ?? (job.status === 'canceled' || job.status === 'failed' ? 0 : job.estimatedCredits)
    expected = cost === null || expected === null ? null : expected + cost
  }
  return { spent, expected }
}

/** From the first start to the last end, seconds; null while nothing has started. */
function batchSeconds(jobs: readonly Job[]): number | null {
  const starts = jobs.flatMap((job) => job.startedAt ?? [])
  const ends = jobs.flatMap((job) => job.finishedAt ?? [])
  if (starts.length === 0 || ends.length < jobs.length) return null
  return (ends.reduce((a, b) => Math.max(a, b)) - starts.reduce((a, b) => Math.min(a, b))) / 1000
}

/** Whether the hour or a cap keeps the batch, and when its hour comes. */
function useBatchHold(batchId: string): { hold: BatchHold; opensAt: number | null } {
  const night = useNight((store) => store.state)
  const isCapped = useSpending((store) => capOf(store.state, 'batch', batchId)?.stops != null)
  const own = scheduleOf(night, batchId)
  const windows = [night?.window, own].filter((window) => window?.phase === 'before' || window?.phase === 'over')
  const opening = windows.map((window) => (window?.phase === 'before' ? window.opensAt : null))
  const opensAt = opening.includes(null) ? null : Math.max(0, ...opening.map(Number))
  return { hold: windows.length > 0 ? 'scheduled' : isCapped ? 'stopped' : null, opensAt }
}

/** A batch's own row: name, count, state as a whole, stacked bar, credits, time. */
export function BatchLine({ row }: { row: BatchRow }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(60_000)
  const paused = useQueue((queue) => queue.state?.paused ?? false)
  const toggleBatch = useQueueView((view) => view.toggleBatch)
  const name = batchName(t, row.batch, row.all)
  const { setBatchPaused } = usePauses()
  const isPaused = row.batch.pause !== null
  const { hold, opensAt } = useBatchHold(row.batch.id)
  const look = batchLook(row.counts, paused || isPaused, isPaused ? null : hold)
  const starts = look.word === 'scheduled' && opensAt !== null ? t('night.starts', { at: momentWords(format, opensAt, now) }) : null
  const { spent, expected } = batchCredits(row.all)
  const took = batchSeconds(row.all)
  return (
    <>
      <div role="gridcell" className="flex justify-center">
        <IconButton
          size={24}
          icon={row.open ? ChevronDown : ChevronRight}
          label={t(row.open ? 'queue.batch.close' : 'queue.batch.open', { name })}
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation()
            toggleBatch(row.batch.id)
          }}
        />
      </div>
      <div role="gridcell" className="flex min-w-0 items-center gap-1.5 px-2 @min-[720px]:col-span-2">
        <span className="truncate font-medium">{name}</span>
        <span className="flex-none text-text-3 tabular-nums">{format.whole(row.counts.total)}</span>
        {isPaused ? (
          <IconButton
            size={24}
            icon={Play}
            label={t('queue.pauses.resumeBatch', { name })}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation()
              setBatchPaused(row.batch.id, false)
            }}
          />
        ) : null}
      </div>
      <div role="gridcell" className="min-w-0 px-2">
        <StatusDot tone={look.tone}>{t(`queue.batchState.${look.word}`)}</StatusDot>
      </div>
      <div role="gridcell" className="px-2">
        {starts !== null && row.counts.completed === 0 ? <span className="text-text-2 tabular-nums">{starts}</span> : <StateBar counts={row.counts} />}
      </div>
      <div role="gridcell" className="truncate px-2 text-right tabular-nums">
        {expected === null || expected === spent
          ? format.amount(spent)
          : t('queue.batch.credits', { spent: format.amount(spent), expected: format.amount(expected) })}
      </div>
      <div role="gridcell" className="px-2 text-right text-text-2 tabular-nums">{took === null ? null : format.seconds(took)}</div>
    </>
  )
}
