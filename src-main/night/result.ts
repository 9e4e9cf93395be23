import type { ErrorCode } from '../../src-shared/errors'
import type { HeldReason } from '../../src-shared/job'
import { contactSheetItems } from '../../src-shared/night'
import type { Database } from '../storage'
import type { NightResult, NightRow } from './store'

/** So many jobs of one reason can be tried again at once from a report. */
const mostRetries = 10_000

/** What became of jobs between a night's start and a moment, read from their records. */
export function resultOf(database: Database, { accountId, startedAt }: Pick<NightRow, 'accountId' | 'startedAt'>, until: number): NightResult {
  const between = 'account_id = ? AND finished_at >= ? AND finished_at <= ?'
  const parameters = [accountId, startedAt, until]
  const counts = new Map(
    database
      .all<{ status: string; count: number }>(`SELECT status, count(*) AS count FROM jobs WHERE ${between} GROUP BY status`, parameters)
      .map(({ status, count }) => [status, count]),
  )
  const items = database.all<{ id: string }>(
    `SELECT item_id AS id FROM jobs WHERE ${between} AND status = 'completed' AND item_id IS NOT NULL ORDER BY finished_at DESC LIMIT ${contactSheetItems}`,
    parameters,
  )
  const failed = database.all<{ id: string; code: ErrorCode }>(
    `SELECT id, coalesce(error ->> 'code', 'internal') AS code FROM jobs WHERE ${between} AND status = 'failed' ORDER BY finished_at LIMIT ${mostRetries}`,
    parameters,
  )
  const failures = new Map<ErrorCode, string[]>()
  for (const { id, code } of failed) failures.set(code, [...(failures.get(code) ?? []), id])
  return {
    made: counts.get('completed') ?? 0,
    items: items.map(({ id }) => id),
    failures: [...failures].map(([code, jobIds]) => ({ code, jobIds })).toSorted((a, b) => b.jobIds.length - a.jobIds.length),
    held: database.all<{ reason: HeldReason; count: number }>(
      "SELECT held_reason AS reason, count(*) AS count FROM jobs WHERE account_id = ? AND status = 'held' GROUP BY held_reason ORDER BY 2 DESC",
      [accountId],
    ),
    canceled: counts.get('canceled') ?? 0,
    waiting: countOf(database, accountId, 'queued'),
  }
}

/** How many jobs of an account are in a state. */
export function countOf(database: Database, accountId: string, status: 'queued' | 'running'): number {
  return database.get<{ count: number }>(`SELECT count(*) AS count FROM jobs WHERE account_id = ? AND status = '${status}'`, [accountId])?.count ?? 0
}
