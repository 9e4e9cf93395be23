import childProcess, { ChildProcess } from 'node:child_process'
import { ClientRequest, type IncomingMessage } from 'node:http'
import fsSync from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import workerThreads from 'node:worker_threads'
import LibsqlDatabase from 'libsql'
import { openTrigger } from './trigger'

/**
 * Where a process can be killed to the instruction: what it asks of files, database, network, threads and other programs is watched from outside,
 * and at the nth time the process sends SIGKILL to itself. The app's own code knows nothing of it. What happens inside one call of SQLite, or on
 * another thread, is met by a kill so many microseconds after it began. `most`: how often a start comes there for certain.
 */
export const points = {
  'migration': { most: 4 },
  'recovery': { most: 2 },
  'before commit': { most: 12 },
  'during commit': { most: 12 },
  'after commit': { most: 12 },
  'after statement': { most: 12 },
  'checkpoint': { most: 6 },
  'journal rewritten': { most: 2 },
  'journal written': { most: 12 },
  'journal synced': { most: 12 },
  'request sent': { most: 8 },
  'mid-response': { most: 8 },
  'answer complete': { most: 8 },
  'part created': { most: 6 },
  'mid-chunk': { most: 6 },
  'before fsync': { most: 6 },
  'after fsync': { most: 6 },
  'before rename': { most: 6 },
  'after rename': { most: 6 },
  'part removed': { most: 6 },
  'probe started': { most: 6 },
  'probe ended': { most: 6 },
  'thumbnail': { most: 6 },
  'record': { most: 6 },
  'trim': { most: 4 },
  'trash': { most: 2 },
  'settings write': { most: 8 },
  'backup': { most: 3 },
  'quit': { most: 1 },
} as const
export type Point = keyof typeof points

type Anything = (...values: never[]) => unknown

export interface Watch {
  /** The program itself came to where only it knows that it is. */
  reached(point: Point): void
  /** It begins to quit: killed a few milliseconds later. */
  quitting(): void
}

