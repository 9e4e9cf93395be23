import { request as requestPlain, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** Every wait of one request, in milliseconds. */
export interface Timeouts {
  /** Name, connection and TLS together. */
  connect: number
  /** From the last byte sent, or the last sent piece of a long body, to the first of the answer. */
  answer: number
  /** Between two bytes of the answer's body. */
  idle: number
  /** From the first byte of the answer to its last: a drip of single bytes ends here. */
  body: number
}

const defaultTimeouts: Timeouts = { connect: 15_000, answer: 60_000, idle: 8_000, body: 30_000 }

/** An answer's body beyond this many decoded bytes is not read on. */
const maxAnswerBytes = 16 * 1024 * 1024
const maxHeaderBytes = 32 * 1024
const sendChunkBytes = 256 * 1024

export type TransportReason = 'dns' | 'refused' | 'tls' | 'proxy' | 'timeout' | 'cut' | 'too-large' | 'redirect' | 'undecodable' | 'aborted'

/** A request that got no whole answer. `sent` is false only when it is proven that no byte of it left this machine. */
export class TransportError extends Error {
  constructor(
    readonly reason: TransportReason,
    readonly sent: boolean,
    message: string,
    readonly status: number | null = null,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'TransportError'
  }
}

export interface TransportRequest {
  url: string
  headers: Record<string, string>
  body: string | Uint8Array
  signal?: AbortSignal | undefined
  timeouts?: Timeouts
}

export interface TransportAnswer {
  status: number
  headers: Headers
  text: string
}

/** Sends one POST and reads its whole answer. @throws TransportError */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>

/**
 * Node's own HTTP stack with a fresh connection for each request: Chromium's, and any kept-alive socket, may send a request again by
 * itself, and only a fresh one tells for certain whether a byte was written. Redirects are never followed, so that a key cannot leave for
 * another host.
 */
export const nodeTransport: Transport = (request) =>
  new Promise((resolve, reject) => {
    const timeouts = request.timeouts ?? defaultTimeouts
    const secure = request.url.startsWith('https:')
    const body = typeof request.body === 'string' ? Buffer.from(request.body, 'utf8') : request.body
    let connected = false
    let timer: NodeJS.Timeout | undefined
    let settled = false

    const options: RequestOptions = {
      method: 'POST',
      agent: false,
      maxHeaderSize: maxHeaderBytes,
      headers: { ...request.headers, 'accept-encoding': 'gzip, deflate, br', 'content-length': String(body.byteLength), connection: 'close' },
    }
    const outgoing: ClientRequest = secure ? requestSecure(request.url, options) : requestPlain(request.url, options)

    const settle = (finish: () => void) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', onAbort)
      finish()
    }
    const fail = (error: TransportError) => {
      settle(() => reject(error))
      outgoing.destroy()
    }
    const arm = (milliseconds: number, what: string) => {
      clearTimeout(timer)
      timer = setTimeout(() => fail(new TransportError('timeout', connected, `Timed out ${what}`)), milliseconds)
    }
    const onAbort = () => fail(new TransportError('aborted', connected, 'Aborted'))

    if (request.signal?.aborted) return onAbort()
    request.signal?.addEventListener('abort', onAbort)
    arm(timeouts.connect, 'while connecting')
    outgoing.on('error', (error) => fail(fromSocketError(error, connected)))
    outgoing.on('socket', (socket) => {
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        connected = true
        arm(timeouts.answer, 'waiting for the answer')
        send(outgoing, body, () => !settled && arm(timeouts.answer, 'waiting for the answer'))
      })
    })
    outgoing.on('response', (response) => {
      const status = response.statusCode ?? 0
      if (status >= 300 && status < 400) return fail(new TransportError('redirect', true, `Redirected (${status})`, status))
      if (status === 407) return fail(new TransportError('proxy', true, 'The proxy asks for a sign-in', status))
      arm(timeouts.idle, 'in the middle of the answer')
      const deadline = setTimeout(() => fail(new TransportError('timeout', true, 'The answer took too long', status)), timeouts.body)
      readAll(response, () => !settled && arm(timeouts.idle, 'in the middle of the answer')).then(
        (text) => settle(() => resolve({ status, headers: toHeaders(response), text })),
        (error: unknown) => fail(error instanceof TransportError ? error : new TransportError('cut', true, 'The answer was cut off', status, error)),
      ).finally(() => clearTimeout(deadline))
    })
  })

/** Writes in pieces, so that a long reference being sent shows life to the timer. Nothing is written before the connection stands. */
function send(outgoing: ClientRequest, body: Uint8Array, onProgress: () => void): void {
  let offset = 0
  const next = () => {
    onProgress()
    while (offset < body.byteLength) {
      const piece = body.subarray(offset, offset + sendChunkBytes)
      offset += piece.byteLength
      if (!outgoing.write(piece)) return void outgoing.once('drain', next)
    }
    outgoing.end()
  }
  next()
}

/** @throws TransportError when the body is larger than allowed, cannot be decoded, or ends early. */
async function readAll(response: IncomingMessage, onProgress: () => void): Promise<string> {
  const stream = decoded(response)
  const pieces: Buffer[] = []
  let size = 0
  response.on('data', onProgress)
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      size += piece.byteLength
      if (size > maxAnswerBytes) throw new TransportError('too-large', true, `The answer is larger than ${maxAnswerBytes} bytes`, response.statusCode)
      pieces.push(piece)
    }
  } catch (error) {
    response.destroy()
    if (error instanceof TransportError) throw error
    const code = (error as { code?: unknown }).code
    const reason = typeof code === 'string' && code.startsWith('Z_') ? 'undecodable' : 'cut'
    throw new TransportError(reason, true, 'The answer could not be read to its end', response.statusCode, error)
  }
  if (!response.complete) throw new TransportError('cut', true, 'The answer was cut off', response.statusCode)
  return Buffer.concat(pieces).toString('utf8')
}

function decoded(response: IncomingMessage): Readable {
  const unpack = unpacker(response.headers['content-encoding'])
  if (unpack === null) return response
  // `pipe` forgets errors of its source; a cut connection must end the reader too.
  response.on('error', (error) => unpack.destroy(error))
  response.on('aborted', () => unpack.destroy(new Error('aborted')))
  return response.pipe(unpack)
}

function unpacker(encoding: string | undefined) {
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
    default:
      return null
  }
}

function toHeaders(response: IncomingMessage): Headers {
  const headers = new Headers()
  for (let index = 0; index + 1 < response.rawHeaders.length; index += 2) {
    try {
      headers.append(response.rawHeaders[index] as string, response.rawHeaders[index + 1] as string)
    } catch {
      // A header that Fetch's rules do not allow is not one that this app reads.
    }
  }
  return headers
}

function fromSocketError(error: Error, connected: boolean): TransportError {
  // Trying several addresses fails with a list; the first tells the reason.
  const first = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  const code = String((first as { code?: unknown }).code ?? '')
  return new TransportError(connected ? 'cut' : reasonOf(code), connected, `${code || first.name}`, null, error)
}

function reasonOf(code: string): TransportReason {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL' || code === 'EAI_NODATA') return 'dns'
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|ERR_OSSL|HOSTNAME_MISMATCH)/.test(code)) return 'tls'
  return 'refused'
}
