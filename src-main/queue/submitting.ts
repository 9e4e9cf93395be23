import { randomUUID } from 'node:crypto'
import { AppError, toAppError, type ErrorCode } from '../../src-shared/errors'
import { exactBody, type SubmitOutcome } from '../api'
import type { Account } from '../settings'
import { verdictOn } from './admitting'
import { contextOf, apply, told, write } from './applying'
import { commitOutcome, owedOutcome } from './outcomes'
import { isEndpointFailure } from './conditions'
import type { Inner } from './parts'
import { isOnHold } from './pausing'
import { isInDoubt, type AttemptRecord, type JobRecord } from './record'
import { canceled, damaged, isKeyOver, keyOver, sending, unpreparable } from './transitions'

/** What is wrong with the job itself, and not with the way to the API. */
const ownFaults: ReadonlySet<ErrorCode> = new Set(['operation-missing', 'invalid-input', 'file-missing', 'too-large', 'not-found', 'internal'])

interface Prepared {
  /** The attempt that the job had when this was made ready; another one by now means that somebody else was faster. */
  keyBefore: string | null
  /** What was asked for then: a retry with another seed wants another body. */
  asked: string
  attempt: AttemptRecord
  isNew: boolean
  bytes: Uint8Array
}

/**
 * Sends a job's attempt, or sends it again. The order is the whole point: job, key and body are on disk, in the database and then in the
 * journal, before a byte goes out; what comes back is on disk before anything follows from it.
 */
export async function submit(inner: Inner, account: Account, jobId: string): Promise<void> {
  // How the last send ended is known and could not be written: that comes first, and asking again is needless.
  if (owedOutcome(inner, jobId)) return
  const prepared = await prepare(inner, account, jobId)
  if (prepared === null) return
  const started = begin(inner, jobId, prepared)
  if (started === null) return
  const { attempt, bytes } = prepared
  // One that was committed before may still be missing there: the last run ended, or the disk was full, between the two.
  if (!inner.journal.has(attempt.key)) await writeDown(inner, started, attempt)
  const outcome = inner.ending.signal.aborted
    ? ({ kind: 'not-sent', error: new AppError('canceled', 'The app is closing') } as const)
    : await inner.api.submit(account, attempt.key, bytes, inner.ending.signal)
  await end(inner, account, jobId, attempt.key, outcome)
}

/** The exact bytes to send; null when there is nothing to send after all. */
async function prepare(inner: Inner, account: Account, jobId: string): Promise<Prepared | null> {
  const { store, api, references, log } = inner
  const job = store.job(jobId)
  if (job === null || !isSendable(job, account)) {
    holdAfterCancel(inner, job)
    return null
  }
  const known = store.attempt(job.attemptKey)
  const isOld = known !== null && isKeyOver(known, contextOf(inner))
  const isDoubtful = known !== null && isInDoubt(known)
  if (isOld && isDoubtful) {
    apply(inner, jobId, keyOver)
    return null
  }
  try {
    const body = known !== null && !isOld ? known.body : await api.prepare(account, job.request)
    const { bytes, sha256 } = await exactBody(body, (hash) => references.dataUri(hash))
    if (known !== null && !isOld) {
      if (sha256 === known.bodySha256) return { keyBefore: known.key, asked: JSON.stringify(job.request), attempt: known, isNew: false, bytes }
      throw new AppError('file-missing', 'What would be sent is not what was sent before')
    }
    const attempt: AttemptRecord = {
      key: randomUUID(), jobId, number: job.attempt + 1, accountId: account.id, body, bodySha256: sha256, createdAt: inner.clock.now(),
      firstSentAt: null, sends: 0, isOpen: false, unknown: false, answer: null, sameAnswers: 0, refusal: null, refusals: 0, remoteId: null, outcome: null,
      evidence: null,
    }
    return { keyBefore: job.attemptKey, asked: JSON.stringify(job.request), attempt, isNew: true, bytes }
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code === 'internal') log.error('A request could not be made', { error: thrown })
    if (!ownFaults.has(error.code)) {
      inner.conditions.failed(account, error)
      inner.deltas.stateChanged()
    } else if (isDoubtful) apply(inner, jobId, (current) => damaged(current, error))
    else apply(inner, jobId, (current, context) => unpreparable(current, error, context))
    return null
  }
}

function isSendable(job: JobRecord, account: Account): boolean {
  const waits = job.status === 'queued' || (job.status === 'running' && job.phase === 'submitting')
  return waits && job.accountId === account.id && !job.cancelRequested
}

/** A cancel came before its request went out again: whether it was executed stays open, and the user decides. */
function holdAfterCancel(inner: Inner, job: JobRecord | null): void {
  if (job?.status !== 'running' || job.phase !== 'submitting' || !job.cancelRequested) return
  apply(inner, job.id, (current, context) => canceled(current, inner.store.attempt(current.attemptKey), false, context))
}

