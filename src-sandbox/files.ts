import { createHmac, timingSafeEqual } from 'node:crypto'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Account } from './account'
import { fileFaults, type Download, type FaultRules, type FileAnswer } from './faults'
import type { Generation } from './generation'
import type { FileFacts, MediaStore } from './media'
import type { RequestLog, SeenRequest } from './requestLog'
import type { SandboxSettings } from './settings'

const contentTypes: Record<string, string> = {
  mp4: 'video/mp4', png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp', mp3: 'audio/mpeg', wav: 'audio/wav', ogg: 'audio/ogg',
}

interface FileParts {
  settings: SandboxSettings
  account: Account
  media: MediaStore
  faults: FaultRules
  log: RequestLog
  origin(): string
}

/** Result files under signed addresses that run out. */
export class ResultFiles {
  constructor(private readonly parts: FileParts) {}

  /** The address of a completed generation's file, good from now for the lifetime that is set. */
  url(generation: Generation): string | null {
    const file = generation.final?.file
    if (!file) return null
    const expiresMs = Date.now() + this.parts.settings.resultLifetimeSeconds * 1_000
    const path = `/files/${generation.id}/result.${file.format}`
    return `${this.parts.origin()}${path}?expires=${expiresMs}&signature=${this.signature(generation.id, expiresMs)}`
  }

  private signature(id: string, expiresMs: number): string {
    return createHmac('sha256', this.parts.account.secret).update(`${id} ${expiresMs}`).digest('hex').slice(0, 40)
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const generation = this.parts.account.generations.get(url.pathname.split('/')[2] ?? '')
    const file = generation?.final?.file
    const seen = this.parts.log.add(describe(request, url))
    const refuse = (status: number, message: string): void => {
      seen.status = status
      response.writeHead(status, { 'content-type': 'text/plain' }).end(message)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD')
    if (!generation || !file) return refuse(404, 'There is no such file')
    const fault = this.parts.faults.strike({ operations: ['file'], provider: generation.provider })
    seen.fault = fault?.kind ?? null
    const act = fault ? fileFaults[fault.kind] : undefined
    if (act) return act(this.download(request, response, file, seen), fault?.params ?? {})
    if (!this.isSigned(generation.id, url)) return refuse(403, 'This address is not valid')
    if (Date.now() > Number(url.searchParams.get('expires'))) return refuse(403, 'This address has expired')
    await this.serve(request, response, file, seen)
  }

  private isSigned(id: string, url: URL): boolean {
    const given = Buffer.from(url.searchParams.get('signature') ?? '')
    const wanted = Buffer.from(this.signature(id, Number(url.searchParams.get('expires'))))
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }

  private async serve(request: IncomingMessage, response: ServerResponse, file: FileFacts, seen: SeenRequest): Promise<void> {
    const path = this.parts.media.path(file.name)
    const plan = planAnswer(request, file, modified(path), false)
    seen.status = plan.status
    response.writeHead(plan.status, plan.headers)
    if (request.method === 'HEAD' || plan.status === 416) return void response.end()
    // A client that goes away in the middle is no failure of ours.
    await pipeline(createReadStream(path, { start: plan.from, end: plan.to }), response).catch(() => undefined)
  }

  private download(request: IncomingMessage, response: ServerResponse, file: FileFacts, seen: SeenRequest): Download {
    const path = this.parts.media.path(file.name)
    return {
      response,
      isHead: request.method === 'HEAD',
      answer({ ignoreRange = false } = {}): FileAnswer {
        const plan = planAnswer(request, file, modified(path), ignoreRange)
        const body = plan.status === 416 ? Buffer.alloc(0) : readFileSync(path).subarray(plan.from, plan.to + 1)
        return { status: plan.status, headers: plan.headers, body }
      },
      send(answer) {
        seen.status = answer.status
        const kept = Object.fromEntries(Object.entries(answer.headers).filter(([, value]) => value !== ''))
        response.writeHead(answer.status, kept)
        response.end(request.method === 'HEAD' ? undefined : answer.body)
      },
    }
  }
}

interface AnswerPlan {
  status: 200 | 206 | 416
  headers: Record<string, string>
  from: number
  to: number
}

/** Decides between 200, 206 and 416 by Range and If-Range. */
function planAnswer(request: IncomingMessage, file: FileFacts, lastModified: string, ignoreRange: boolean): AnswerPlan {
  const size = file.sizeBytes
  const etag = `"${file.sha256}"`
  const common = { 'content-type': contentTypes[file.format] ?? 'application/octet-stream', etag, 'last-modified': lastModified, 'accept-ranges': 'bytes', 'cache-control': 'private, no-transform' }
  const whole: AnswerPlan = { status: 200, headers: { ...common, 'content-length': String(size) }, from: 0, to: size - 1 }
  const ifRange = request.headers['if-range']
  const current = ifRange === undefined || ifRange === etag || ifRange === lastModified
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') // several ranges at once: the whole file, as the standard allows
  if (ignoreRange || !match || !current || (match[1] === '' && match[2] === '')) return whole
  const from = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const to = match[1] === '' || match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]))
  if (from >= size || to < from) return { status: 416, headers: { ...common, 'content-range': `bytes */${size}`, 'content-length': '0' }, from: 0, to: -1 }
  return { status: 206, headers: { ...common, 'content-range': `bytes ${from}-${to}/${size}`, 'content-length': String(to - from + 1) }, from, to }
}

function modified(path: string): string {
  return statSync(path).mtime.toUTCString()
}

function describe(request: IncomingMessage, url: URL): SeenRequest {
  const wanted = ['range', 'if-range', 'user-agent', 'authorization', 'host']
  return {
    atMs: Date.now(), method: request.method ?? '', path: url.pathname, operations: ['file'], key: null, authorization: null, bodySha256: '', bodyBytes: 0,
    headers: Object.fromEntries(wanted.flatMap(name => (request.headers[name] === undefined ? [] : [[name, name === 'authorization' ? 'present' : String(request.headers[name])]]))),
    status: null, fault: null, replayed: false,
  }
}
