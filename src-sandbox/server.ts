import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Account } from './account'
import { Api } from './api'
import { Control } from './control'
import { handleControl } from './controlHttp'
import { dialects, type DialectName } from './dialects'
import { FaultRules } from './faults'
import { ResultFiles } from './files'
import { loadFonts } from './fonts'
import { Generations } from './generations'
import { createEngine, type Execute } from './graphql'
import { generationView } from './graphql/view'
import { Journal } from './journal'
import { lockFolder } from './lock'
import { drawsText, findBinaries, MediaStore } from './media'
import { Providers } from './providers'
import { ReferenceStore } from './references'
import { RequestLog } from './requestLog'
import { applySettings, defaultSettings, type SettingsPatch } from './settings'
import { Webhooks } from './webhooks'

export interface SandboxOptions {
  /** 0 or left out: a free one. */
  port?: number
  /** Folder that outlives a restart; left out: a temporary one, removed on close. */
  state?: string
  dialect?: DialectName
  /** Credits of a new account; an existing state keeps its own. */
  credits?: number
  ffmpeg?: string
  ffprobe?: string
  /** Folder with the fonts; left out: looked for above this file. */
  resources?: string
  /** Opens the control endpoint over HTTP. */
  controlToken?: string
  /** How many files are made at once. */
  workers?: number
  settings?: Omit<SettingsPatch, 'dialect'>
}

export interface Sandbox {
  /** The GraphQL endpoint. */
  url: string
  /** Null without a control token. */
  controlUrl: string | null
  /** A key that is accepted. */
  key: string
  control: Control
  close(): Promise<void>
}

/** Starts a Doitong-compatible server on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const folder = options.state ?? mkdtempSync(join(tmpdir(), 'doitong-sandbox-'))
  mkdirSync(folder, { recursive: true })
  const unlock = await lockFolder(folder)
  const settings = defaultSettings()
  settings.dialect = { ...dialects[options.dialect ?? 'javascript'] }
  applySettings(settings, options.settings ?? {})

  const journal = Journal.open(options.state === undefined ? null : join(folder, 'journal.jsonl'))
  const account = new Account(journal, options.credits ?? 1_000)
  // The same state has the same key: what was queued under it still belongs to it.
  if (settings.keys.length === 0) settings.keys = [`sandbox_${createHash('sha256').update(`key ${account.secret}`).digest('hex').slice(0, 24)}`]
  const binaries = await findBinaries({ ...(options.ffmpeg ? { ffmpeg: options.ffmpeg } : {}), ...(options.ffprobe ? { ffprobe: options.ffprobe } : {}) })
  const references = new ReferenceStore(join(folder, 'references'), binaries)
  const writes = options.ffmpeg === undefined || (await drawsText(options.ffmpeg))
  const fonts = writes ? loadFonts(options.resources ?? null, join(folder, 'fonts')) : []
  const workers = options.workers ?? Math.max(1, Math.min(2, availableParallelism() - 1))
  const media = new MediaStore(join(folder, 'files'), sha256 => references.path(sha256), binaries, fonts, workers)

  const faults = new FaultRules()
  const log = new RequestLog()
  const providers = new Providers()
  const generations = new Generations(account, providers, settings, media, references)
  let origin = ''
  const files = new ResultFiles({ settings, account, media, faults, log, origin: () => origin })
  const parts = { settings, generations, providers, resultUrl: files.url.bind(files) }
  let engine: Execute = createEngine(parts)
  const webhooks = new Webhooks(settings, generation => generationView(generation, parts))
  generations.onFinished = generation => void webhooks.notify(generation)
  const api = new Api({ settings, account, generations, faults, log, engine: () => engine })
  const control = new Control({ settings, account, generations, providers, faults, log, webhooks, rebuild: () => void (engine = createEngine(parts)) })

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.pathname === '/graphql' && request.method === 'POST') return api.handle(request, response)
    if (url.pathname.startsWith('/files/')) return files.handle(request, response, url)
    if (url.pathname.startsWith('/control/') && options.controlToken) return handleControl(control, options.controlToken, request, response, url)
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not here')
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (response.headersSent) response.destroy()
      else response.writeHead(500, { 'content-type': 'text/plain' }).end('The sandbox failed')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  generations.resume()

  const close = async (): Promise<void> => {
    generations.close()
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
    await media.close()
    journal.close()
    unlock()
    if (options.state === undefined) rmSync(folder, { recursive: true, force: true })
  }
  return { url: `${origin}/graphql`, controlUrl: options.controlToken ? `${origin}/control` : null, key: settings.keys[0] ?? '', control, close }
}
