import type { Database } from '../storage'

/** What the app recorded as spent: one row an attempt, reserved with the estimate when it is sent, settled by what the API says it cost. */
export interface Spending {
  reserve(attemptKey: string, accountId: string, jobId: string, at: number, estimated: number | null): void
  settle(attemptKey: string, state: 'settled' | 'released', cost: number | null): void
  /** Since a moment; a settled attempt whose price the API never told counts with its estimate, never as nothing. */
  spentSince(accountId: string, since: number): number
  reserved(accountId: string): number
  /** Of all that was sent since a moment: what was charged as far as it is known, else the estimate. */
  committedSince(accountId: string, since: number): number
}

export function openSpending(database: Database): Spending {
  return {
    reserve(attemptKey, accountId, jobId, at, estimated) {
      database.run(
        `INSERT INTO spending (attempt_key, account_id, job_id, at, estimated, state) VALUES (?, ?, ?, ?, ?, 'reserved')
         ON CONFLICT (attempt_key) DO UPDATE SET state = 'reserved', at = excluded.at WHERE state <> 'settled'`,
        [attemptKey, accountId, jobId, at, estimated],
      )
    },
    settle(attemptKey, state, cost) {
      database.run('UPDATE spending SET state = ?, cost = coalesce(?, cost) WHERE attempt_key = ?', [state, cost, attemptKey])
    },
    spentSince: (accountId, since) =>
      database.get<{ sum: number | null }>(
        "SELECT sum(coalesce(cost, estimated)) AS sum FROM spending WHERE account_id = ? AND at >= ? AND state = 'settled'",
        [accountId, since],
      )?.sum ?? 0,
    reserved: (accountId) =>
      database.get<{ sum: number | null }>("SELECT sum(estimated) AS sum FROM spending WHERE account_id = ? AND state = 'reserved'", [accountId])
        ?.sum ?? 0,
    committedSince: (accountId, since) =>
      database.get<{ sum: number | null }>(
        `SELECT sum(coalesce(spending.cost, jobs.credit_cost, spending.estimated)) AS sum
         FROM spending LEFT JOIN jobs ON jobs.id = spending.job_id AND jobs.attempt_key = spending.attempt_key
         WHERE spending.account_id = ? AND spending.at >= ? AND spending.state <> 'released'`,
        [accountId, since],
      )?.sum ?? 0,
  }
}
