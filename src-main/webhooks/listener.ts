import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isSigned, isTimely } from './signature'

/** What a call is judged by; read anew for each call. */
export interface Rules {
  /** Absolute paths at which calls are taken: with and without what the tunnel's own address has before it. */
  paths: readonly string[]
  /** Of the tunnel, as a Host header has it; null without one. */
  publicHost: string | null
  secrets: readonly string[]
  signatureHeader: string
  /** Empty: no time is looked at. */
  timestampHeader: string
}

/** Everything that a call can come to. */
export type Verdict = 'accepted' | 'bad-signature' | 'refused'

interface ListenerParts {
  port: number
  rules(): Rules
  /** Epoch milliseconds of the wall clock, which the caller's own time is compared with. */
  now(): number
  /** A call that is proven to come from the API. */
  onCall(body: Buffer): void
  onVerdict(verdict: Verdict): void
  /** How long the headers, and the request as a whole, may take to arrive. */
  timeouts?: { headersMilliseconds: number; requestMilliseconds: number }
}

export interface Listener {
  close(): Promise<void>
}

const bodyLimitBytes = 256 * 1024
/** So many at once, and no more: further ones are closed unread, whoever opens them. */
const mostConnections = 64
const usualTimeouts = { headersMilliseconds: 5_000, requestMilliseconds: 10_000 }

/**
 * Takes calls on 127.0.0.1 and nowhere else. What a browser can be made to send (any Origin, a Host that is neither this machine's nor
 * the tunnel's) is refused before anything of it is read; so is a wrong path.
 *
 * @throws the system's error when the port cannot be had.
 */
export async function listen({ port, rules, now, onCall, onVerdict, timeouts = usualTimeouts }: ListenerParts): Promise<Listener> {
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: timeouts.headersMilliseconds,
    requestTimeout: timeouts.requestMilliseconds,
    connectionsCheckingInterval: Math.min(1_000, timeouts.headersMilliseconds),
    keepAlive: false,
    requireHostHeader: true,
    insecureHTTPParser: false,
  })
  server.maxConnections = mostConnections
  server.maxHeadersCount = 100

  const refuse = (request: IncomingMessage, response: ServerResponse, status: number, verdict: Verdict = 'refused') => {
    onVerdict(verdict)
    response.writeHead(status, { Connection: 'close', 'Content-Length': 0, ...(status === 405 && { Allow: 'POST' }) })
    // What is still being sent is not read: the connection ends with the answer.
    response.end(() => request.socket.destroySoon())
  }
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { paths, publicHost } = rules()
    request.on('error', () => undefined)
    response.on('error', () => undefined)
    if (request.headers.origin !== undefined || !isOwnHost(request, port, publicHost)) return refuse(request, response, 403)
    if (!paths.some((path) => isEqual(path, request.url ?? ''))) return refuse(request, response, 404)
    if (request.method !== 'POST') return refuse(request, response, 405)
    if (Number(request.headers['content-length'] ?? 0) > bodyLimitBytes) return refuse(request, response, 413)
    const pieces: Buffer[] = []
    let sizeBytes = 0
    request.on('data', (piece: Buffer) => {
      sizeBytes += piece.byteLength
      if (sizeBytes <= bodyLimitBytes) pieces.push(piece)
      else if (!response.headersSent) {
        pieces.length = 0
        request.pause()
        refuse(request, response, 413)
      }
    })
    request.on('end', () => {
      if (response.headersSent) return
      const body = Buffer.concat(pieces)
      const { secrets, signatureHeader, timestampHeader } = rules()
      const isValid = isSigned(body, headerOf(request, signatureHeader), secrets)
      if (!isValid) return refuse(request, response, 401, 'bad-signature')
      if (timestampHeader !== '' && !isTimely(headerOf(request, timestampHeader), now())) return refuse(request, response, 401)
      onVerdict('accepted')
      onCall(body)
      response.writeHead(204, { Connection: 'close' })
      response.end()
    })
  }
  server.on('request', answer)
  // `Expect: 100-continue` is judged like any other request, before its body is asked for.
  server.on('checkContinue', (request, response) => {
    if (Number(request.headers['content-length'] ?? 0) <= bodyLimitBytes) response.writeContinue()
    answer(request, response)
  })
  // Upgrades and CONNECT have no business here; without a listener Node closes them itself.
  server.on('clientError', (_error, socket) => {
    onVerdict('refused')
    socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  server.on('error', () => undefined)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The header when it was sent exactly once. */
function headerOf(request: IncomingMessage, name: string): string | undefined {
  const wanted = name.toLowerCase()
  let found: string | undefined
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    if (request.rawHeaders[index]?.toLowerCase() !== wanted) continue
    if (found !== undefined) return undefined
    found = request.rawHeaders[index + 1]
  }
  return found
}

/** A page of the open web that was led here by its name's address still names itself. */
function isOwnHost(request: IncomingMessage, port: number, publicHost: string | null): boolean {
  const host = headerOf(request, 'host')?.toLowerCase()
  if (host === undefined) return false
  const names = ['127.0.0.1', 'localhost', '[::1]']
  return names.some((name) => host === name || host === `${name}:${port}`) || (publicHost !== null && (host === publicHost || host === `${publicHost}:443`))
}

/** Tells nothing by how long it takes. */
function isEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
