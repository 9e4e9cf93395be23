import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { Database, SqlParameters } from './database'
import { readOnlyAddress } from './worker'

/**
 * Reading on a thread of its own, over a connection that cannot write: a question that goes through a hundred thousand rows takes tens of
 * milliseconds, and main must never be held that long. The thread sees every commit made before it was asked.
 *
 * Rows cross as one text and numbers as one array, because handing over objects one by one would hold main as long as the question itself.
 * The program is a text, as in `worker.ts`: it needs no file of its own in any bundle.
 */
const program = `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.driver)
let database
const statements = new Map()
function prepare(sql) {
  if (!database) {
    database = new Database(workerData.address)
    database.exec('PRAGMA busy_timeout = 2000')
    database.exec('PRAGMA temp_store = MEMORY')
    database.exec('PRAGMA cache_size = -65536')
  }
  let statement = statements.get(sql)
  if (!statement) {
    if (statements.size >= 100) statements.delete(statements.keys().next().value)
    statement = database.prepare(sql)
    statements.set(sql, statement)
  }
  return statement
}
// What json_group_array wrote of whole numbers, without making a hundred thousand strings of it.
function numbersOf(text) {
  let count = text.length > 2 ? 1 : 0
  for (let at = text.indexOf(','); at >= 0; at = text.indexOf(',', at + 1)) count++
  const numbers = new Int32Array(count)
  let index = 0
  let value = 0
  for (let at = 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 48 && code <= 57) value = value * 10 + code - 48
    else if (index < count) {
      numbers[index++] = value
      value = 0
    }
  }
  return numbers
}
// The order of all, kept until it is another: a search then only says which of them, and needs to sort nothing.
let base = null
function baseOf(version, sql) {
  if (base && base.version === version) return base
  const row = prepare(sql).all()[0]
  base = { version, numbers: numbersOf(row.numbers || '[]'), groups: JSON.parse(row.groups || '[]') }
  return base
}
function orderOf({ version, baseSql, sql, parameters, isReversed }) {
  const { numbers: all, groups } = baseOf(version, baseSql)
  const set = sql === null ? null : numbersOf(prepare(sql).all(...parameters)[0].list || '[]')
  let most = 0
  if (set) for (const number of set) if (number > most) most = number
  const isIn = set && new Uint8Array(most + 1)
  if (set) for (const number of set) isIn[number] = 1
  const numbers = new Int32Array(set ? Math.min(set.length, all.length) : all.length)
  const counts = []
  let count = 0
  for (let step = 0; step < all.length; step++) {
    const at = isReversed ? all.length - 1 - step : step
    const number = all[at]
    if (isIn && !(number <= most && isIn[number])) continue
    numbers[count++] = number
    const last = counts[counts.length - 1]
    if (last && last.group === groups[at]) last.count++
    else counts.push({ group: groups[at], count: 1 })
  }
  return { numbers: count === numbers.length ? numbers : numbers.slice(0, count), groups: counts, total: all.length }
}
parentPort.on('message', ({ id, kind, sql, parameters, order }) => {
  if (kind === 'close') {
    statements.clear()
    if (database) database.close()
    parentPort.close()
    return
  }
  try {
    if (kind === 'order') {
      const answer = orderOf(order)
      parentPort.postMessage({ id, ...answer }, [answer.numbers.buffer])
      return
    }
    const rows = prepare(sql).all(...parameters)
    if (kind === 'numbers') {
      const numbers = numbersOf(Object.values(rows[0] || { list: '[]' })[0] || '[]')
      parentPort.postMessage({ id, numbers }, [numbers.buffer])
    } else {
      parentPort.postMessage({ id, text: JSON.stringify(rows) })
    }
  } catch (error) {
    // A statement of a question that failed is not kept: the shape of the database may have been another.
    statements.delete(sql)
    parentPort.postMessage({ id, code: error.code || 'UNKNOWN', problem: String(error.message) })
  }
})
`

export interface Reader {
  /** Rows of a question. Few, or many that are read once: they are parsed here. */
  all<Row>(sql: string, parameters?: SqlParameters): Promise<Row[]>
  /** A question whose one answer is `json_group_array` of whole numbers from 0 on. */
  numbers(sql: string, parameters?: SqlParameters): Promise<Int32Array<ArrayBuffer>>
  /** The part of a kept order that a question finds. */
  order(question: OrderQuestion): Promise<Ordered>
  close(): Promise<void>
}

