import { applyAll } from './applying'
import { chunked, turn } from './chunks'
import { distrust, madeUpFor, settleEnded } from './lostCommits'
import type { OpenSubmission } from './journal'
import type { Inner } from './parts'
import { finalStatus, providerKeyOf, type AttemptRecord } from './record'
import { recovered } from './transitions'
import { judgeClock } from './wallClock'

const mostPerTransaction = 100

export interface Recovered {
  /** Jobs that go on where they were. */
  resumedJobs: number
  /** Jobs of which only the journal knew what had become of them: the database had lost commits. */
  jobsFromJournal: number
}

/**
 * What a start does before anything is sent: half-written batches go, what only the journal knows comes back, and every job that was running is
 * set to where it goes on. The database is always written before the journal, so a journal that knows more proves that commits were lost: then
 * nothing new is sent until the user has looked.
 */
export async function recover(inner: Inner): Promise<Recovered> {
  const { store, journal, conditions, restoredFrom } = inner
  store.dropUnreadyBatches()
  const made = madeUpFor(inner)
  await settleEnded(inner, made.note)
  for (const submission of journal.open) {
    store.transaction(() => {
      if (restore(inner, submission)) made.note([submission.sent.job])
    })
  }
  if (restoredFrom !== null || made.jobs.size > 0) {
    distrust(inner)
    if (store.isAnyWaiting()) conditions.setPaused(true)
    made.drawn()
  }
  judgeClock(inner)
  const ids = store.allRunningIds()
  for (const chunk of chunked(ids, mostPerTransaction)) {
    applyAll(inner, chunk, (job, context) => recovered(job, store.attempt(job.attemptKey), context))
    await turn()
  }
  return { resumedJobs: ids.length, jobsFromJournal: made.jobs.size }
}

/** Makes up for what a lost or older database does not know: the attempt as it went out, and the id that came back. Returns whether it had to. Inside a transaction. */
function restore(inner: Inner, { sent, remoteId }: OpenSubmission): boolean {
  const { store, spending, log } = inner
  const attempt = store.attempt(sent.key)
  if (attempt !== null) {
    closeIfOver(inner, attempt)
    if (remoteId === null || attempt.remoteId !== null || attempt.outcome !== null) return false
    store.changeAttempt(sent.key, { remoteId })
    const job = store.job(sent.job)
    if (job?.attemptKey === sent.key) store.saveJob({ ...job, status: 'running', phase: 'submitting', heldReason: null })
    return true
  }
  log.warn('A submission is known to the journal alone', { job: sent.job })
  if (store.job(sent.job) === null) insertJob(inner, sent)
  const job = store.job(sent.job)
  if (job === null || job.attempt >= sent.number) return false
  store.insertAttempt({
    key: sent.key, jobId: sent.job, number: sent.number, accountId: sent.account, body: sent.body, bodySha256: sent.sha256, createdAt: sent.at,
    firstSentAt: sent.at, sends: 1, isOpen: false, unknown: true, answer: null, sameAnswers: 0, refusal: null, refusals: 0, remoteId, outcome: null, evidence: null,
  })
  spending.reserve(sent.key, sent.account, sent.job, sent.at, job.estimatedCredits)
  store.saveJob({ ...job, request: sent.request, status: 'running', phase: 'submitting', heldReason: null, attempt: sent.number, attemptKey: sent.key })
  return true
}

/** Whose end was committed, and the app ended before the journal had it. */
function closeIfOver({ store, journal, clock, log }: Inner, { key, jobId, outcome }: AttemptRecord): void {
  const job = store.job(jobId)
  const end = (job && finalStatus(job)) ?? (outcome === 'accepted' ? null : outcome)
  if (end === null) return
  journal
    .append({ kind: 'closed', key, end, isFree: outcome === 'not-executed' || outcome === 'rejected', at: clock.now() })
    .catch((error: unknown) => log.warn('The journal did not take the end of an attempt', { error }))
}

function insertJob({ store }: Inner, sent: OpenSubmission['sent']): void {
  const batch = { id: sent.batch, name: '', kind: 'list' as const, accountId: sent.account, createdAt: sent.at, pause: null, costTolerance: null }
  if (store.batch(batch.id) === null) store.insertBatch(batch, true)
  store.insertJobs(batch, sent.sandbox, [
    {
      id: sent.job,
      position: store.ends().last + 1,
      providerKey: providerKeyOf(sent.request),
      request: JSON.stringify(sent.request),
      axes: null,
      provider: sent.request.provider,
      estimatedCredits: null,
      estimatedSeconds: null,
    },
  ])
}
