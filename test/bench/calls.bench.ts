import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApi } from '../../src-main/api'
import { silentLog } from '../../src-main/log'
import { openQueue } from '../../src-main/queue'
import type { Account } from '../../src-main/settings'
import { migrate, openDatabase, profilePaths, type Database } from '../../src-main/storage'
import { AppError } from '../../src-shared/errors'
import type { JobRequest } from '../../src-shared/job'
import { atMost, report, table } from './report'

// How long a call of the database holds the app's main process while ten thousand jobs are added, shown, paused around and canceled. The bar is
// on what the call itself computes; beside it stands the time that passed, in which the disk and other programs on the machine have their share.
// Of several rounds the best one counts.

const jobs = 10_000
const rounds = 3
const longestMilliseconds = 8
const account: Account = { id: 'key-bench', kind: 'key', endpoint: 'http://127.0.0.1:9/graphql', host: '127.0.0.1:9', key: 'bench' }

interface Call {
  /** Of the processor, milliseconds. */
  worked: number
  /** By the clock, milliseconds. */
  passed: number
}

/** A database whose outermost calls are timed. */
function timed(database: Database, note: (call: Call) => void): Database {
  let depth = 0
  const time = <T>(work: () => T): T => {
    if (depth > 0) return work()
    const start = performance.now()
    const before = process.cpuUsage()
    depth++
    try {
      return work()
    } finally {
      depth--
      const { user, system } = process.cpuUsage(before)
      note({ worked: (user + system) / 1_000, passed: performance.now() - start })
    }
  }
  return {
    ...database,
    run: (sql, parameters) => time(() => database.run(sql, parameters)),
    get: (sql, parameters) => time(() => database.get(sql, parameters)),
    all: (sql, parameters) => time(() => database.all(sql, parameters)),
    transaction: (work) => time(() => database.transaction(work)),
  }
}

const impossible = () => Promise.reject(new AppError('not-found', 'Nothing is fetched or filed'))

async function round(): Promise<Map<string, Call[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-calls-'))
  const profile = profilePaths(folder)
  const found = new Map<string, Call[]>()
  let phase = 'start'
  const database = timed(openDatabase(profile.database), (call) => found.set(phase, [...(found.get(phase) ?? []), call]))
  migrate(database)
  found.delete('start')
  const accounts = { current: () => account, onChanged: () => () => {} }
  const queue = openQueue({
    database, accounts,
    api: openApi({ accounts, database, log: silentLog, plan: () => 'pro' }),
    models: { find: () => null },
    references: { dataUri: impossible },
    downloads: { fetch: impossible, isThere: async () => true, forget: async () => {}, close: () => {} },
    library: {
      partsFolder: () => folder, reserveName: ({ jobId }) => jobId, file: impossible, fileAgain: impossible,
      item: () => { throw new AppError('not-found', 'Nothing is looked at') },
    },
    announce: () => {}, log: silentLog, plan: () => 'pro', journalFile: profile.journal,
  })
  await queue.start()
  queue.pause()
  const idle = () => new Promise((resolve) => setTimeout(resolve, 1_500))
  const request = (index: number): JobRequest => ({
    type: 'IMAGE', provider: `model-${index % 7}`, prompt: `Idea ${index}: a calm lake under a sky of early spring`, inputs: {}, references: [],
    options: { seed: index, aspectRatio: '16:9' }, priority: null,
  })
  phase = 'enqueue'
  const ids = await queue.enqueue({ batchName: 'Many', jobs: Array.from({ length: jobs }, (_, index) => request(index)), first: false })
  await idle()
  phase = 'snapshot'
  const { batches } = await queue.snapshot()
  phase = 'pause, resume, look'
  for (const batch of batches) queue.pauseBatch(batch.id)
  queue.resume()
  await idle()
  queue.pause()
  for (const batch of batches) queue.resumeBatch(batch.id)
  await idle()
  phase = 'move one'
  queue.move([ids.at(-1) as string], ids[0] as string)
  await idle()
  phase = 'cancel all'
  await queue.cancel(ids)
  await idle()
  phase = 'clear all'
  await queue.clear(ids)
  await idle()
  await queue.stop()
  database.close()
  rmSync(folder, { recursive: true, force: true })
  return found
}

interface Phase {
  calls: number
  longestWorked: number
  usualPassed: number
  longestPassed: number
}

const best = new Map<string, Phase>()
for (let count = 0; count < rounds; count++) {
  for (const [phase, calls] of await round()) {
    const passed = calls.map((call) => call.passed).toSorted((a, b) => a - b)
    const known = best.get(phase)
    best.set(phase, {
      calls: calls.length,
      longestWorked: Math.min(known?.longestWorked ?? Infinity, Math.max(...calls.map((call) => call.worked))),
      usualPassed: Math.min(known?.usualPassed ?? Infinity, passed[Math.floor(passed.length / 2)] ?? 0),
      longestPassed: Math.min(known?.longestPassed ?? Infinity, passed.at(-1) ?? 0),
    })
  }
}
table(
  ['calls while', 'calls', 'longest work, ms', 'usually passed, ms', 'longest passed, ms'],
  [...best].map(([phase, { calls, longestWorked, usualPassed, longestPassed }]) => [phase, calls, longestWorked.toFixed(2), usualPassed.toFixed(2), longestPassed.toFixed(2)]),
)
report('calls', [...best].map(([phase, { longestWorked }]) => atMost(phase, longestWorked, longestMilliseconds)))
