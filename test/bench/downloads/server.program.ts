import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { piece } from './files'

/**
 * The host of the results, in a process of its own: `/INDEX/SIZE`, with Range, If-Range and a strong ETag. Sends its port when it listens, and for
 * each message the transfers so far.
 */
export interface Transfer {
  file: number
  start: number
  /** What the machine took to send, whether or not the other side has read it. */
  sentBytes: number
  /** With what still waits in this process: never less than what left it. */
  handedBytes: number
  /** Of the connection's other end. */
  clientPort: number
}

const transfers: { file: number; start: number; clientPort: number; sentBytes: () => number; handedBytes: () => number }[] = []

const server = createServer((request, response) => {
  const [file = 0, size = 0] = (request.url ?? '').split('/').filter(Boolean).map(Number)
  const etag = `"${file}-${size}"`
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
  const condition = request.headers['if-range']
  const start = range !== null && (condition === undefined || condition === etag) ? Number(range[1]) : 0
  const common = { 'content-type': 'video/mp4', 'accept-ranges': 'bytes', etag }
  if (start >= size) return void response.writeHead(416, { ...common, 'content-range': `bytes */${size}` }).end()
  const isPart = start > 0
  response.writeHead(isPart ? 206 : 200, {
    ...common,
    'content-length': String(size - start),
    ...(isPart && { 'content-range': `bytes ${start}-${size - 1}/${size}` }),
  })
  let at = start
  transfers.push({ file, start, clientPort: request.socket.remotePort ?? 0, sentBytes: () => at - start - response.writableLength, handedBytes: () => at - start })
  const send = () => {
    while (at < size) {
      const bytes = piece(at, Math.min(256 * 1024, size - at))
      at += bytes.byteLength
      if (!response.write(bytes)) return void response.once('drain', send)
    }
    response.end()
  }
  send()
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('message', () => process.send?.(transfers.map((one): Transfer => ({ ...one, sentBytes: one.sentBytes(), handedBytes: one.handedBytes() }))))
process.on('disconnect', () => process.exit())
