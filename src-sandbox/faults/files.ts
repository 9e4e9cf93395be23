import type { ServerResponse } from 'node:http'
import { flag, headers, number, sleep, text, type FaultParams } from './params'

/** What a download would be answered with if nothing were wrong. */
export interface FileAnswer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** One download on its way, as a fault sees it. */
export interface Download {
  response: ServerResponse
  isHead: boolean
  /** The honest answer to the request, with or without its Range. */
  answer(options?: { ignoreRange?: boolean }): FileAnswer
  send(answer: FileAnswer): void
}

type FileFault = (download: Download, params: FaultParams) => Promise<void> | void

/** Every kind of fault of a download. To add one, add a line. */
export const fileFaults: Record<string, FileFault> = {
  /** Begins late. `ms` */
  async delay(download, params) {
    await sleep(number(params, 'ms', 1_000))
    download.send(download.answer())
  },
  /** A refusal. `status body contentType headers` */
  status(download, params) {
    const type = text(params, 'contentType', 'text/plain')
    download.send({ status: number(params, 'status', 404), headers: { 'content-type': type, ...headers(params) }, body: Buffer.from(text(params, 'body', 'Not here')) })
  },
  /** As if its link had run out. */
  expired(download) {
    download.send({ status: 403, headers: { 'content-type': 'application/xml' }, body: Buffer.from('<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>') })
  },
  /** The connection ends after `bytes` of the body (or at half). `reset` instead of a plain end */
  cut(download, params) {
    const { response } = download
    const answer = download.answer()
    response.writeHead(answer.status, answer.headers)
    const end = number(params, 'bytes', Math.floor(answer.body.length / 2))
    response.write(answer.body.subarray(0, end), () => (flag(params, 'reset') ? response.socket?.resetAndDestroy() : response.destroy()))
  },
  /** Answers 200 with the whole file whatever was asked. */
  ignoreRange(download) {
    download.send(download.answer({ ignoreRange: true }))
  },
  /** A 206 that begins `shift` bytes off, or says another `total`. */
  wrongRange(download, params) {
    const answer = download.answer()
    const match = /bytes (\d+)-(\d+)\/(\d+)/.exec(answer.headers['content-range'] ?? '')
    const [from = 0, to = answer.body.length - 1, size = answer.body.length] = match ? match.slice(1).map(Number) : []
    const shift = number(params, 'shift', 1)
    const range = `bytes ${from + shift}-${to + shift}/${number(params, 'total', size)}`
    download.send({ ...answer, status: 206, headers: { ...answer.headers, 'content-range': range } })
  },
  /** 206 as multipart/byteranges. */
  multipart(download) {
    const answer = download.answer()
    const head = Buffer.from(`--cut\r\ncontent-type: application/octet-stream\r\ncontent-range: ${answer.headers['content-range'] ?? 'bytes 0-0/1'}\r\n\r\n`)
    const body = Buffer.concat([head, answer.body, Buffer.from('\r\n--cut--\r\n')])
    download.send({ status: 206, headers: { ...answer.headers, 'content-type': 'multipart/byteranges; boundary=cut', 'content-length': String(body.length), 'content-range': '' }, body })
  },
  /** Another version of the same length: other bytes at the end, other ETag (`etag`, or none with null) and date. Ignores If-Range. */
  changed(download, params) {
    const answer = download.answer()
    const body = Buffer.from(answer.body)
    for (let at = Math.max(0, body.length - 64); at < body.length; at++) body[at] = (body[at] ?? 0) ^ 0x5a
    const changed: Record<string, string> = { ...answer.headers, etag: text(params, 'etag', '"another-version"'), 'last-modified': new Date().toUTCString() }
    if (params['etag'] === null) delete changed['etag']
    download.send({ ...answer, headers: changed, body })
  },
  /** The true file under other headers. `headers`; a null removes one. */
  headers(download, params) {
    const answer = download.answer()
    const changed = { ...answer.headers, ...headers(params) }
    for (const [name, value] of Object.entries(changed)) if (value === 'null') delete changed[name]
    download.send({ ...answer, headers: changed })
  },
  /** A page instead of a file, under the file's own type. `body contentType` */
  page(download, params) {
    const body = Buffer.from(text(params, 'body', '<!doctype html><html><body>Service unavailable</body></html>'))
    const type = text(params, 'contentType', download.answer().headers['content-type'] ?? 'video/mp4')
    download.send({ status: 200, headers: { 'content-type': type, 'content-length': String(body.length) }, body })
  },
  /** Promises `difference` bytes more (or fewer) than it sends. */
  wrongLength(download, params) {
    const { response } = download
    const answer = download.answer()
    const promised = answer.body.length + number(params, 'difference', 100)
    response.writeHead(answer.status, { ...answer.headers, 'content-length': String(promised) })
    response.write(answer.body.subarray(0, promised), () => response.destroy())
  },
  /** No length, chunked; ends early after `bytes` where given, as if all were well. */
  chunked(download, params) {
    const answer = download.answer({ ignoreRange: true })
    const { 'content-length': _length, 'accept-ranges': _ranges, ...rest } = answer.headers
    download.response.writeHead(200, rest)
    download.response.end(answer.body.subarray(0, number(params, 'bytes', answer.body.length)))
  },
  empty(download) {
    const answer = download.answer({ ignoreRange: true })
    download.send({ status: 200, headers: { ...answer.headers, 'content-length': '0' }, body: Buffer.alloc(0) })
  },
  /** Never ends: repeats the file without a length, up to `bytes`. */
  async endless(download, params) {
    const { response } = download
    const answer = download.answer({ ignoreRange: true })
    const { 'content-length': _length, ...rest } = answer.headers
    response.writeHead(200, rest)
    for (let sent = 0; sent < number(params, 'bytes', 2 ** 40) && !response.destroyed; sent += answer.body.length) {
      if (!response.write(answer.body)) await Promise.race([new Promise(resolve => response.once('drain', resolve)), new Promise(resolve => response.once('close', resolve))])
    }
    response.end()
  },
  /** `bytesPerSecond`, or a stall of `stallMs` at half. */
  async slow(download, params) {
    const { response } = download
    const answer = download.answer()
    response.writeHead(answer.status, answer.headers)
    const stallMs = number(params, 'stallMs', 0)
    if (stallMs > 0) {
      const half = Math.floor(answer.body.length / 2)
      response.write(answer.body.subarray(0, half))
      await sleep(stallMs)
      response.end(answer.body.subarray(half))
      return
    }
    const step = Math.max(1, Math.floor(number(params, 'bytesPerSecond', 10_000) / 10))
    for (let at = 0; at < answer.body.length && !response.destroyed; at += step) {
      response.write(answer.body.subarray(at, at + step))
      await sleep(100)
    }
    response.end()
  },
  /** `status location` */
  redirect(download, params) {
    download.send({ status: number(params, 'status', 302), headers: { location: text(params, 'location', 'http://169.254.169.254/') }, body: Buffer.alloc(0) })
  },
  reset(download) {
    download.response.socket?.resetAndDestroy()
  },
}
