import { randomUUID } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { AppError, toAppError } from '../../src-shared/errors'
import type { JobId, JobRequest } from '../../src-shared/job'
import { mostJobs } from '../../src-shared/matrix'
import { rowFields, type ImportTable, type RowsCheck, type TableFormat, type TableRows } from '../../src-shared/table'
import { formatOf, InputError, jobsOf, planRow, readText, rowsOf, type Row, type Rows } from '../input'
import type { Models } from '../models'
import type { Adding } from './adding'
import type { References } from './references'

/** Jobs written as rows: read, shown for mending, checked against what the API offers, and only then enqueued. */
export interface Tables {
  /** @param format null: as it looks. @throws AppError `unreadable-file` */
  readFile(path: string, format: TableFormat | null): ImportTable
  readText(text: string, format: TableFormat | null): ImportTable
  /** Another look at the same text. @throws AppError `not-found` */
  readAgain(id: string, format: TableFormat): ImportTable
  /** What rows mean, and what is wrong with them; nothing is kept. @throws AppError `not-found` */
  check(id: string, rows: TableRows): RowsCheck
  /** All of them, or none. @throws AppError `rows-unclear` when any has a problem, and what the queue throws. */
  enqueue(id: string, rows: TableRows, batch: Adding): Promise<JobId[]>
}

interface Parts {
  models: Pick<Models, 'list'>
  references: Pick<References, 'keepFile'>
  enqueue(batch: Adding & { jobs: readonly JobRequest[] }): Promise<JobId[]>
}

interface Source {
  text: string
  /** Null for what was pasted: it has no files beside it. */
  file: string | null
  /** The texts that stood in it: only they may name files, because the user brought them. */
  said: ReadonlySet<string>
}

const mostRows = 10_000
/** Tables that were read before are forgotten. */
const mostSources = 4

export function openTables({ models, references, enqueue }: Parts): Tables {
  const sources = new Map<string, Source>()
  const source = (id: string): Source => {
    const found = sources.get(id)
    if (!found) throw new AppError('not-found', 'The table is not known any more')
    return found
  }
  const read = (id: string, text: string, file: string | null, format: TableFormat): ImportTable => {
    const rows = rowsOf(text, format)
    if (rows.rows.length === 0 && rows.problems.length === 0) throw new AppError('unreadable-file', 'There are no rows in it')
    if (rows.rows.length > mostRows) throw new AppError('too-many-jobs', `${rows.rows.length} rows`, { details: { most: mostJobs } })
    const table = tableOf(rows)
    sources.delete(id)
    sources.set(id, { text, file, said: new Set(table.rows.flatMap(({ cells }) => cells.map((cell) => cell.trim()))) })
    for (const old of [...sources.keys()].slice(0, -mostSources)) sources.delete(old)
    return { id, fileName: file === null ? null : basename(file), format, ...table }
  }
  const offerOf = ({ file, said }: Source) => ({
    providers: models.list().providers,
    folder: file === null ? null : dirname(file),
    mayRead: (path: string) => said.has(path),
  })
  return {
    readFile(path, format) {
      try {
        const text = readText(path)
        return read(randomUUID(), text, path, format ?? formatOf(path, text))
      } catch (error) {
        throw error instanceof InputError ? new AppError('unreadable-file', error.message, { cause: error }) : error
      }
    },
    readText: (text, format) => read(randomUUID(), text, null, format ?? guessed(text)),
    readAgain(id, format) {
      const { text, file } = source(id)
      return read(id, text, file, format)
    },
    check(id, rows) {
      const offer = offerOf(source(id))
      const results = rowsFrom(rows).map((row) => planRow(row, offer))
      const planned = results.flatMap(({ planned: one }) => one ?? [])
      const priced = planned.map(({ provider, count }) => ({ count, price: provider?.creditCost ?? null }))
      return {
        problems: results.flatMap(({ problems }) => problems),
        jobs: planned.reduce((sum, { count }) => sum + count, 0),
        knownCredits: priced.reduce((sum, { count, price }) => sum + count * (price ?? 0), 0),
        unknownJobs: priced.reduce((sum, { count, price }) => sum + (price === null ? count : 0), 0),
      }
    },
    async enqueue(id, rows, batch) {
      const keep = (path: string) => references.keepFile(path).catch((error: unknown) => Promise.reject(toAppError(error)))
      const { jobs, problems } = await jobsOf({ rows: { rows: rowsFrom(rows), problems: [] }, offer: offerOf(source(id)), keep })
      if (problems.length > 0) throw new AppError('rows-unclear', problems[0]!.message, { details: { line: problems[0]!.line } })
      return enqueue({ ...batch, jobs: jobs.map(({ request }) => request) })
    },
  }
}

/** Lines are prompts, unless the first one names columns. */
function guessed(text: string): TableFormat {
  const format = formatOf('', text)
  if (format !== 'csv') return format
  const header = (text.trimStart().split('\n', 1)[0] ?? '').toLowerCase().split(/[,;\t]/)
  return header.some((name) => rowFields.some((field) => field.toLowerCase() === name.trim().replace(/^"|"$/g, ''))) ? 'csv' : 'lines'
}

/** Columns in the order in which they first come; a name that a row gives several times is several columns. */
function tableOf(rows: Rows): Pick<ImportTable, 'columns' | 'rows' | 'problems'> {
  const columns: string[] = []
  const places = new Map<string, number>()
  const placed = rows.rows.map(({ line, fields }) => {
    const seen = new Map<string, number>()
    const cells: string[] = []
    for (const { name, value } of fields) {
      const nth = seen.get(name) ?? 0
      seen.set(name, nth + 1)
      const key = `${nth} ${name}`
      const place = places.get(key) ?? columns.push(name) - 1
      places.set(key, place)
      cells[place] = typeof value === 'string' ? value : JSON.stringify(value)
    }
    return { line, cells }
  })
  return {
    columns,
    rows: placed.map(({ line, cells }) => ({ line, cells: columns.map((_, place) => cells[place] ?? '') })),
    problems: rows.problems,
  }
}

function rowsFrom(rows: TableRows): Row[] {
  return rows.map(({ line, fields }) => ({ line, fields: fields.flatMap(({ name, value }) => (value.trim() === '' ? [] : [{ name, value: listOr(value), line }])) }))
}

/** A list of texts, as JSON writes it; else the text. */
function listOr(value: string): unknown {
  if (!value.trimStart().startsWith('["')) return value
  try {
    const list: unknown = JSON.parse(value)
    return Array.isArray(list) && list.every((one) => typeof one === 'string') ? list : value
  } catch {
    return value
  }
}
