import type { Database } from '../storage'

export const dayMilliseconds = 24 * 3_600_000

/**
 * The paid requests of the last 24 hours, for the plan's daily limit. Counted from the record of what is spent, so that it carries over restarts;
 * kept in memory beside it, so that counting costs nothing.
 */
export interface Day {
  note(accountId: string, attemptKey: string, at: number): void
  /** It was proven not executed, and does not count. */
  release(accountId: string, attemptKey: string): void
  count(accountId: string, now: number): number
  /** When the oldest of them went out; null without any. */
  oldest(accountId: string, now: number): number | null
}

export function openDay(database: Database): Day {
  const accounts = new Map<string, Map<string, number>>()
  const recent = (accountId: string, now: number): Map<string, number> => {
    let times = accounts.get(accountId)
    if (times === undefined) {
      const rows = database.all<{ attempt_key: string; at: number }>(
        "SELECT attempt_key, at FROM spending WHERE account_id = ? AND at > ? AND state <> 'released' ORDER BY at",
        [accountId, now - dayMilliseconds],
      )
      times = new Map(rows.map((row) => [row.attempt_key, row.at]))
      accounts.set(accountId, times)
    }
    for (const [key, at] of times) {
      if (at > now - dayMilliseconds) break
      times.delete(key)
    }
    return times
  }
  return {
    note(accountId, attemptKey, at) {
      const times = recent(accountId, at)
      // Sent again it is still one: but the latest is what the server would count.
      times.delete(attemptKey)
      times.set(attemptKey, at)
    },
    release: (accountId, attemptKey) => void accounts.get(accountId)?.delete(attemptKey),
    count: (accountId, now) => recent(accountId, now).size,
    oldest: (accountId, now) => recent(accountId, now).values().next().value ?? null,
  }
}
