import { AppError } from '../../../src-shared/errors'
import { isInDoubt, type AttemptRecord, type JobRecord } from '../record'
import { closing, ended, fresh, held, queued, type Context, type Step } from './step'

/** The user cancels. `isSending`: its request is under way this moment. */
export function canceled(job: JobRecord, attempt: AttemptRecord | null, isSending: boolean, { now }: Context): Step {
  switch (job.status) {
    case 'completed':
    case 'failed':
    case 'canceled':
      return { job }
    case 'queued':
      if (attempt !== null && isInDoubt(attempt)) return { job: held({ ...job, cancelRequested: true }, 'outcome-unknown') }
      return {
        job: ended({ ...job, cancelRequested: true }, 'canceled', now),
        ...(attempt && attempt.outcome === null && { attempt: closing('not-executed'), spending: { state: 'released', cost: null } }),
      }
    case 'held':
      return {
        job: ended({ ...job, cancelRequested: true }, 'canceled', now, job.error),
        ...(attempt && attempt.outcome === null && { attempt: closing('given-up'), spending: { state: 'settled', cost: null } }),
      }
    case 'running':
      return { job: cancelRunning(job, isSending) }
  }
}

function cancelRunning(job: JobRecord, isSending: boolean): JobRecord {
  const asked: JobRecord = { ...job, cancelRequested: true }
  switch (job.phase) {
    case 'submitting':
      // Whether it was executed is not known, and asking could start it: the user is told and decides.
      return isSending ? { ...asked, wait: { reason: 'cancel', until: null } } : held(asked, 'outcome-unknown')
    case 'generating':
      return { ...asked, wait: { reason: 'cancel', until: null }, nextAt: 0 }
    default:
      // It is made and paid for: the result is kept.
      return { ...asked, canceledTooLate: true }
  }
}

/** A new attempt of what failed or was canceled; a result that only could not be fetched is fetched again instead, which costs nothing. */
export function retried(job: JobRecord, options: { newSeed: number | null }): Step {
  if (job.status !== 'failed' && job.status !== 'canceled') throw notNow('Only what failed or was canceled can be tried again')
  const again: JobRecord = { ...job, cancelRequested: false, canceledTooLate: false, finishedAt: null, cleared: false, itemId: null }
  if (job.status === 'failed' && job.remoteId !== null && job.phase === null && isFetchFailure(job)) {
    return { job: { ...again, ...fresh, status: 'running', phase: 'downloading', resultUrl: null, fetched: null, fileName: null } }
  }
  return { job: forgetRemote(withSeed(queued(again), options.newSeed)) }
}

function isFetchFailure(job: JobRecord): boolean {
  return ['download-refused', 'not-media', 'unsupported-media', 'too-large'].includes(job.error?.code ?? '')
}

/** Held: the same question once more, which never costs a second time. */
export function askedAgain(job: JobRecord, attempt: AttemptRecord | null): Step {
  if (job.status !== 'held') throw notNow('Only what is held can be asked for again')
  const running: JobRecord = { ...job, ...fresh, status: 'running', heldReason: null, cancelRequested: false }
  switch (job.heldReason) {
    case 'duplicate-remote-id':
    case 'damaged-record':
      throw notNow('Asking again cannot settle this')
    case 'forgotten-by-server':
    case 'unknown-status':
    case 'over-tolerance':
    case 'price-unknown':
      // Held before anything was sent: it only waits for its turn again.
      if (job.remoteId === null) return { job: queued({ ...job, cancelRequested: false }) }
      return { job: { ...running, phase: job.phase === 'downloading' ? 'downloading' : 'generating', unclearSince: null } }
    default:
      if (attempt === null) throw notNow('There is nothing to ask for')
      return { job: { ...running, phase: 'submitting' }, attempt: { sameAnswers: 0, answer: null } }
  }
}

/** Held: the old attempt is given up and a new one opened. The user was told that it may be charged a second time. */
export function startedNew(job: JobRecord, attempt: AttemptRecord | null): Step {
  if (job.status !== 'held') throw notNow('Only what is held can be started anew')
  return {
    job: forgetRemote(queued({ ...job, cancelRequested: false })),
    ...(attempt && attempt.outcome === null && { attempt: closing('given-up'), spending: { state: 'settled', cost: null } }),
  }
}

/** The file of a finished job is gone: fetched again by its remote id. */
export function fetchedAgain(job: JobRecord): Step {
  if (job.status !== 'completed' || job.remoteId === null) throw notNow('There is nothing to fetch')
  return { job: { ...job, ...fresh, status: 'running', phase: 'downloading', resultUrl: null, fetched: null, fileName: null, finishedAt: null } }
}

function forgetRemote(job: JobRecord): JobRecord {
  return {
    ...job,
    attemptKey: null,
    remoteId: null,
    creditCost: null,
    usedProvider: job.request.provider,
    fraction: null,
    acceptedAt: null,
    unclearSince: null,
    resultUrl: null,
    fetched: null,
    fileName: null,
    startedAt: null,
    warnings: [],
  }
}

function withSeed(job: JobRecord, seed: number | null): JobRecord {
  if (seed === null || job.request.options['seed'] === undefined) return job
  return { ...job, request: { ...job.request, options: { ...job.request.options, seed } } }
}

function notNow(message: string): AppError {
  return new AppError('not-possible-now', message)
}
