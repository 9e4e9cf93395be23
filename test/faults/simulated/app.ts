import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApi } from '../../../src-main/api'
import type { Clock } from '../../../src-main/clock'
import type { MayStart } from '../../../src-main/mayStart'
import { silentLog } from '../../../src-main/log'
import { openQueue, type Queue } from '../../../src-main/queue'
import type { Account } from '../../../src-main/settings'
import { migrate, openDatabase, profilePaths, type Database } from '../../../src-main/storage'
import { AppError } from '../../../src-shared/errors'
import type { Job, JobRequest } from '../../../src-shared/job'
import type { Provider } from '../../../src-shared/provider'
import type { SimulatedServer } from './server'

/** The app's own queue, client, database and journal in virtual time; files come and are filed at once, each by the commit the library makes. */
export interface SimulatedApp {
  queue: Queue
  database: Database
  jobs(): Promise<Job[]>
  /** The process is gone in the middle of whatever it did: nothing of it is heard again, and what was committed is there. */
  crash(): Promise<void>
  close(): Promise<void>
}

export interface SimulatedMachine {
  folder: string
  server: SimulatedServer
  knowsKeys: boolean
  /** What has been filed: the library's items by their job and generation. */
  items: Map<string, { jobId: string; remoteId: string }>
  /** How far the wall clock is from the world's time; the app reads it when it starts. */
  clockOffset: number
  /** What the catalogue says of the only model; null: it is not known. */
  model: Provider | null
  /** The result's host or the disk refuses the next transfers. */
  failedTransfers: number
  remove(): void
}

export function simulatedMachine(server: SimulatedServer, knowsKeys: boolean): SimulatedMachine {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-model-'))
  return { folder, server, knowsKeys, items: new Map(), clockOffset: 0, model: null, failedTransfers: 0, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

const account: Account = { id: 'key-model', kind: 'key', endpoint: 'https://api.example/graphql', host: 'api.example', key: 'model' }

export function simulatedRequest(name: string): JobRequest {
  return { type: 'IMAGE', provider: 'simulated', prompt: name, inputs: {}, references: [], options: {}, priority: null }
}

/** What the app asks before it sends, as the studio joins it to the queue. */
export interface Rules {
  mayStart: MayStart
  closedBatches(): readonly string[]
  refused(): void
  changed(): void
  close(): void
}

export interface RuleParts {
  database: Database
  accounts: { current(): Account }
  clock: Clock
  wakeQueue(): void
}

export async function startApp(machine: SimulatedMachine, openRules?: (parts: RuleParts) => Rules): Promise<SimulatedApp> {
  let isDead = false
  mkdirSync(machine.folder, { recursive: true })
  const profile = profilePaths(join(machine.folder, 'profile'))
  const opened = openDatabase(profile.database)
  // What a dead app still would do finds nothing, and writes nothing.
  const database: Database = {
    file: opened.file,
    hasWal: opened.hasWal,
    refused: opened.refused,
    run: (sql, parameters) => (isDead ? 0 : opened.run(sql, parameters)),
    get: (sql, parameters) => (isDead ? undefined : opened.get(sql, parameters)),
    all: (sql, parameters) => (isDead ? [] : opened.all(sql, parameters)),
    exec: (sql) => (isDead ? undefined : opened.exec(sql)),
    transaction: (work) => (isDead ? work() : opened.transaction(work)),
    close: () => opened.close(),
  }
  migrate(database)
  database.exec('CREATE TABLE IF NOT EXISTS simulated_items (id TEXT PRIMARY KEY, job_id TEXT NOT NULL, remote_id TEXT NOT NULL)')
  const offset = machine.clockOffset
  const clock: Clock = {
    now: () => Date.now() + offset,
    after(milliseconds, callback) {
      const timer = setTimeout(() => callback(), isDead ? 1 : milliseconds)
      return () => clearTimeout(timer)
    },
  }
  const accounts = { current: () => account, onChanged: () => () => {} }
  const rules = openRules?.({ database, accounts, clock, wakeQueue: () => queue.wake() })
  const api = openApi({
    accounts, database, log: silentLog, plan: () => 'pro', now: clock.now, transport: machine.server.transport(() => isDead), onRefused: () => rules?.refused(),
  })
  const queue = openQueue({
    database, accounts, api,
    models: { find: () => machine.model },
    references: { dataUri: () => Promise.reject(new AppError('not-found', 'No job has a reference')) },
    downloads: {
      async fetch({ jobId }) {
        await new Promise((resolve) => setTimeout(resolve, 500))
        if (machine.failedTransfers > 0) {
          machine.failedTransfers--
          throw new AppError(machine.failedTransfers % 2 === 0 ? 'download-incomplete' : 'link-expired', 'It was cut off')
        }
        return { partName: `${jobId}.part`, kind: 'image', extension: 'png', container: 'png', sha256: jobId, sizeBytes: 1 }
      },
      isThere: async () => true,
      forget: async () => {},
      close: () => {},
    },
    library: {
      partsFolder: () => machine.folder,
      reserveName: (delivery) => `${delivery.jobId}.png`,
      // As the library does: one item for one result, its row and the job's end in one commit.
      async file(delivery, _fileName, alsoCommit) {
        const id = `${delivery.jobId} ${delivery.remoteId}`
        database.transaction(() => {
          if (!database.get('SELECT 1 FROM simulated_items WHERE id = ?', [id])) {
            database.run('INSERT INTO simulated_items (id, job_id, remote_id) VALUES (?, ?, ?)', [id, delivery.jobId, delivery.remoteId])
          }
          alsoCommit(id)
        })
        return id
      },
      fileAgain: () => Promise.reject(new AppError('not-found', 'Nothing is fetched again')),
      item() {
        throw new AppError('not-found', 'Nothing is looked at')
      },
    },
    announce: (name) => {
      if (name === 'queue.changed') rules?.changed()
    },
    ...(rules && { mayStart: rules.mayStart, closedBatches: rules.closedBatches }),
    log: silentLog,
    plan: () => 'pro',
    submitsPerDay: () => null,
    journalFile: profile.journal,
    clock,
    random: Math.random,
    ...(!machine.knowsKeys && { keyLifetimeMilliseconds: () => 0 }),
  })
  await queue.start()
  const end = async () => {
    await queue.stop()
    rules?.close()
    database.close()
  }
  return {
    queue, database,
    jobs: async () => (await queue.snapshot()).jobs,
    async crash() {
      isDead = true
      rules?.close()
      database.close()
      // Only its handles are let go: every answer to it is lost.
      await queue.stop()
    },
    close: end,
  }
}
