import { ChildProcess } from 'node:child_process'
import { ClientRequest, type IncomingMessage } from 'node:http'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import childProcess from 'node:child_process'
import LibsqlDatabase from 'libsql'

/**
 * Where a process can be killed to the instruction: what it asks of files, database, network and other programs is watched from outside, and at
 * the nth time the process sends SIGKILL to itself. The app's own code knows nothing of it.
 */
export const points = [
  'migration', 'before commit', 'after commit', 'after statement', 'journal written', 'journal synced', 'request sent', 'mid-response', 'answer complete', 'part created',
  'mid-chunk', 'before fsync', 'after fsync', 'before rename', 'after rename', 'part removed', 'probe started', 'probe ended', 'quit',
] as const
export type Point = (typeof points)[number]

type Anything = (...values: never[]) => unknown

/** Kills the process at the `nth` time that it comes to `point`. Returns what the program itself calls when it quits. */
export function killAt(point: Point, nth: number): { quitting(): void } {
  let left = nth
  const reached = (at: Point) => {
    if (at === point && --left === 0) process.kill(process.pid, 'SIGKILL')
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

  around(LibsqlDatabase.prototype, 'exec', ([sql]) => sql === 'COMMIT' && reached('before commit'), ([sql]) => {
    if (sql === 'COMMIT') reached('after commit')
    if (typeof sql === 'string' && sql.includes('CREATE TABLE')) reached('migration')
  })
  around(LibsqlDatabase.prototype, 'prepare', nothing, (_values, statement) => {
    around(statement as { run: () => unknown }, 'run', nothing, () => reached('after statement'))
  })

  const watchHandle = (path: string, handle: fs.FileHandle) => {
    const isPart = path.endsWith('.part')
    around(handle, 'write', nothing, () => isPart && reached('mid-chunk'))
    around(handle, 'sync', () => isPart && reached('before fsync'), () => isPart && reached('after fsync'))
    around(handle, 'appendFile', nothing, () => path.endsWith('.jsonl') && reached('journal written'))
    around(handle, 'datasync', nothing, () => path.endsWith('.jsonl') && reached('journal synced'))
  }
  around(fs, 'open', nothing, ([path, flags], handle) => {
    watchHandle(String(path), handle as fs.FileHandle)
    if (String(path).endsWith('.part') && flags === 'wx+') reached('part created')
  })
  for (const name of ['link', 'rename'] as const) around(fs, name, ([from]) => String(from).endsWith('.part') && reached('before rename'), ([from]) => String(from).endsWith('.part') && reached('after rename'))
  for (const name of ['rm', 'unlink'] as const) around(fs, name, nothing, ([path]) => String(path).endsWith('.part') && reached('part removed'))
  around(childProcess, 'spawn', nothing, (_values, child) => {
    reached('probe started')
    if (child instanceof ChildProcess) child.once('close', () => reached('probe ended'))
  })
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
  return { quitting: () => setTimeout(() => reached('quit'), 3) }
}
