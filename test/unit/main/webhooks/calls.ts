import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export const hmacOf = (body: string | Uint8Array, secret: string) => createHmac('sha256', secret).update(body).digest('hex')

interface Call {
  port: number
  path: string
  body?: string | Uint8Array
  method?: string
  headers?: Record<string, string | string[]>
}

/** The answer's status; null when the connection ended without one. */
export function send({ port, path, body = '', method = 'POST', headers = {} }: Call): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers: { 'Content-Length': String(Buffer.byteLength(body)), ...headers }, agent: false }, (answer) => {
      answer.on('error', () => undefined)
      answer.resume()
      resolve(answer.statusCode ?? null)
    })
    sent.on('error', () => resolve(null))
    sent.end(body)
  })
}

/** A bare connection, and how it ends: everything that came back. */
export function wire(port: number): { socket: Socket; ended: Promise<string> } {
  const socket = connect({ host: '127.0.0.1', port })
  let text = ''
  socket.on('data', (piece) => {
    text += piece.toString('latin1')
  })
  socket.on('error', () => undefined)
  return { socket, ended: new Promise((resolve) => socket.on('close', () => resolve(text))) }
}
