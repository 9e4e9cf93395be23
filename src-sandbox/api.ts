import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Account } from './account'
import { apiFaults, type Answer, type Exchange, type FaultRules } from './faults'
import type { Generations } from './generations'
import { readOperation, type ApiCall, type Execute, type RequestedOperation } from './graphql'
import { readBody } from './http'
import { decideKey } from './idempotency'
import { rateHeaders, RateWindow, type RateState } from './limits'
import type { RequestLog, SeenRequest } from './requestLog'
import { planLimits, type SandboxSettings } from './settings'

const bodyCapBytes = 96 * 1_024 * 1_024
const paidFields = ['generate', 'videoCreate']

interface ApiParts {
  settings: SandboxSettings
  account: Account
  generations: Generations
  faults: FaultRules
  log: RequestLog
  engine(): Execute
}

/** The GraphQL endpoint over HTTP: keys, limits, idempotency and faults around the engine. */
export class Api {
  private readonly window = new RateWindow()
  private readonly inProgress = new Set<string>()

  constructor(private readonly parts: ApiParts) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, bodyCapBytes)
    if (body === null) return void response.writeHead(413).end()
    const { faults, log } = this.parts
    const operation = readOperation(body.toString())
    const names = operation.fields.map(field => (field.startsWith('__') ? 'introspection' : field))
    const seen = log.add(describe(request, body, names))
    const fault = faults.strike({ operations: names.length > 0 ? names : ['unreadable'], provider: operation.provider })
    seen.fault = fault?.kind ?? null
    const send = (answer: Answer): void => {
      seen.status = answer.status
      if (response.destroyed || response.headersSent) return
      response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) })
      response.end(answer.body)
    }
    let executed: Promise<Answer> | null = null
    const exchange: Exchange = {
      response,
      send,
      execute: fate => (executed ??= this.answer(request, body, operation, seen, fate ?? null)),
      keep: answer => this.keep(seen, answer),
    }
    const act = fault ? apiFaults[fault.kind] : undefined
    if (act) await act(exchange, fault?.params ?? {})
    else send(await exchange.execute())
  }

  private async answer(request: IncomingMessage, body: Buffer, operation: RequestedOperation, seen: SeenRequest, fate: { code: string; message: string } | null): Promise<Answer> {
    const { settings } = this.parts
    if (!this.isAuthorized(request)) return failure(401, 'UNAUTHENTICATED', 'This API key is not valid')
    const isPoll = !operation.isMutation
    const rate = this.window.take(settings.rateLimit.window, planLimits(settings).requestsPerMinute, Date.now(), isPoll && !settings.rateLimit.countsPolls ? 0 : 1)
    const answer = rate.allowed
      ? await this.withKey(request, body, operation, seen, fate)
      : failure(429, 'RATE_LIMIT', `Too many requests: your plan allows ${rate.limit} a minute`)
    return { ...answer, headers: { ...answer.headers, ...this.extraHeaders(rate) } }
  }

  private extraHeaders(rate: RateState): Record<string, string> {
    const { settings, account } = this.parts
    const credits: Record<string, string> = settings.creditsHeader ? { 'X-Credits-Remaining': String(account.credits) } : {}
    return { ...rateHeaders(rate, settings, Date.now()), ...credits }
  }

  private isAuthorized(request: IncomingMessage): boolean {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) return false
    return this.parts.settings.acceptAnyKey || this.parts.settings.keys.includes(token)
  }

  private async withKey(request: IncomingMessage, body: Buffer, operation: RequestedOperation, seen: SeenRequest, fate: { code: string; message: string } | null): Promise<Answer> {
    const { account, settings } = this.parts
    const isPaid = operation.fields.some(field => paidFields.includes(field))
    const key = isPaid && settings.idempotency.manner !== 'none' ? seen.key : null
    const call: ApiCall = { origin: { key: seen.key, bodySha256: seen.bodySha256, reason: 'generate', fate }, recalled: [], executed: false, submittedIds: [] }
    if (key === null) return this.run(request, body, call)
    const record = account.keys.get(key)
    const generationFailed = record?.generationIds.some(id => this.parts.generations.get(id)?.final?.status === 'FAILED') ?? false
    const inProgress = this.inProgress.has(key)
    const decision = decideKey({ ...settings.idempotency, nowMs: Date.now(), bodySha256: seen.bodySha256, record, inProgress, generationFailed })
    seen.replayed = decision.act === 'replay' || decision.act === 'recall'
    switch (decision.act) {
      case 'replay':
        return { status: decision.answer.status, headers: { 'content-type': decision.answer.contentType, 'idempotency-replayed': 'true' }, body: decision.answer.body }
      case 'refuse':
        return failure(decision.status, decision.status === 409 ? 'IDEMPOTENCY_IN_PROGRESS' : 'IDEMPOTENCY_KEY_REUSED', decision.message)
      case 'recall':
        call.recalled = [...decision.generationIds]
        break
      case 'restart':
        account.commit({ kind: 'released', key })
        break
      case 'execute':
        break
    }
    this.inProgress.add(key)
    try {
      const answer = await this.run(request, body, call)
      if (call.executed) this.store(key, seen.bodySha256, answer, call.submittedIds.length === 0)
      return answer
    } finally {
      this.inProgress.delete(key)
    }
  }

  /** Keeps an answer under its key, where this server's manner does so. */
  private store(key: string, bodySha256: string, answer: Answer, failed: boolean): void {
    if (failed && this.parts.settings.idempotency.manner !== 'replay-all') return
    const stored = { status: answer.status, contentType: answer.headers['content-type'] ?? 'application/json', body: answer.body.toString() }
    this.parts.account.commit({ kind: 'answered', key, bodySha256, atMs: Date.now(), answer: stored, failed })
  }

  /** A fault's answer becomes the key's own only where everything is replayed. */
  private keep(seen: SeenRequest, answer: Answer): void {
    if (seen.key !== null && this.parts.settings.idempotency.manner === 'replay-all') this.store(seen.key, seen.bodySha256, answer, true)
  }

  private async run(request: IncomingMessage, body: Buffer, call: ApiCall): Promise<Answer> {
    const done = await this.parts.engine()(body.toString(), String(request.headers.accept ?? '*/*'), call)
    const refusedForRate = done.body.includes('"code":"RATE_LIMIT"') && this.parts.settings.rateLimit.refusal === 'http-429'
    return { status: refusedForRate && call.submittedIds.length === 0 ? 429 : done.status, headers: { 'content-type': done.contentType }, body: done.body }
  }
}

function failure(status: number, code: string, message: string): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ errors: [{ message, extensions: { code } }] }) }
}

const loggedHeaders = ['content-type', 'accept', 'accept-encoding', 'user-agent', 'host', 'connection']

function describe(request: IncomingMessage, body: Buffer, operations: string[]): SeenRequest {
  const key = request.headers['idempotency-key']
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  return {
    atMs: Date.now(),
    method: request.method ?? '',
    path: request.url ?? '',
    operations,
    key: typeof key === 'string' && key !== '' ? key : null,
    authorization: token === undefined ? null : sha256(token).slice(0, 12),
    bodySha256: sha256(body),
    bodyBytes: body.length,
    headers: Object.fromEntries(loggedHeaders.flatMap(name => (request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]]))),
    status: null,
    fault: null,
    replayed: false,
  }
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}
