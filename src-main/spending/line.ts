import type { Database } from '../storage'

/** The next job of a provider, or of a batch. */
export interface Head {
  jobId: string
  batchId: string
  providerKey: string
  estimatedCredits: number | null
}

const columns = 'jobs.id AS jobId, jobs.batch_id AS batchId, jobs.provider_key AS providerKey, jobs.estimated_credits AS estimatedCredits'

/** What waits, as the caps ask for it; each answer from an index of what waits. */
export function openLine(database: Database) {
  return {
    /** The first waiting job of each provider, without those of paused batches and of `except`. */
    heads(accountId: string, except: readonly string[]): Head[] {
      return database.all<Head>(
        `WITH RECURSIVE keys (key) AS (
           SELECT min(provider_key) FROM jobs WHERE account_id = ?1 AND status = 'queued'
           UNION ALL
           SELECT (SELECT min(provider_key) FROM jobs WHERE account_id = ?1 AND status = 'queued' AND provider_key > keys.key) FROM keys WHERE keys.key IS NOT NULL
         )
         SELECT ${columns} FROM keys JOIN jobs ON jobs.id = (
           SELECT id FROM jobs AS first WHERE first.account_id = ?1 AND first.status = 'queued' AND first.provider_key = keys.key
             AND first.batch_id NOT IN (SELECT id FROM batches WHERE ready = 0 OR pause IS NOT NULL)
             AND first.batch_id NOT IN (SELECT value FROM json_each(?2)) ORDER BY first.position LIMIT 1
         )`,
        [accountId, JSON.stringify(except)],
      )
    },
    headOfBatch: (batchId: string) =>
      database.get<Head>(`SELECT ${columns} FROM jobs WHERE batch_id = ? AND status = 'queued' ORDER BY position LIMIT 1`, [batchId]) ?? null,
    waiting: (accountId: string) =>
      database.get<{ count: number }>("SELECT count(*) AS count FROM jobs WHERE account_id = ? AND status = 'queued'", [accountId])?.count ?? 0,
    waitingOfProvider: (accountId: string, providerKey: string) =>
      database.get<{ count: number }>("SELECT count(*) AS count FROM jobs WHERE account_id = ? AND status = 'queued' AND provider_key = ?", [accountId, providerKey])?.count ?? 0,
    waitingOfBatch: (batchId: string) =>
      database.get<{ count: number }>("SELECT count(*) AS count FROM jobs WHERE batch_id = ? AND status = 'queued'", [batchId])?.count ?? 0,
  }
}
