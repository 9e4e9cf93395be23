import { chunked, turn } from './chunks'
import type { EndedEntry } from './journal'
import type { Inner } from './parts'
import { finalStatus, type AttemptOutcome, type JobRecord } from './record'
import { ended, fresh, queued } from './transitions'

// A database that lost commits (a backup was restored, its write-ahead log is gone) shows jobs as they were. What they became since is
// taken from the journal; what even the journal cannot know is not assumed.

const mostPerTransaction = 100
/** Commits are lost from the end: when the last ones are there, so are all before. */
const enoughKnown = 50

const underWay = 'made-up-for'

/**
 * Which jobs had to be brought up to date. Written in the same commit as each of them: a start that dies before it has drawn its conclusions leaves
 * them to the next one, which finds nothing behind any more.
 */
export function madeUpFor({ store }: Inner) {
  const jobs = new Set(store.fact<string[]>('', underWay) ?? [])
  return {
    jobs: jobs as ReadonlySet<string>,
    /** Inside the transaction that changes them. */
    note(ids: readonly string[]): void {
      for (const id of ids) jobs.add(id)
      if (ids.length > 0) store.setFact('', underWay, [...jobs])
    },
    /** The conclusions are on disk. */
    drawn(): void {
      if (jobs.size > 0) store.setFact('', underWay, null)
    },
  }
}

/** Ends the jobs and attempts that had ended, and notes those that the database had in an older state. */
export async function settleEnded(inner: Inner, note: (ids: readonly string[]) => void): Promise<void> {
  const { journal, restoredFrom, store } = inner
  const latest = journal.ended.slice(-enoughKnown)
  if (restoredFrom === null && !latest.some((entry) => isBehind(inner, entry))) return
  for (const chunk of chunked(journal.ended, mostPerTransaction)) {
    store.transaction(() => {
      const settled: string[] = []
      for (const entry of chunk) {
        if (!isBehind(inner, entry)) continue
        settle(inner, entry)
        settled.push(entry.job)
      }
      note(settled)
    })
    await turn()
  }
}

/**
 * Of an attempt whose later sends may be lost, nothing is proven any more: it goes out under its own key or not at all. Where the journal does
 * not reach back to the backup, the same holds for every waiting job.
 */
export function distrust({ store, journal, restoredFrom }: Inner): void {
  store.doubtOpenAttempts()
  if (restoredFrom !== null && restoredFrom < journal.since) store.holdWaiting('outcome-unknown')
}

function isBehind({ store }: Inner, { job: id, key, number }: EndedEntry): boolean {
  const job = store.job(id)
  if (job === null || finalStatus(job) !== null || job.attempt > number) return false
  return job.attempt < number || (job.attemptKey === key && store.attempt(key)?.outcome == null) || isStillGenerating(job, key)
}

/** Accepted is a beginning: its job may have ended since. */
function isStillGenerating(job: JobRecord, key: string): boolean {
  return job.attemptKey === key && job.status !== 'queued'
}

function settle({ store, spending }: Inner, entry: EndedEntry): void {
  const job = store.job(entry.job)
  if (job === null) return
  const outcome = outcomeOf(entry)
  if (store.attempt(entry.key) === null) {
    store.insertAttempt({
      key: entry.key, jobId: entry.job, number: entry.number, accountId: entry.account, body: [], bodySha256: '', createdAt: entry.sentAt,
      firstSentAt: entry.sentAt, sends: 1, isOpen: false, unknown: false, answer: null, sameAnswers: 0, refusal: null, refusals: 0, remoteId: entry.remoteId, outcome,
      evidence: null,
    })
  } else store.changeAttempt(entry.key, { outcome, ...(entry.remoteId !== null && { remoteId: entry.remoteId }) })
  // What it cost is not in the journal: the estimate stands in for it, as for every price that was never told.
  spending.reserve(entry.key, entry.account, entry.job, entry.sentAt, job.estimatedCredits)
  spending.settle(entry.key, entry.isFree ? 'released' : 'settled', null)
  store.saveJob(asEnded({ ...job, attempt: entry.number, remoteId: entry.remoteId }, entry))
}

function asEnded(job: JobRecord, { end, at }: EndedEntry): JobRecord {
  switch (end) {
    case 'completed':
      // Its file is in the library's folder; the item comes back when the library is built anew from its records.
      return { ...job, ...fresh, status: 'completed', phase: null, heldReason: null, attemptKey: null, fraction: 1, fetched: null, resultUrl: null, finishedAt: at }
    case 'failed':
    case 'canceled':
      return ended(job, end, at)
    case 'rejected':
      return ended(job, 'failed', at)
    case 'not-executed':
    case 'given-up':
      return { ...queued(job), attemptKey: null, remoteId: null, fetched: null, resultUrl: null, fileName: null, startedAt: null }
  }
}

function outcomeOf({ end, remoteId, isFree }: EndedEntry): AttemptOutcome {
  if (remoteId !== null) return 'accepted'
  switch (end) {
    case 'completed':
      return 'accepted'
    case 'failed':
      return isFree ? 'rejected' : 'failed'
    case 'canceled':
      return isFree ? 'not-executed' : 'given-up'
    default:
      return end
  }
}
