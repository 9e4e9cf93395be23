import type { RecordLine, RecordQuery } from '../../src-shared/spending'
import type { Database } from '../storage'
import { amountSql, sumColumns, whereOf } from './sums'

/** Lines of the record that a list shows at most. */
const mostLines = 1_000

const keys: Record<RecordQuery['by'], string> = {
  // The day as the wall clock showed it.
  day: "strftime('%Y-%m-%d', spending.at / 1000, 'unixepoch', 'localtime')",
  batch: 'jobs.batch_id',
  model: "coalesce(substr(jobs.provider_key, 1, instr(jobs.provider_key, '/')) || jobs.used_provider, jobs.provider_key)",
}

const tables = 'spending LEFT JOIN jobs ON jobs.id = spending.job_id LEFT JOIN batches ON batches.id = jobs.batch_id'

function wanted({ purse, since }: Pick<RecordQuery, 'purse' | 'since'>) {
  return whereOf({ purse, ...(since !== null && { since }) })
}

/** The record of spending by day, batch or model, the newest first. What was proven not executed is not in it. */
export function recordLines(database: Database, query: RecordQuery): RecordLine[] {
  const { where, parameters } = wanted(query)
  return database.all<RecordLine>(
    `SELECT coalesce(${keys[query.by]}, '') AS key, ${query.by === 'batch' ? "coalesce(max(batches.name), '')" : "''"} AS name, count(*) AS attempts, ${sumColumns}
     FROM ${tables} WHERE ${where} AND spending.state <> 'released' GROUP BY 1 ORDER BY max(spending.at) DESC LIMIT ${mostLines}`,
    parameters,
  )
}

export interface RecordRow {
  at: number
  account: string
  purse: string
  batch: string
  model: string
  prompt: string
  state: 'reserved' | 'settled' | 'released'
  estimated: number | null
  cost: number | null
  jobId: string
  remoteId: string | null
}

/** Every attempt of the record, the newest first; what was released cost nothing and is there to be seen. */
export function recordRows(database: Database, query: Pick<RecordQuery, 'purse' | 'since'>): RecordRow[] {
  const { where, parameters } = wanted(query)
  return database.all<RecordRow>(
    `SELECT spending.at AS at, coalesce(accounts.host, '') AS account, ? AS purse, coalesce(batches.name, '') AS batch,
       coalesce(jobs.provider_key, '') AS model, coalesce(jobs.request ->> 'prompt', '') AS prompt, spending.state AS state, spending.estimated AS estimated,
       CASE WHEN spending.state = 'released' THEN NULL ELSE ${amountSql} END AS cost, spending.job_id AS jobId, attempts.remote_id AS remoteId
     FROM ${tables} LEFT JOIN accounts ON accounts.id = spending.account_id LEFT JOIN attempts ON attempts.key = spending.attempt_key
     WHERE ${where} ORDER BY spending.at DESC`,
    [query.purse, ...parameters],
  )
}
