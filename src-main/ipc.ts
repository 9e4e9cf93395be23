import { randomUUID } from 'node:crypto'
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { z } from 'zod'
import { AppError, toAppError, type Result } from '../src-shared/errors'
import { requests, type HandlersFor, type RequestName } from '../src-shared/ipc'
import type { Announce } from './announce'
import type { Log } from './log'
import { isOwnFrame } from './page'

type Domain = 'app' | 'settings' | 'webhooks' | 'models' | 'create' | 'queue' | 'spending' | 'night' | 'library' | 'trim'
export type AllHandlers = HandlersFor<Domain>

interface Options {
  /** The window's contents, while there is one. */
  contents(): WebContents | null
  /** Ready when the services are: a page that asks early waits. */
  handlers: Promise<AllHandlers>
  log: Log
}

const handedOver = z.array(z.string().max(32_767)).max(500)
/** Tokens of files that the user handed over; forgotten with the run. */
const paths = new Map<string, string>()

/** The file behind a token that the page got for a dropped file; null for an unknown one. */
export function pathOfToken(token: string): string | null {
  return paths.get(token) ?? null
}

/**
 * The only place that touches `ipcMain` and `webContents.send`. Every request is checked for its sender, parsed by its schema, and
 * answered with a `Result`; main never throws across, because only a message would arrive.
 */
export function openIpc({ contents, handlers, log }: Options): { announce: Announce } {
  const isOurs = (event: IpcMainInvokeEvent) => event.sender === contents() && isOwnFrame(event.senderFrame, event.sender.mainFrame)
  ipcMain.handle('request', async (event, name: unknown, args: unknown): Promise<Result<unknown>> => {
    try {
      if (!isOurs(event)) throw new AppError('bad-request', 'This sender may not ask')
      if (typeof name !== 'string' || !Object.hasOwn(requests, name)) throw new AppError('bad-request', 'There is no such request')
      const known = name as RequestName
      const parsed = requests[known].arguments.safeParse(args)
      if (!parsed.success) throw new AppError('bad-request', `${name}: ${z.prettifyError(parsed.error).slice(0, 1_000)}`)
      const handler = (await handlers)[known] as (...given: unknown[]) => unknown
      return { ok: true, value: await handler(...(parsed.data as unknown[])) }
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code === 'internal') log.error(`Request ${String(name)} failed`, { error: thrown })
      return { ok: false, error: error.facts }
    }
  })
  ipcMain.handle('hand-over', (event, given: unknown) => {
    if (!isOurs(event)) return []
    const parsed = handedOver.safeParse(given)
    return (parsed.success ? parsed.data : []).map((path) => {
      if (path === '') return ''
      const token = randomUUID()
      paths.set(token, path)
      return token
    })
  })
  return {
    announce: (name, payload) => {
      const target = contents()
      // A page that crashed asks for everything when it is back.
      if (target !== null && !target.isDestroyed() && !target.isCrashed()) target.send('event', name, payload)
    },
  }
}
