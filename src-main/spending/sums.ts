import type { Database } from '../storage'
import { noSums, type Purse, type Sums } from '../../src-shared/spending'
import { sandboxAccountId } from '../settings'

/** Which part of the record is summed. */
export interface Part {
  purse: Purse
  /** Sent since then, epoch milliseconds; left out: ever. */
  since?: number
  /** Sent before then. */
  before?: number
  /** `TYPE/id`. */
  providerKey?: string
  batchId?: string
}

/** Sums of the record of spending, exact at the moment of asking. */
export interface SumsOf {
  (part: Part): Sums
}

/** What an attempt cost as far as it is known, in SQL over `spending` joined with `jobs`; null: nobody told. */
export const amountSql = `coalesce(spending.cost, CASE WHEN jobs.attempt_key = spending.attempt_key THEN jobs.credit_cost END, spending.estimated)`

/** A part as SQL: conditions and their parameters. */
export function whereOf({ purse, since, before, providerKey, batchId }: Part): { where: string; parameters: (string | number)[] } {
  const conditions = ['(spending.account_id = ?) = ?']
  const parameters: (string | number)[] = [sandboxAccountId, Number(purse === 'practice')]
  const add = (condition: string, value: string | number | undefined) => {
    if (value === undefined) return
    conditions.push(condition)
    parameters.push(value)
  }
  add('spending.at >= ?', since)
  add('spending.at < ?', before)
  add('jobs.provider_key = ?', providerKey)
  add('jobs.batch_id = ?', batchId)
  return { where: conditions.join(' AND '), parameters }
}

/** The four sums as columns. */
export const sumColumns = `
  total(CASE WHEN spending.state = 'settled' THEN ${amountSql} END) AS spent,
  total(CASE WHEN spending.state = 'reserved' THEN ${amountSql} END) AS reserved,
  count(CASE WHEN spending.state = 'reserved' AND ${amountSql} IS NULL THEN 1 END) AS unpriced,
  count(CASE WHEN spending.state = 'settled' AND ${amountSql} IS NULL THEN 1 END) AS unknown`

/**
 * Asked for every job in line, so an answer is kept for as long as nothing at all was written to the database: a write inside the very
 * transaction that asks counts too.
 */
export function openSums(database: Database): SumsOf {
  const known = new Map<string, Sums>()
  let changes = -1
  return (part) => {
    const now = database.get<{ changes: number }>('SELECT total_changes() AS changes')?.changes ?? -2
    if (now !== changes) known.clear()
    changes = now
    const name = JSON.stringify(part)
    const found = known.get(name)
    if (found) return found
    const { where, parameters } = whereOf(part)
    // From the batch's few jobs to their spending, else by time.
    const from = part.batchId === undefined
      ? 'spending LEFT JOIN jobs ON jobs.id = spending.job_id'
      : 'jobs CROSS JOIN spending ON spending.job_id = jobs.id'
    const sums = database.get<Sums>(`SELECT ${sumColumns} FROM ${from} WHERE ${where}`, parameters) ?? noSums
    known.set(name, sums)
    return sums
  }
}
