import type { PollResult } from '../api'
import type { Database } from '../storage'
import type { Inner } from './parts'
import { finalStatus, type JobRecord } from './record'
import type { Step } from './transitions'

/** What a generation that failed or was canceled cost may be given back later: after these times it is looked at once more, for nothing. */
const looksAfterMilliseconds = [60_000, 10 * 60_000, 3_600_000, 6 * 3_600_000]
/** As many as one request asks for. */
const mostAtOnce = 50
const againAfterMilliseconds = 5 * 60_000

export interface RefundCheck {
  key: string
  jobId: string
  remoteId: string
  endedAt: number
  looks: number
}

/** The looks that are still to be made, on disk. */
export interface RefundChecks {
  add(accountId: string, check: Omit<RefundCheck, 'looks'>): void
  due(accountId: string, now: number): RefundCheck[]
  /** When the next look is due; null without any. */
  nextAt(accountId: string): number | null
  /** One look was made: the next is later, or there is none. */
  looked(check: RefundCheck, isOver: boolean): void
  /** They could not be made. */
  postpone(checks: readonly RefundCheck[], now: number): void
}

export function openRefundChecks(database: Database): RefundChecks {
  return {
    add(accountId, { key, jobId, remoteId, endedAt }) {
      database.run(
        `INSERT INTO refund_checks (attempt_key, account_id, job_id, remote_id, ended_at, next_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (attempt_key) DO NOTHING`,
        [key, accountId, jobId, remoteId, endedAt, endedAt + (looksAfterMilliseconds[0] ?? 0)],
      )
    },
    due: (accountId, now) =>
      database.all<RefundCheck>(
        `SELECT attempt_key AS key, job_id AS jobId, remote_id AS remoteId, ended_at AS endedAt, looks FROM refund_checks
         WHERE account_id = ? AND next_at <= ? ORDER BY next_at LIMIT ?`,
        [accountId, now, mostAtOnce],
      ),
    nextAt: (accountId) =>
      database.get<{ at: number | null }>('SELECT min(next_at) AS at FROM refund_checks WHERE account_id = ?', [accountId])?.at ?? null,
    looked({ key, looks, endedAt }, isOver) {
      const next = looksAfterMilliseconds[looks + 1]
      if (isOver || next === undefined) database.run('DELETE FROM refund_checks WHERE attempt_key = ?', [key])
      else database.run('UPDATE refund_checks SET looks = ?, next_at = ? WHERE attempt_key = ?', [looks + 1, endedAt + next, key])
    },
    postpone(checks, now) {
      for (const { key } of checks) database.run('UPDATE refund_checks SET next_at = ? WHERE attempt_key = ?', [now + againAfterMilliseconds, key])
    },
  }
}

/** Notes a job that ended without a result although it was charged; the caller holds the transaction that ends it. */
export function noteCharged({ refunds, clock }: Inner, before: JobRecord, { job, spending }: Step): void {
  const status = finalStatus(job)
  if ((status !== 'failed' && status !== 'canceled') || finalStatus(before) !== null) return
  if (before.attemptKey === null || job.remoteId === null || spending?.state !== 'settled' || spending.cost === 0) return
  refunds.add(job.accountId, { key: before.attemptKey, jobId: job.id, remoteId: job.remoteId, endedAt: clock.now() })
}

/** Takes over what a look at these told: the record of what was spent follows the API, and so does the job while it is still about that attempt. */
export function takeRefunds({ store, refunds, spending, deltas }: Inner, checks: readonly RefundCheck[], results: ReadonlyMap<string, PollResult>): void {
  store.transaction(() => {
    for (const check of checks) {
      const result = results.get(check.remoteId)
      const cost = result?.kind === 'found' ? result.generation.creditCost : null
      const job = store.job(check.jobId)
      if (cost !== null) spending.settle(check.key, 'settled', cost)
      if (cost !== null && job !== null && job.remoteId === check.remoteId && job.creditCost !== cost) {
        store.saveJob({ ...job, creditCost: cost })
        deltas.jobsChanged([job.id])
      }
      refunds.looked(check, cost === 0 || result?.kind === 'missing')
    }
  })
}
