import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/**
 * What reads a whole database does so on a thread of its own. The thread's few lines are a text and not a file, so that they are there
 * wherever this module is: bundled, packed into an archive, or straight from the sources; the driver is named by its full path.
 */
const program = `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.driver)
const { kind, address, full, target } = workerData.task
const answer = { code: null, version: 0, problem: null }
let database
try {
  database = new Database(address)
  database.exec('PRAGMA busy_timeout = 2000')
  if (kind === 'check') {
    answer.version = database.prepare('PRAGMA user_version').all()[0].user_version
    const found = Object.values(database.prepare(full ? 'PRAGMA integrity_check(1)' : 'PRAGMA quick_check(1)').all()[0])[0]
    if (found !== 'ok') answer.problem = String(found)
  } else {
    database.prepare('VACUUM INTO ?').run(target)
  }
} catch (error) {
  answer.code = error.code || 'UNKNOWN'
  answer.problem = String(error.message)
}
if (database) database.close()
parentPort.postMessage(answer)
`

export interface Answer {
  /** SQLite's code when it refused. */
  code: string | null
  /** `PRAGMA user_version`. */
  version: number
  /** What a check found; null: nothing. */
  problem: string | null
}

/** Reads a database through; `full` compares indexes with their tables too. `writable` only where a rollback journal has to be played back. */
export function checkFile(file: string, options: { full: boolean; writable?: boolean }): Promise<Answer> {
  return run({ kind: 'check', address: options.writable ? file : readOnlyAddress(file), full: options.full })
}

/** Writes what a database holds this moment into a new file; whoever writes to the database meanwhile goes on. */
export function copyInto(file: string, target: string): Promise<Answer> {
  return run({ kind: 'copy', address: readOnlyAddress(file), target })
}

/** The driver's own option for it does nothing. */
export function readOnlyAddress(file: string): string {
  return `${pathToFileURL(file).href}?mode=ro`
}

function run(task: Record<string, unknown>): Promise<Answer> {
  const driver = createRequire(import.meta.url).resolve('libsql')
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { eval: true, workerData: { driver, task } })
    worker.once('message', (answer: Answer) => resolve(answer))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The thread ended without an answer')))
  })
}
