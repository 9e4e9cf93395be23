import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { flag, headers, number, sleep, text, type FaultParams } from './params'

export interface Answer {
  status: number
  headers: Record<string, string>
  body: string | Buffer
}

/** One API request on its way, as a fault sees it. */
export interface Exchange {
  response: ServerResponse
  /** Runs the request as if nothing were wrong; charges and all. At most once. */
  execute(fate?: { code: string; message: string }): Promise<Answer>
  send(answer: Answer): void
  /** Keeps an answer under the request's key, where the server's manner replays such answers. */
  keep(answer: Answer): void
}

type ApiFault = (exchange: Exchange, params: FaultParams) => Promise<void> | void

/** Most kinds take `executed: true`: the request is carried out (and charged) before it goes wrong. */
async function maybeExecute(exchange: Exchange, params: FaultParams): Promise<void> {
  if (flag(params, 'executed')) await exchange.execute()
}

function json(status: number, value: unknown, extra: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...extra }, body: JSON.stringify(value) }
}

function errorBody(code: string | null, message: string): unknown {
  return { data: null, errors: [code === null ? { message } : { message, extensions: { code } }] }
}

/** Every kind of fault of the API. To add one, add a line. */
export const apiFaults: Record<string, ApiFault> = {
  /** Answers late. `ms` */
  async delay(exchange, params) {
    if (flag(params, 'executed')) {
      const answer = await exchange.execute()
      await sleep(number(params, 'ms', 1_000))
      return exchange.send(answer)
    }
    await sleep(number(params, 'ms', 1_000))
    exchange.send(await exchange.execute())
  },
  /** Another status. `status body contentType headers executed`; under `replay-all` it is what the key answers for ever. */
  async status(exchange, params) {
    await maybeExecute(exchange, params)
    const status = number(params, 'status', 500)
    const body = text(params, 'body', JSON.stringify({ errors: [{ message: `HTTP ${status}` }] }))
    const answer = { status, headers: { 'content-type': text(params, 'contentType', 'application/json'), ...headers(params) }, body }
    exchange.keep(answer)
    exchange.send(answer)
  },
  /** The connection is reset. `executed` */
  async reset(exchange, params) {
    await maybeExecute(exchange, params)
    exchange.response.socket?.resetAndDestroy()
  },
  /** Never answers; after `ms`, where given, the connection closes. `executed` */
  async hang(exchange, params) {
    await maybeExecute(exchange, params)
    const ms = number(params, 'ms', 0)
    if (ms <= 0) return
    await sleep(ms)
    exchange.response.destroy()
  },
  /** The true answer, cut after `bytes` (or at half) although its length promises more. */
  async cutBody(exchange, params) {
    const answer = await exchange.execute()
    const body = Buffer.from(answer.body)
    const { response } = exchange
    response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length })
    response.write(body.subarray(0, number(params, 'bytes', Math.floor(body.length / 2))), () => response.destroy())
  },
  /** A refusal with a code of the API, or without any. `code message executed status headers` */
  async errorCode(exchange, params) {
    await maybeExecute(exchange, params)
    const code = params['code'] === null ? null : text(params, 'code', 'PROVIDER_UNAVAILABLE')
    const answer = json(number(params, 'status', 200), errorBody(code, text(params, 'message', 'Injected')), headers(params))
    if (!flag(params, 'executed')) exchange.keep(answer)
    exchange.send(answer)
  },
  /** The generation is accepted, charged, and ends as FAILED. `code message` */
  async failGeneration(exchange, params) {
    const fate = { code: text(params, 'code', 'GENERATION_FAILED'), message: text(params, 'message', 'The model gave up') }
    exchange.send(await exchange.execute(fate))
  },
  /** 429 with the headers given and nothing executed. `headers`, e.g. a strange X-RateLimit-Reset */
  rateLimit(exchange, params) {
    exchange.send(json(429, errorBody('RATE_LIMIT', 'Too many requests'), headers(params)))
  },
  /** The true answer under other headers. `headers`; a null removes one. */
  async headers(exchange, params) {
    const answer = await exchange.execute()
    const changed = { ...answer.headers, ...headers(params) }
    for (const [name, value] of Object.entries(changed)) if (value === 'null') delete changed[name]
    exchange.send({ ...answer, headers: changed })
  },
  /** The true answer with a value replaced. `path` such as `data.generate.id`, `value` */
  async wrongType(exchange, params) {
    const answer = await exchange.execute()
    const parsed: unknown = JSON.parse(answer.body.toString())
    setPath(parsed, text(params, 'path', 'data.generate.id').split('.'), params['value'] ?? null)
    exchange.send({ ...answer, body: JSON.stringify(parsed) })
  },
  /** The true data beside an error. `message code` */
  async dataAndErrors(exchange, params) {
    const answer = await exchange.execute()
    const parsed = JSON.parse(answer.body.toString()) as Record<string, unknown>
    const error = { message: text(params, 'message', 'Something went wrong besides'), extensions: { code: text(params, 'code', 'PARTIAL') } }
    exchange.send({ ...answer, body: JSON.stringify({ ...parsed, errors: [error] }) })
  },
  /** Something else than JSON, with status 200. `body contentType executed` */
  async body(exchange, params) {
    await maybeExecute(exchange, params)
    const contentType = text(params, 'contentType', 'text/html')
    exchange.send({ status: number(params, 'status', 200), headers: { 'content-type': contentType, ...headers(params) }, body: text(params, 'body', '<html><body>Sign in to Wi-Fi</body></html>') })
  },
  /** An answer of `bytes`, plain or as a gzip bomb (`gzip: true`), or nested `depth` deep. `executed` */
  async huge(exchange, params) {
    await maybeExecute(exchange, params)
    const depth = number(params, 'depth', 0)
    const body = depth > 0 ? `${'['.repeat(depth)}${']'.repeat(depth)}` : `{"data":"${' '.repeat(number(params, 'bytes', 200 * 1_024 * 1_024))}"}`
    const packed = flag(params, 'gzip')
    const extra: Record<string, string> = packed ? { 'content-encoding': 'gzip' } : {}
    exchange.send({ status: 200, headers: { 'content-type': 'application/json', ...extra }, body: packed ? gzipSync(body) : body })
  },
  /** Sends the client elsewhere. `status location executed` */
  async redirect(exchange, params) {
    await maybeExecute(exchange, params)
    exchange.send({ status: number(params, 'status', 307), headers: { location: text(params, 'location', 'https://other.invalid/graphql') }, body: '' })
  },
  /** The true answer, `bytes` at a time every `ms`. */
  async drip(exchange, params) {
    const answer = await exchange.execute()
    const body = Buffer.from(answer.body)
    const { response } = exchange
    response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length })
    const step = Math.max(1, number(params, 'bytes', 1))
    for (let at = 0; at < body.length && !response.destroyed; at += step) {
      response.write(body.subarray(at, at + step))
      await sleep(number(params, 'ms', 10_000))
    }
    response.end()
  },
}

function setPath(target: unknown, path: string[], value: unknown): void {
  const [name = '', ...rest] = path
  if (typeof target !== 'object' || target === null) return
  const holder = target as Record<string, unknown>
  if (rest.length === 0) holder[name] = value
  else setPath(holder[name], rest, value)
}