/** Kills the process at the `nth` time that it comes to `point`. */
export function killAt(point: Point, nth: number): Watch {
  let left = nth
  let isStarted = false
  const trigger = openTrigger()
  const isTurn = (at: Point) => at === point && --left === 0
  const reached = (at: Point) => {
    if (isTurn(at)) process.kill(process.pid, 'SIGKILL')
  }
  /** Within what begins now. */
  const soon = (at: Point, withinMicroseconds: number) => {
    if (isTurn(at)) trigger.pull(Math.floor(Math.random() * withinMicroseconds))
  }
  const around = <Holder extends object, Name extends keyof Holder>(holder: Holder, name: Name, before: (values: unknown[]) => void, after: (values: unknown[], result: unknown) => void) => {
    const original = holder[name] as Anything
    holder[name] = function (this: unknown, ...values: never[]) {
      before(values)
      const result = original.apply(this, values)
      if (!(result instanceof Promise)) {
        after(values, result)
        return result
      }
      return result.then((value: unknown) => {
        after(values, value)
        return value
      })
    } as Holder[Name]
  }
  const nothing = () => {}

  const exec = LibsqlDatabase.prototype.exec
  around(LibsqlDatabase.prototype, 'exec', ([sql]) => {
    if (sql !== 'COMMIT') return
    reached('before commit')
    if (!isStarted) reached('recovery')
    soon('during commit', 1_500)
  }, ([sql]) => {
    if (sql === 'COMMIT') reached('after commit')
    if (typeof sql === 'string' && /^\s*(CREATE|ALTER|UPDATE) /.test(sql)) reached('migration')
  })
  if (point === 'checkpoint') {
    // SQLite's own comes after a thousand pages, deep inside a commit: made here more often, and met in its middle.
    LibsqlDatabase.prototype.exec = function (this: InstanceType<typeof LibsqlDatabase>, sql: string) {
      exec.call(this, sql)
      if (sql !== 'COMMIT') return this
      soon('checkpoint', 2_500)
      exec.call(this, 'PRAGMA wal_checkpoint(TRUNCATE)')
      return this
    }
  }
  around(LibsqlDatabase.prototype, 'prepare', nothing, (_values, statement) => {
    around(statement as { run: () => unknown }, 'run', nothing, () => reached('after statement'))
  })

  const isPart = (path: string) => path.endsWith('.part') && !path.endsWith('.db.part')
  const isRecord = (path: string) => path.includes('/records/')
  const watchHandle = (path: string, handle: fs.FileHandle) => {
    around(handle, 'writev', nothing, () => isPart(path) && reached('mid-chunk'))
    around(handle, 'sync', () => isPart(path) && reached('before fsync'), () => isPart(path) && reached('after fsync'))
    around(handle, 'appendFile', nothing, () => path.endsWith('.jsonl') && reached('journal written'))
    around(handle, 'datasync', nothing, () => path.endsWith('.jsonl') && reached('journal synced'))
  }
  around(fs, 'open', nothing, ([path, flags], handle) => {
    watchHandle(String(path), handle as fs.FileHandle)
    if (isPart(String(path)) && flags === 'wx+') reached('part created')
  })
  const moved = (path: string): Point | null => {
    if (path.endsWith('.jsonl.new')) return 'journal rewritten'
    if (path.endsWith('.db.part')) return 'backup'
    if (path.includes('/trim-')) return 'trim'
    if (path.includes('/thumbnails/')) return 'thumbnail'
    return isRecord(path) ? 'record' : null
  }
  const passing = (path: string) => {
    const at = moved(path)
    if (at !== null) reached(at)
  }
  for (const name of ['link', 'rename'] as const) {
    around(fs, name, ([from]) => {
      if (isPart(String(from))) reached('before rename')
      passing(String(from))
    }, ([from]) => {
      if (isPart(String(from))) reached('after rename')
      passing(String(from))
    })
  }
  for (const name of ['rm', 'unlink'] as const) around(fs, name, nothing, ([path]) => isPart(String(path)) && reached('part removed'))

  const isSettings = (path: unknown) => String(path).includes('settings.json')
  let settingsFile: unknown = null
  around(fsSync, 'openSync', nothing, ([path], file) => {
    if (!isSettings(path)) return
    settingsFile = file
    reached('settings write')
  })
  for (const name of ['writeSync', 'fsyncSync'] as const) around(fsSync, name, nothing, ([file]) => file === settingsFile && reached('settings write'))
  around(fsSync, 'renameSync', ([from]) => isSettings(from) && reached('settings write'), ([from]) => isSettings(from) && reached('settings write'))

  around(childProcess, 'spawn', nothing, ([, args], child) => {
    const line = String(args)
    const at: Point | null = line.includes('/thumbnails/') ? 'thumbnail' : line.includes('/trim-') ? 'trim' : null
    reached(at ?? 'probe started')
    if (child instanceof ChildProcess) child.once('close', () => reached(at ?? 'probe ended'))
  })
  const { Worker } = workerThreads
  workerThreads.Worker = class extends Worker {
    constructor(...values: ConstructorParameters<typeof Worker>) {
      super(...values)
      const { task } = (values[1]?.workerData ?? {}) as { task?: { kind?: string } }
      // The thread is up after some tens of milliseconds, and copies for a few.
      if (task?.kind === 'copy') soon('backup', 120_000)
    }
  }
  syncBuiltinESMExports()

  around(ClientRequest.prototype, 'end', nothing, (_values, request) => {
    const outgoing = request as ClientRequest
    if (!outgoing.hasHeader('idempotency-key')) return
    outgoing.once('finish', () => reached('request sent'))
    outgoing.once('response', (response: IncomingMessage) => {
      response.once('data', () => reached('mid-response'))
      response.once('end', () => reached('answer complete'))
    })
  })
  return {
    reached(at) {
      if (at === 'recovery') isStarted = true
      reached(at)
    },
    quitting: () => setTimeout(() => reached('quit'), 3),
  }
}
