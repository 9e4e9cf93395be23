import { createHash } from 'node:crypto'
import { createServer, request as send, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Sandbox } from '../../src-sandbox/server'

export interface Passed {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** One request on its way through. */
export interface Passage {
  request: IncomingMessage
  response: ServerResponse
  body: Buffer
  key: string | null
  isFile: boolean
  /** Lets it arrive at the sandbox, with another body where one is given. */
  forward(body?: Buffer): Promise<Passed>
  answer(passed: Passed): void
}

export interface SeenPassage {
  /** Milliseconds of the machine's steady clock. */
  at: number
  path: string
  key: string | null
  bodySha256: string
  headers: IncomingHttpHeaders
  /** Whether it came over a connection that had carried another before. */
  isReused: boolean
}

/** What stands between app and sandbox: honest until `act` says otherwise, and it can be shut like a network. */
export interface Gateway {
  url: string
  seen: SeenPassage[]
  /** Takes a request over; null lets it pass. */
  act: ((passage: Passage) => Promise<unknown> | unknown) | null
  /** Connections are refused from now on. */
  shut(): Promise<void>
  /** At the same address as before. */
  open(): Promise<void>
  close(): Promise<void>
}

/** @param pem a certificate and its key: then it speaks TLS, as `localhost`. */
export async function openGateway(sandbox: Sandbox, pem?: Buffer): Promise<Gateway> {
  const inner = new URL(sandbox.url)
  const carried = new WeakSet<object>()
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readAll(request)
    const key = request.headers['idempotency-key']
    const isReused = carried.has(request.socket)
    carried.add(request.socket)
    const isFile = request.url?.startsWith('/files/') === true
    const passage: Passage = {
      request, response, body, isFile,
      key: typeof key === 'string' ? key : null,
      forward: (other = body) => forward(inner, request, other),
      answer({ status, headers, body: answered }) {
        if (response.destroyed) return
        // The sandbox's links lead here, as an endpoint's own do.
        const told = isFile ? answered : Buffer.from(answered.toString().replaceAll(inner.origin, origin))
        const { 'transfer-encoding': _coding, connection: _connection, ...kept } = headers
        response.writeHead(status, { ...kept, 'content-length': told.length }).end(told)
      },
    }
    if (!isFile) {
      const bodySha256 = createHash('sha256').update(body).digest('hex')
      gateway.seen.push({ at: performance.now(), path: request.url ?? '', key: passage.key, bodySha256, headers: request.headers, isReused })
    }
    if (gateway.act && !isFile) await gateway.act(passage)
    else passage.answer(await passage.forward())
  }
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch(() => response.destroy())
  }
  const server = pem ? createSecureServer({ cert: pem, key: pem }, listener) : createServer(listener)
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const shut = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  const origin = pem ? `https://localhost:${port}` : `http://127.0.0.1:${port}`
  const gateway: Gateway = { url: `${origin}/graphql`, seen: [], act: null, shut, open: () => listen(port), close: async () => (server.listening ? shut() : undefined) }
  return gateway
}

/** Lets every request through. */
export async function pass(passage: Passage): Promise<void> {
  passage.answer(await passage.forward())
}

/** Something that is not the API's answer. */
export function other(status: number, body: string, headers: Record<string, string> = { 'content-type': 'text/html' }): (passage: Passage) => void {
  return ({ response }) => response.writeHead(status, headers).end(body)
}

function forward(inner: URL, request: IncomingMessage, body: Buffer): Promise<Passed> {
  return new Promise((resolve, reject) => {
    const { host: _host, 'content-length': _length, ...headers } = request.headers
    const outgoing = send({
      host: inner.hostname, port: inner.port, path: request.url, method: request.method, agent: false,
      headers: { ...headers, 'content-length': body.length },
    })
    outgoing.on('error', reject)
    outgoing.on('response', (answer) => {
      readAll(answer).then((read) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: read }), reject)
    })
    outgoing.end(body)
  })
}

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
