import { Agent as PlainAgent, request as requestPlain, type IncomingMessage } from 'node:http'
import { Agent as SecureAgent, request as requestSecure } from 'node:https'
import { AppError, type ErrorCode } from '../../src-shared/errors'
import { checkAddress, isPublicAddress, publicLookup, refusedAddressCode } from './address'

export interface SourceTimeouts {
  /** Name, connection, TLS and the first byte, milliseconds. */
  answer: number
  /** Between two bytes. */
  idle: number
}

export const defaultSourceTimeouts: SourceTimeouts = { answer: 30_000, idle: 30_000 }

const mostRedirects = 5
const maxHeaderBytes = 32 * 1024

/** An answer whose body has not been read yet. */
export interface Source {
  status: number
  header(name: string): string | null
  /**
   * Hands over each piece as it comes, and waits for what `take` returns before it lets more come.
   *
   * @throws AppError `download-incomplete`, `timed-out`, `canceled`; whatever `take` throws.
   */
  read(take: (piece: Buffer) => Promise<void> | null): Promise<void>
  /** Reads no further. */
  drop(): void
}

interface SourceRequest {
  link: string
  /** The API's endpoint: its own host and port are allowed when it is on this machine. */
  endpoint: string
  headers: Record<string, string>
  signal: AbortSignal
  timeouts: SourceTimeouts
}

export interface Sources {
  /** Follows redirects, each judged anew. @throws AppError */
  open(request: SourceRequest): Promise<Source>
  close(): void
}

/** GET requests to the hosts that keep results. Nothing of the account goes there: no key, no cookie. */
export function openSources(): Sources {
  const plain = new PlainAgent({ keepAlive: true, maxSockets: 16 })
  const secure = new SecureAgent({ keepAlive: true, maxSockets: 16 })

  const get = (url: URL, isEndpoint: boolean, request: SourceRequest): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const isSecure = url.protocol === 'https:'
      const options = {
        agent: isSecure ? secure : plain,
        headers: { ...request.headers, 'accept-encoding': 'identity', accept: '*/*' },
        signal: request.signal,
        maxHeaderSize: maxHeaderBytes,
        ...(!isEndpoint && { lookup: publicLookup }),
      }
      const outgoing = isSecure ? requestSecure(url, options) : requestPlain(url, options)
      const timer = setTimeout(() => outgoing.destroy(new AppError('timed-out', 'The host of the result does not answer')), request.timeouts.answer)
      outgoing.on('socket', (socket) => {
        const judge = () => {
          if (isEndpoint || socket.remoteAddress === undefined || isPublicAddress(socket.remoteAddress)) return
          outgoing.destroy(new AppError('download-refused', 'Link refused: the connection led to an address that is not public'))
        }
        if (socket.connecting) socket.once('connect', judge)
        else judge()
      })
      outgoing.on('error', (error) => {
        clearTimeout(timer)
        reject(sourceError(error))
      })
      outgoing.on('response', (response) => {
        clearTimeout(timer)
        resolve(response)
      })
      outgoing.end()
    })

  return {
    async open(request) {
      let { url, isEndpoint } = checkAddress(request.link, request.endpoint)
      for (let hop = 0; ; hop++) {
        const response = await get(url, isEndpoint, request)
        const status = response.statusCode ?? 0
        const location = response.headers.location
        if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return toSource(response, request)
        response.resume()
        if (hop >= mostRedirects) throw new AppError('download-refused', 'Link refused: too many redirects')
        const from = url
        ;({ url, isEndpoint } = checkAddress(location, request.endpoint, from))
        if (from.protocol === 'https:' && url.protocol !== 'https:') throw new AppError('download-refused', 'Link refused: it leaves https')
      }
    },
    close() {
      plain.destroy()
      secure.destroy()
    },
  }
}

function toSource(response: IncomingMessage, { timeouts, signal }: SourceRequest): Source {
  return {
    status: response.statusCode ?? 0,
    header(name) {
      const value = response.headers[name]
      return typeof value === 'string' ? value : (value?.[0] ?? null)
    },
    read: (take) =>
      new Promise((resolve, reject) => {
        let isHeld = false
        // Only the host's silence counts, not the time this side takes to write.
        const timer = setInterval(() => {
          if (!isHeld) end(new AppError('timed-out', 'The transfer stalled'))
        }, timeouts.idle)
        const end = (error: unknown) => {
          clearInterval(timer)
          response.destroy()
          reject(signal.aborted ? new AppError('canceled', 'Canceled', { cause: error }) : error)
        }
        response.on('data', (piece: Buffer) => {
          timer.refresh()
          try {
            const room = take(piece)
            if (room === null) return
            isHeld = true
            response.pause()
            void room.then(() => {
              isHeld = false
              timer.refresh()
              response.resume()
            })
          } catch (error) {
            end(error)
          }
        })
        response.on('error', (error) => end(sourceError(error)))
        response.on('close', () => {
          if (!response.complete) return end(new AppError('download-incomplete', 'The transfer was cut off'))
          clearInterval(timer)
          resolve()
        })
      }),
    drop: () => void response.destroy(),
  }
}

const codes: Record<string, ErrorCode> = {
  ENOTFOUND: 'offline',
  EAI_AGAIN: 'offline',
  ECONNREFUSED: 'offline',
  ENETUNREACH: 'offline',
  EHOSTUNREACH: 'offline',
  [refusedAddressCode]: 'download-refused',
}

function sourceError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = String((error as { code?: unknown }).code ?? '')
  if (code === 'ABORT_ERR' || (error instanceof Error && error.name === 'AbortError')) return new AppError('canceled', 'Canceled', { cause: error })
  if (/^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)) {
    return new AppError('connection-not-trusted', 'The host of the result is not trusted', { cause: error })
  }
  return new AppError(codes[code] ?? 'download-incomplete', `The transfer failed (${code || 'cut'})`, { cause: error })
}
