import type { Database } from '../storage'

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
