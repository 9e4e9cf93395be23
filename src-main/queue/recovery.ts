import { applyAll } from './applying'
import { chunked, turn } from './chunks'
import type { Inner } from './parts'
import { providerKeyOf } from './record'
import { recovered } from './transitions'
import type { OpenSubmission } from './journal'

const mostPerTransaction = 100

/**
 * What a start does before anything is sent: half-written batches go, what only the journal knows comes back, and every job that was running is
 * set to where it goes on. Returns how many those are.
 */
export async function recover(inner: Inner): Promise<number> {
  inner.store.dropUnreadyBatches()
  for (const submission of inner.journal.open) restore(inner, submission)
  const ids = inner.store.allRunningIds()
  for (const chunk of chunked(ids, mostPerTransaction)) {
    applyAll(inner, chunk, (job, context) => recovered(job, inner.store.attempt(job.attemptKey), context))
    await turn()
  }
  return ids.length
}

/** Makes up for what a lost or older database does not know: the attempt as it went out, and the id that came back. */
function restore(inner: Inner, { sent, remoteId }: OpenSubmission): void {
  const { store, log } = inner
  store.transaction(() => {
    const attempt = store.attempt(sent.key)
    if (attempt !== null) {
      if (remoteId !== null && attempt.remoteId === null && attempt.outcome === null) store.changeAttempt(sent.key, { remoteId })
      return
    }
    log.warn('A submission is known to the journal alone', { job: sent.job })
    if (store.job(sent.job) === null) insertJob(inner, sent)
    store.insertAttempt({
      key: sent.key, jobId: sent.job, number: sent.number, accountId: sent.account, body: sent.body, bodySha256: sent.sha256, createdAt: sent.at,
      firstSentAt: sent.at, sends: 1, unknown: true, answer: null, sameAnswers: 0, refusal: null, refusals: 0, remoteId, outcome: null, evidence: null,
    })
    const job = store.job(sent.job)
    if (job === null || job.attempt >= sent.number) return
    store.saveJob({ ...job, status: 'running', phase: 'submitting', heldReason: null, attempt: sent.number, attemptKey: sent.key })
  })
}

function insertJob({ store }: Inner, sent: OpenSubmission['sent']): void {
  const batch = { id: sent.batch, name: '', accountId: sent.account, createdAt: sent.at }
  if (!store.hasBatch(batch.id)) store.insertBatch(batch, true)
  store.insertJobs(batch, sent.sandbox, [
    {
      id: sent.job,
      position: store.ends().last + 1,
      providerKey: providerKeyOf(sent.request),
      request: JSON.stringify(sent.request),
      provider: sent.request.provider,
      estimatedCredits: null,
      estimatedSeconds: null,
    },
  ])
}