/** Commits the attempt and that it is about to go out; null when the job was taken away meanwhile. */
function begin(inner: Inner, jobId: string, { keyBefore, asked, attempt, isNew }: Prepared): JobRecord | null {
  const { store, spending, day, clock, accounts } = inner
  const account = accounts.current()
  const now = clock.now()
  const done = store.transaction(() => {
    const job = store.job(jobId)
    // An account that changed while the body was made, or a cancel: nothing goes out.
    if (job === null || account?.id !== attempt.accountId || !isSendable(job, account)) return null
    // Never a second attempt beside one that may be on its way.
    if (job.attemptKey !== keyBefore || JSON.stringify(job.request) !== asked) return null
    // A pause that came meanwhile holds it too, and what others sent may have taken what it needs.
    if (job.status === 'queued' && (isOnHold(inner, job) || verdictOn(inner, job) !== 'yes')) return null
    if (isNew) {
      if (job.attemptKey !== null) store.changeAttempt(job.attemptKey, { outcome: 'not-executed' })
      store.insertAttempt(attempt)
    }
    const before = { ...job, attemptKey: attempt.key }
    const step = sending(before, store.attempt(attempt.key) ?? attempt, contextOf(inner))
    write(inner, before, step)
    spending.reserve(attempt.key, attempt.accountId, jobId, now, job.estimatedCredits)
    day.note(attempt.accountId, attempt.key, now)
    return { before, step }
  })
  if (done === null) {
    holdAfterCancel(inner, store.job(jobId))
    return null
  }
  told(inner, done.before, done.step)
  return done.step.job
}

/** @throws when the journal cannot be written; then the job waits and nothing was sent. */
async function writeDown(inner: Inner, job: JobRecord, attempt: AttemptRecord): Promise<void> {
  try {
    await inner.journal.append({
      kind: 'sent', key: attempt.key, job: job.id, batch: job.batchId, account: job.accountId, sandbox: job.sandbox, number: attempt.number,
      sha256: attempt.bodySha256, body: attempt.body, request: job.request, at: inner.clock.now(),
    })
  } catch (cause) {
    const error = new AppError('storage-failed', 'The submission journal cannot be written', { cause })
    commitOutcome(inner, { jobId: job.id, key: attempt.key, accountId: attempt.accountId, outcome: { kind: 'not-sent', error } })
    throw error
  }
}

async function end(inner: Inner, account: Account, jobId: string, key: string, outcome: SubmitOutcome): Promise<void> {
  const { store, journal, clock, log } = inner
  noteEndpoint(inner, account, outcome)
  const learned = await learn(inner, account, store.attempt(key), outcome)
  if (learned.kind === 'unknown' || learned.kind === 'mismatch') {
    log.warn('The end of a paid request is not clear', { job: jobId, outcome: learned.kind, code: learned.error.code, evidence: learned.evidence })
  }
  try {
    commitOutcome(inner, { jobId, key, accountId: account.id, outcome: learned })
  } finally {
    // Where the database could not take the id of what was paid for, the journal may: the next start finds it there.
    if (learned.kind === 'accepted') await journal.append({ kind: 'accepted', key, remoteId: learned.id, at: clock.now() })
  }
}

/** A refused document teaches how the endpoint speaks. When there is nothing to learn, the job itself is at fault. */
async function learn(inner: Inner, account: Account, attempt: AttemptRecord | null, outcome: SubmitOutcome): Promise<SubmitOutcome> {
  if (outcome.kind !== 'not-executed' || outcome.refusal !== 'validation') return outcome
  const changed = await inner.api.relearn(account, outcome.messages).catch((error: unknown) => {
    inner.conditions.failed(account, toAppError(error))
    return true
  })
  if (changed || attempt?.unknown) return outcome
  return { kind: 'rejected', error: new AppError('invalid-input', outcome.error.message, { details: outcome.error.details }) }
}

/** What stands between the app and the endpoint said so itself. */
function isToldAtOnce({ code }: AppError): boolean {
  return code === 'proxy-sign-in' || code === 'redirect-refused'
}

function noteEndpoint({ conditions, deltas }: Inner, account: Account, outcome: SubmitOutcome): void {
  switch (outcome.kind) {
    case 'not-sent':
      conditions.failed(account, outcome.error)
      break
    case 'unknown':
      if (outcome.answer === null && !isToldAtOnce(outcome.error)) conditions.failed(account, new AppError('offline', outcome.error.message, { cause: outcome.error }), { isQuiet: true })
      else if (isEndpointFailure(outcome.error)) conditions.failed(account, outcome.error)
      else conditions.answered(account)
      break
    default:
      conditions.answered(account)
  }
  deltas.stateChanged()
}
