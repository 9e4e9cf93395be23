import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openApi, type Api } from '../../../../src-main/api'
import type { Timeouts } from '../../../../src-main/api/transport'
import type { Clock } from '../../../../src-main/clock'
import { openReferences, type References } from '../../../../src-main/create'
import { openDownloads } from '../../../../src-main/downloads'
import { openLibrary, type Library } from '../../../../src-main/library'
import { silentLog, type Log } from '../../../../src-main/log'
import { openMedia } from '../../../../src-main/media'
import { openModels, type Models } from '../../../../src-main/models'
import { openQueue, type Queue } from '../../../../src-main/queue'
import type { Account } from '../../../../src-main/settings'
import { migrate, openDatabase, profilePaths, type Database } from '../../../../src-main/storage'
import { defaultLibrarySettings } from '../../../../src-shared/librarySettings'
import type { Job, JobId, QueueDelta, QueueState } from '../../../../src-shared/job'
import type { EventName, Events } from '../../../../src-shared/ipc'
import type { CostTolerance } from '../../../../src-shared/money'
import type { Plan } from '../../../../src-shared/settings'
import type { Sandbox } from '../../../../src-sandbox/server'

/** Everything that money passes through, on real files, as the app composes it. */
export interface Desk {
  folder: string
  database: Database
  api: Api
  models: Models
  references: References
  library: Library
  queue: Queue
  account(): Account
  use(account: Account | null): void
  deltas: QueueDelta[]
  events: { name: EventName; payload: Events[EventName] }[]
  jobs(): Promise<Job[]>
  job(id: JobId): Promise<Job>
  state(): Promise<QueueState>
  /** Waits for something to become true, however slow the machine is; the test's own limit ends a wait in vain. */
  until<T>(look: () => T | Promise<T>, holds: (value: T) => boolean): Promise<T>
  untilEnded(ids: readonly JobId[]): Promise<Job[]>
  close(): Promise<void>
}

export interface DeskOptions {
  sandbox: Pick<Sandbox, 'url' | 'key'>
  folder: string
  plan?: Plan
  kind?: Account['kind']
  keyLifetimeMilliseconds?: number
  log?: Log
  random?: () => number
  /** Another pace of time for everything that waits. */
  clock?: Clock
  timeouts?: Timeouts
  costTolerance?: CostTolerance
}

function accountOf(sandbox: Pick<Sandbox, 'url' | 'key'>, kind: Account['kind'] = 'key'): Account {
  return { id: kind === 'sandbox' ? 'sandbox' : 'key-test', kind, endpoint: sandbox.url, host: new URL(sandbox.url).host, key: sandbox.key }
}

/** Opened, not started. */
export function composeDesk(options: DeskOptions): Desk {
  const { folder } = options
  const libraryFolder = join(folder, 'library')
  mkdirSync(libraryFolder, { recursive: true })
  const profile = profilePaths(join(folder, 'profile'))
  const database = openDatabase(profile.database)
  migrate(database)
  const log = options.log ?? silentLog
  const listeners = new Set<() => void>()
  let account: Account | null = accountOf(options.sandbox, options.kind)
  const accounts = {
    current: () => account,
    onChanged(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const deltas: QueueDelta[] = []
  const events: Desk['events'] = []
  const announce = <Name extends EventName>(name: Name, payload: Events[Name]) => {
    events.push({ name, payload })
    if (name === 'queue.changed') deltas.push(payload as QueueDelta)
  }
  const plan = () => options.plan ?? 'enterprise'
  const media = openMedia({ ffmpegPath: () => null, thumbnailsFolder: profile.thumbnails, log })
  const library = openLibrary({
    database, media, announce, log,
    folder: () => libraryFolder,
    now: Date.now,
    trashFile: async () => {},
    showFile: () => {},
    settings: () => defaultLibrarySettings,
    dragFolder: join(folder, 'dragged'),
    downloadAgain: (itemId) => queue.downloadAgain(itemId),
    served: { previewsFolder: profile.thumbnails, artFolder: folder, referencesFolder: profile.references, referencePath: () => null },
  })
  const references = openReferences({ database, folder: profile.references, media, library })
  const api = openApi({
    accounts, database, log, plan,
    ...(options.clock && { now: options.clock.now }),
    ...(options.timeouts && { timeouts: options.timeouts }),
  })
  const models = openModels({ api, accounts, database, announce, log, shippedCatalogue: resolve('resources/catalogue.json') })
  const downloads = openDownloads({ library, log })
  const queue = openQueue({
    database, accounts, api, models, references, downloads, library, announce, log, plan,
    journalFile: profile.journal,
    ...(options.keyLifetimeMilliseconds !== undefined && { keyLifetimeMilliseconds: () => options.keyLifetimeMilliseconds as number }),
    ...(options.costTolerance && { costTolerance: () => options.costTolerance as CostTolerance }),
    ...(options.random && { random: options.random }),
    ...(options.clock && { clock: options.clock }),
  })
  const snapshot = () => queue.snapshot()
  const until: Desk['until'] = async (look, holds) => {
    for (;;) {
      const value = await look()
      if (holds(value)) return value
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const desk: Desk = {
    folder, database, api, models, references, library, queue, deltas, events, until,
    account: () => account as Account,
    use(next) {
      account = next
      for (const listener of listeners) listener()
    },
    jobs: async () => (await snapshot()).jobs,
    async job(id) {
      const job = (await snapshot()).jobs.find((one) => one.id === id)
      if (!job) throw new Error(`There is no job ${id}`)
      return job
    },
    state: async () => (await snapshot()).state,
    untilEnded: (ids) =>
      until(
        async () => (await snapshot()).jobs.filter((job) => ids.includes(job.id)),
        (jobs) => jobs.length === ids.length && jobs.every((job) => ['completed', 'failed', 'canceled', 'held'].includes(job.status)),
      ),
    async close() {
      await queue.stop()
      models.close()
      await media.stop()
      await library.close()
      database.close()
    },
  }
  return desk
}
