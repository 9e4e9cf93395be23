import { randomUUID } from 'node:crypto'
import { AppError } from '../../src-shared/errors'
import type { SubmitOutcome } from '../api'
import { apply, contextOf, told, write } from './applying'
import type { Inner, Owed } from './parts'
import type { AttemptRecord, JobRecord } from './record'
import { submitted, type Step } from './transitions'

/**
 * Commits how a paid request ended. Where that cannot be written it is kept and written before anything else is done for the job: what is known
 * must not become unknown for a disk that was full at that moment.
 *
 * @throws AppError `storage-failed`
 */
export function commitOutcome(inner: Inner, owed: Owed): void {
  const { jobId, key, accountId, outcome } = owed
  const { store } = inner
  try {
    const isDuplicate = outcome.kind === 'accepted' && store.isRemoteIdTaken(accountId, outcome.id, jobId)
    const attempt = store.attempt(key)
    if (attempt !== null && store.job(jobId)?.attemptKey !== key) commitStray(inner, attempt, outcome, isDuplicate)
    else if (attempt !== null) apply(inner, jobId, (job, context) => submitted(job, attempt, outcome, isDuplicate, context))
    inner.owed.delete(jobId)
  } catch (cause) {
    inner.owed.set(jobId, owed)
    throw new AppError('storage-failed', 'How a paid request ended could not be written', { cause })
  }
}

/** Writes what is owed for a job; whether there was anything. @throws AppError `storage-failed` while it still cannot be written. */
export function owedOutcome(inner: Inner, jobId: string): boolean {
  const owed = inner.owed.get(jobId)
  if (owed !== undefined) commitOutcome(inner, owed)
  return owed !== undefined
}

/**
 * The answer to an attempt that its job has left behind. The job goes its own way and is not touched; the attempt and the record of what was spent
 * learn the truth. What was accepted is paid for and will be made: it becomes a job of its own, is asked about, fetched and filed like any other,
 * and is marked as one that came although it was given up.
 */
function commitStray(inner: Inner, attempt: AttemptRecord, outcome: SubmitOutcome, isDuplicate: boolean): void {
  const { store, log, deltas } = inner
  log.warn('A paid request ended after its job had left it behind', { job: attempt.jobId, attempt: attempt.number, outcome: outcome.kind })
  const done = store.transaction(() => {
    const job = store.job(attempt.jobId)
    if (job === null) return null
    const then: JobRecord = {
      ...job, status: 'running', phase: 'submitting', heldReason: null, attemptKey: attempt.key, attempt: attempt.number, remoteId: null, creditCost: null,
      itemId: null, finishedAt: null, fraction: null, resultUrl: null, fetched: null, fileName: null, cleared: false, warnings: [], cancelRequested: false,
    }
    const step = submitted(then, attempt, outcome, isDuplicate, contextOf(inner))
    const { signals: _signals, ...facts } = step
    if (step.job.remoteId === null) {
      write(inner, then, { ...facts, job: then })
      return null
    }
    const id = randomUUID()
    store.insertCopy(then, { id, position: inner.places.take(1, false) })
    store.moveAttempt(attempt.key, id)
    const before = { ...then, id, attempt: 1 }
    const own: Step = { ...facts, job: { ...step.job, id, attempt: 1, canceledTooLate: true } }
    write(inner, before, own)
    return { before, own }
  })
  if (done === null) return
  told(inner, done.before, done.own)
  deltas.stateChanged()
}
