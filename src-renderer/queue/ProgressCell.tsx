import { useTranslation } from 'react-i18next'
import type { Job } from '../../src-shared/job'
import { classes, ProgressBar, useFormat, useNow } from '../ui'
import { derive } from './derive'
import { expectedSeconds } from './eta'
import { useJobProgress } from './useProgress'
import { useQueue } from './useQueue'
import { progressWords } from './words'

/** The fraction a bar shows, 0 to 1; null where there is nothing to show. */
function barFraction(job: Job, fraction: number | null, received: number | undefined, total: number | null | undefined): number | null {
  if (job.status !== 'running') return null
  if (job.phase === 'downloading') return received !== undefined && total ? received / total : null
  return job.phase === 'generating' ? fraction : null
}

/** What a job does or waits for, in words that count down. */
export function ProgressCell({ job, whole = false }: { job: Job; whole?: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const progress = useJobProgress(job.id)
  const jobs = useQueue((queue) => queue.jobs)
  const accountId = useQueue((queue) => queue.state?.accountId ?? null)
  const { places, medians } = derive(jobs)
  const now = useNow(1_000, job.status === 'running' || (job.wait?.until ?? null) !== null)
  const words = progressWords(t, format, job, {
    now, progress, accountId, place: places.get(job.id), expectedSeconds: expectedSeconds(job, medians),
  })
  const fraction = barFraction(job, progress?.fraction ?? job.fraction, progress?.receivedBytes, progress?.totalBytes)
  const needsUser = job.status === 'held' || job.status === 'failed'
  return (
    <span className={classes('flex min-w-0 items-center gap-2', whole && 'flex-wrap')}>
      {fraction === null ? null : (
        <ProgressBar fraction={fraction} label={words} tone={job.phase === 'downloading' ? 'info' : 'run'} className="w-12! flex-none" />
      )}
      <span title={words} className={classes('tabular-nums', whole ? 'text-pretty' : 'truncate', needsUser ? 'text-text' : 'text-text-2')}>
        {words}
      </span>
    </span>
  )
}
