import { AppError } from '../../../src-shared/errors'
import { isInDoubt, type AttemptRecord, type JobRecord } from '../record'
import { closing, ended, held, queued, type Context, type Step } from './step'
import { isKeyOver } from './submitting'

/** How a running job goes on after a start: waits of the last run are over, and what may have gone out is asked about, never sent anew. */
export function recovered(job: JobRecord, attempt: AttemptRecord | null, context: Context): Step {
  if (job.status !== 'running') return { job }
  // A clock that was set back must not put its acceptance, and with it the next poll, into the future.
  const acceptedAt = job.acceptedAt === null ? null : Math.min(job.acceptedAt, context.now)
  const now: JobRecord = { ...job, acceptedAt, nextAt: 0, tries: 0 }
  if (job.phase === 'saving' && job.fetched === null) return { job: { ...now, phase: 'downloading' } }
  if (job.phase !== 'submitting') return { job: now }
  if (attempt === null) return { job: queued(job) }
  if (attempt.remoteId !== null) {
    return { job: { ...now, phase: 'generating', remoteId: attempt.remoteId, acceptedAt: context.now, wait: null }, attempt: closing('accepted') }
  }
  if (!isInDoubt(attempt)) {
    return job.cancelRequested
      ? { job: ended(job, 'canceled', context.now), attempt: closing('not-executed'), spending: { state: 'released', cost: null } }
      : { job: queued(job) }
  }
  const error = new AppError('outcome-unknown', 'The app ended while the request was under way')
  const open = { attempt: { unknown: true } }
  if (job.cancelRequested) return { job: held(job, 'outcome-unknown', error.facts), ...open }
  if (isKeyOver(attempt, context)) return { job: held(job, 'key-expired', error.facts), ...open }
  return { job: { ...now, error: null, wait: { reason: 'confirming', until: null } }, ...open }
}