export interface OrderQuestion {
  /** Another than before: the order is read anew. */
  version: number
  /** One row: `numbers`, all of them in order, and `groups`, the group of each, both as `json_group_array`. */
  baseSql: string
  /** Which of them, in any order, as `json_group_array` named `list`; null: all. Others than those of the order are left out. */
  sql: string | null
  parameters: SqlParameters
  isReversed: boolean
}

export interface Ordered {
  numbers: Int32Array<ArrayBuffer>
  /** Runs of one group, in order. */
  groups: { group: string; count: number }[]
  /** How many the whole order has. */
  total: number
}

interface Answer {
  id: number
  groups?: Ordered['groups']
  total?: number
  numbers?: Int32Array<ArrayBuffer>
  text?: string
  code?: string
  problem?: string
}

/** The thread starts with the first question. Where a reader would hold the writer (no write-ahead log), main reads by itself. */
export function openReader(database: Database): Reader {
  if (!database.hasWal) return directReader(database)
  let worker: Worker | null = null
  let nextId = 0
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: unknown): void }>()
  const failAll = (error: unknown) => {
    worker = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const start = () => {
    const driver = createRequire(import.meta.url).resolve('libsql')
    const started = new Worker(program, { eval: true, workerData: { driver, address: readOnlyAddress(database.file) } })
    started.unref()
    started.on('message', (answer: Answer) => {
      const asked = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (waiting.size === 0) started.unref()
      if (answer.problem === undefined) asked?.resolve(answer)
      else asked?.reject(database.refused(Object.assign(new Error(answer.problem), { code: answer.code })))
    })
    started.on('error', failAll)
    started.on('exit', () => worker === started && failAll(new Error('The reading thread ended')))
    return started
  }
  const ask = (question: { kind: 'rows' | 'numbers'; sql: string; parameters: SqlParameters } | { kind: 'order'; order: OrderQuestion }) =>
    new Promise<Answer>((resolve, reject) => {
      worker ??= start()
      // An open question keeps the process, an idle thread does not.
      worker.ref()
      const id = nextId++
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, ...question })
    })
  return {
    all: async <Row>(sql: string, parameters: SqlParameters = []) => JSON.parse((await ask({ kind: 'rows', sql, parameters })).text ?? '[]') as Row[],
    numbers: async (sql, parameters = []) => (await ask({ kind: 'numbers', sql, parameters })).numbers ?? new Int32Array(),
    async order(question) {
      const { numbers = new Int32Array(), groups = [], total = 0 } = await ask({ kind: 'order', order: question })
      return { numbers, groups, total }
    },
    async close() {
      const ending = worker
      if (ending === null) return
      // What was asked before is answered first.
      const ended = new Promise((resolve) => ending.once('exit', resolve))
      ending.ref()
      ending.postMessage({ kind: 'close' })
      await ended
    },
  }
}

function directReader(database: Database): Reader {
  return {
    all: async <Row>(sql: string, parameters: SqlParameters = []) => database.all<Row>(sql, parameters),
    async numbers(sql, parameters = []) {
      const [row] = database.all<Record<string, string>>(sql, parameters)
      return Int32Array.from(JSON.parse(Object.values(row ?? {})[0] ?? '[]') as number[])
    },
    async order({ baseSql, sql, parameters, isReversed }) {
      const [base] = database.all<{ numbers: string; groups: string }>(baseSql)
      const groupsOfAll = JSON.parse(base?.groups ?? '[]') as string[]
      const all = (JSON.parse(base?.numbers ?? '[]') as number[]).map((number, at) => ({ number, group: groupsOfAll[at]! }))
      const [set] = sql === null ? [] : database.all<{ list: string }>(sql, parameters)
      const wanted = sql === null ? null : new Set(JSON.parse(set?.list ?? '[]') as number[])
      const found = (isReversed ? all.toReversed() : all).filter(({ number }) => wanted === null || wanted.has(number))
      const groups: Ordered['groups'] = []
      for (const { group } of found) {
        const last = groups.at(-1)
        if (last?.group === group) last.count++
        else groups.push({ group, count: 1 })
      }
      return { numbers: Int32Array.from(found, ({ number }) => number), groups, total: all.length }
    },
    close: async () => {},
  }
}
