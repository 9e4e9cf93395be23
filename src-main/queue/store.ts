import type { Database } from '../storage'
import type { Batch, BatchPause, HeldReason } from '../../src-shared/job'
import type { CostTolerance } from '../../src-shared/money'
import {
  changingColumns, changingValues, toAttempt, toBatch, toRecord, type AttemptRow, type BatchRow, type JobRow,
} from './rows'
import type { AttemptRecord, JobRecord } from './record'
import type { Step } from './transitions'

export interface NewJob {
  id: string
  position: number
  providerKey: string
  request: string
  axes: string | null
  provider: string | null
  estimatedCredits: number | null
  estimatedSeconds: number | null
}

/** The queue on disk. Every question is answered from an index no larger than what waits or runs. */
export type Store = ReturnType<typeof openStore>

const updateJob = `UPDATE jobs SET ${changingColumns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`

export function openStore(database: Database) {
  const job = (id: string): JobRecord | null => {
    const row = database.get<JobRow>('SELECT * FROM jobs WHERE id = ?', [id])
    return row ? toRecord(row) : null
  }
  const attempt = (key: string | null): AttemptRecord | null => {
    const row = key === null ? undefined : database.get<AttemptRow>('SELECT * FROM attempts WHERE key = ?', [key])
    return row ? toAttempt(row) : null
  }
  const saveJob = (record: JobRecord) => database.run(updateJob, [...changingValues(record), record.id])
  const changeAttempt = (key: string, change: Partial<AttemptRecord>) => {
    const before = attempt(key)
    if (before === null) return
    const next = { ...before, ...change }
    database.run(
      `UPDATE attempts SET first_sent_at = ?, sends = ?, is_open = ?, unknown = ?, answer = ?, same_answers = ?, refusal = ?, refusals = ?, remote_id = ?,
         outcome = ?, evidence = ? WHERE key = ?`,
      [
        next.firstSentAt, next.sends, Number(next.isOpen), Number(next.unknown), next.answer, next.sameAnswers, next.refusal, next.refusals,
        next.remoteId, next.outcome, next.evidence, key,
      ],
    )
  }

  return {
    transaction: database.transaction,
    job,
    attempt,
    saveJob,
    changeAttempt,

    insertBatch(batch: Batch, ready: boolean): void {
      database.run('INSERT INTO batches (id, name, kind, account_id, created_at, ready, cost_tolerance) VALUES (?, ?, ?, ?, ?, ?, ?)', [
        batch.id, batch.name, batch.kind, batch.accountId, batch.createdAt, Number(ready),
        batch.costTolerance && JSON.stringify(batch.costTolerance),
      ])
    },
    /** From here on its jobs are seen. */
    openBatch(id: string): void {
      database.run('UPDATE batches SET ready = 1 WHERE id = ?', [id])
    },
    /** Batches that a crash left half written were never promised to anyone. */
    dropUnreadyBatches(): void {
      database.transaction(() => {
        database.run('DELETE FROM jobs WHERE batch_id IN (SELECT id FROM batches WHERE ready = 0)')
        database.run('DELETE FROM batches WHERE ready = 0')
      })
    },
    insertJobs(batch: Batch, sandbox: boolean, jobs: readonly NewJob[]): void {
      database.run(
        `INSERT INTO jobs (id, batch_id, account_id, sandbox, position, provider_key, status, request, axes, used_provider, estimated_credits,
           estimated_seconds, created_at)
         SELECT value ->> 'id', ?, ?, ?, value ->> 'position', value ->> 'providerKey', 'queued', value ->> 'request', value ->> 'axes', value ->> 'provider',
           value ->> 'estimatedCredits', value ->> 'estimatedSeconds', ? FROM json_each(?)`,
        [batch.id, batch.accountId, Number(sandbox), batch.createdAt, JSON.stringify(jobs)],
      )
    },
    /** A second job that asked for the same, elsewhere in the list. */
    insertCopy(of: JobRecord, { id, position }: { id: string; position: number }): void {
      database.run(
        `INSERT INTO jobs (id, batch_id, account_id, sandbox, position, provider_key, status, request, used_provider, estimated_credits,
           estimated_seconds, created_at, started_at)
         SELECT ?, batch_id, account_id, sandbox, ?, provider_key, 'queued', request, used_provider, estimated_credits, estimated_seconds, created_at,
           started_at FROM jobs WHERE id = ?`,
        [id, position, of.id],
      )
    },
    /** Makes an attempt, and what it spends, another job's first one. */
    moveAttempt(key: string, jobId: string): void {
      database.run('UPDATE attempts SET job_id = ?, number = 1 WHERE key = ?', [jobId, key])
      database.run('UPDATE spending SET job_id = ? WHERE attempt_key = ?', [jobId, key])
    },
    insertAttempt(record: AttemptRecord): void {
      database.run(
        `INSERT INTO attempts (key, job_id, number, account_id, body, body_sha256, created_at, first_sent_at, sends, is_open, unknown, remote_id, outcome)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          record.key, record.jobId, record.number, record.accountId, JSON.stringify(record.body), record.bodySha256, record.createdAt,
          record.firstSentAt, record.sends, Number(record.isOpen), Number(record.unknown), record.remoteId, record.outcome,
        ],
      )
    },
    batch(id: string): Batch | null {
      const row = database.get<BatchRow>('SELECT * FROM batches WHERE id = ?', [id])
      return row ? toBatch(row) : null
    },
    setPause: (id: string, pause: BatchPause | null) => database.run('UPDATE batches SET pause = ? WHERE id = ?', [pause && JSON.stringify(pause), id]),
    setTolerance: (id: string, tolerance: CostTolerance) =>
      database.run('UPDATE batches SET cost_tolerance = ? WHERE id = ?', [JSON.stringify(tolerance), id]),

    /** Writes a step's job and attempt; the caller holds the transaction. */
    save(before: JobRecord, step: Step): void {
      if (step.attempt && before.attemptKey !== null) changeAttempt(before.attemptKey, step.attempt)
      if (step.job !== before) saveJob(step.job)
    },

    running: (accountId: string) =>
      database.all<JobRow>("SELECT * FROM jobs WHERE account_id = ? AND status = 'running'", [accountId]).map(toRecord),
    /** Where an account speaks to; null for an unknown one. */
    account: (accountId: string) =>
      database.get<{ host: string; endpoint: string | null }>('SELECT host, endpoint FROM accounts WHERE id = ?', [accountId]) ?? null,
    runningCount: (accountId: string) =>
      database.get<{ count: number }>("SELECT count(*) AS count FROM jobs WHERE account_id = ? AND status = 'running'", [accountId])?.count ?? 0,
    unfinishedCount: (accountId: string) =>
      database.get<{ count: number }>(
        `SELECT (SELECT count(*) FROM jobs WHERE account_id = ?1 AND status = 'running')
           + (SELECT count(*) FROM jobs WHERE account_id = ?1 AND status = 'queued') AS count`,
        [accountId],
      )?.count ?? 0,
    allRunningIds: () => database.all<{ id: string }>("SELECT id FROM jobs WHERE status = 'running'").map((row) => row.id),
    /** The providers for which something waits. */
    waitingProviders: (accountId: string) =>
      database
        .all<{ key: string }>(
          `WITH RECURSIVE keys (key) AS (
             SELECT min(provider_key) FROM jobs WHERE account_id = ?1 AND status = 'queued'
             UNION ALL
             SELECT (SELECT min(provider_key) FROM jobs WHERE account_id = ?1 AND status = 'queued' AND provider_key > keys.key)
             FROM keys WHERE keys.key IS NOT NULL
           ) SELECT key FROM keys WHERE key IS NOT NULL`,
          [accountId],
        )
        .map((row) => row.key),
    /** The first waiting jobs of one provider, in the queue's order, without those of some batches. */
    heads: (accountId: string, providerKey: string, limit: number, after = -Infinity, except: readonly string[] = []) =>
      database.all<{ id: string; position: number }>(
        `SELECT id, position FROM jobs
         WHERE account_id = ? AND status = 'queued' AND provider_key = ? AND position > ?
           AND batch_id NOT IN (SELECT id FROM batches WHERE ready = 0 OR pause IS NOT NULL)
           AND batch_id NOT IN (SELECT value FROM json_each(?))
         ORDER BY position LIMIT ?`,
        [accountId, providerKey, after, JSON.stringify(except), limit],
      ),
    /** Whether a job of the account waits for this generation. */
    isRunning: (accountId: string, remoteId: string) =>
      database.get("SELECT 1 FROM jobs WHERE account_id = ? AND remote_id = ? AND status = 'running'", [accountId, remoteId]) !== undefined,
    isRemoteIdTaken: (accountId: string, remoteId: string, byJob: string) =>
      database.get('SELECT 1 FROM jobs WHERE account_id = ? AND remote_id = ? AND id <> ?', [accountId, remoteId, byJob]) !== undefined,

    isAnyWaiting: () => database.get("SELECT 1 FROM jobs WHERE status = 'queued' LIMIT 1") !== undefined,
    /** What came of the last sends of open attempts is not certain any more. */
    doubtOpenAttempts: () => database.run('UPDATE attempts SET unknown = 1 WHERE outcome IS NULL AND sends > 0'),
    /** When a paid request first went out, at the latest; epoch milliseconds. */
    latestSend: () => database.get<{ at: number | null }>('SELECT max(first_sent_at) AS at FROM attempts')?.at ?? null,
    /** From here on their keys count as too old to be sent again. */
    ageOpenAttempts: () => database.run('UPDATE attempts SET first_sent_at = 0 WHERE outcome IS NULL AND first_sent_at IS NOT NULL'),
    holdWaiting: (reason: HeldReason) => database.run("UPDATE jobs SET status = 'held', held_reason = ?, wait = NULL WHERE status = 'queued'", [reason]),

    jobOfItem: (itemId: string) => database.get<{ id: string }>('SELECT id FROM jobs WHERE item_id = ?', [itemId])?.id ?? null,
    jobs(ids: readonly string[]): JobRecord[] {
      return database.all<JobRow>('SELECT * FROM jobs WHERE id IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)]).map(toRecord)
    },
    /** A page of the list, in its order. */
    listed: (after: number, limit: number) =>
      database
        .all<JobRow>(
          `SELECT jobs.* FROM jobs JOIN batches ON batches.id = jobs.batch_id
           WHERE jobs.cleared = 0 AND jobs.position > ? AND batches.ready = 1 ORDER BY jobs.position LIMIT ?`,
          [after, limit],
        )
        .map(toRecord),
    listedIds: () => database.all<{ id: string }>('SELECT id FROM jobs WHERE cleared = 0').map((row) => row.id),
    /** Takes finished jobs off the list; returns those it took. */
    clear: (ids: readonly string[]) =>
      database
        .all<{ id: string }>(
          `UPDATE jobs SET cleared = 1
           WHERE id IN (SELECT value FROM json_each(?)) AND status IN ('completed', 'failed', 'canceled') RETURNING id`,
          [JSON.stringify(ids)],
        )
        .map((row) => row.id),
    batches: () =>
      database
        .all<BatchRow>(
          `SELECT * FROM batches WHERE ready = 1 AND EXISTS (SELECT 1 FROM jobs WHERE jobs.batch_id = batches.id AND jobs.cleared = 0)`,
        )
        .map(toBatch),
    /** The first and last place in the whole queue. */
    ends(): { first: number; last: number } {
      const row = database.get<{ first: number | null; last: number | null }>('SELECT min(position) AS first, max(position) AS last FROM jobs WHERE cleared = 0')
      return { first: row?.first ?? 0, last: row?.last ?? 0 }
    },
    placeBefore: (position: number) =>
      database.get<{ position: number | null }>('SELECT max(position) AS position FROM jobs WHERE cleared = 0 AND position < ?', [position])?.position ?? null,
    setPosition: (id: string, position: number) => database.run('UPDATE jobs SET position = ? WHERE id = ?', [position, id]),
    /** Spreads all places evenly again, when there is no room between two. */
    renumber(): void {
      database.run(
        `UPDATE jobs SET position = numbered.place FROM (SELECT id, row_number() OVER (ORDER BY position) AS place FROM jobs) AS numbered
         WHERE numbered.id = jobs.id`,
      )
    },

    fact<T>(accountId: string, name: string): T | null {
      const row = database.get<{ value: string }>('SELECT value FROM queue_facts WHERE account_id = ? AND name = ?', [accountId, name])
      return row ? (JSON.parse(row.value) as T) : null
    },
    setFact(accountId: string, name: string, value: unknown): void {
      if (value === null) database.run('DELETE FROM queue_facts WHERE account_id = ? AND name = ?', [accountId, name])
      else {
        database.run(
          `INSERT INTO queue_facts (account_id, name, value) VALUES (?, ?, ?) ON CONFLICT (account_id, name) DO UPDATE SET value = excluded.value`,
          [accountId, name, JSON.stringify(value)],
        )
      }
    },
  }
}
