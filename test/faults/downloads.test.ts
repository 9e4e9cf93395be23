import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { openDownloads, type Downloads } from '../../src-main/downloads'
import { silentLog } from '../../src-main/log'
import { AppError } from '../../src-shared/errors'
import { runs, scaled } from './scale'

const mebibyte = 1024 * 1024
const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Two versions of the same length, which only their last bytes and their validators tell apart. */
function versions(size: number): [Buffer, Buffer] {
  const first = Buffer.concat([picture, Buffer.alloc(size, 'pixels')])
  const second = Buffer.from(first)
  second.fill('others', size - 100)
  return [first, second]
}

/** What a host does with one request. `at` is a share of what it would send. */
const move = fc.oneof(
  fc.record({ kind: fc.constantFrom('cut' as const, 'reset' as const, 'stall' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constantFrom('ignore-range' as const, 'multipart' as const, 'weak' as const, 'no-validator' as const, 'chunked' as const, 'change' as const), at: fc.constant(1) }),
  fc.record({ kind: fc.constant('wrong-range' as const), at: fc.constantFrom(-100, -1, 1, 100) }),
  fc.record({ kind: fc.constant('wrong-total' as const), at: fc.constantFrom(-100, -1, 1, 100) }),
  fc.record({ kind: fc.constant('wrong-length' as const), at: fc.constantFrom(1, 100) }),
  fc.record({ kind: fc.constant('status' as const), at: fc.constantFrom(403, 404, 410, 416, 429, 500, 503) }),
  fc.record({ kind: fc.constantFrom('page' as const, 'empty' as const, 'loop' as const), at: fc.constant(0) }),
)
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never

/** The host of results: honest, but for the moves that wait to be made. */
class Host {
  readonly moves: Move[] = []
  version = 0
  /** Bytes of bodies that left here since the last time it was looked. */
  sent = 0

  constructor(private readonly files: [Buffer, Buffer]) {}

  file(): Buffer {
    return this.files[this.version] as Buffer
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const one = this.moves.shift()
    if (one?.kind === 'change') this.version = 1 - this.version
    const file = this.file()
    const etag = `"v${this.version}"`
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const isPart = start > 0 && request.headers['if-range'] === etag && one?.kind !== 'ignore-range'
    const body = isPart ? file.subarray(start) : file
    const headers: Record<string, string | number> = { etag: one?.kind === 'weak' ? `W/${etag}` : etag, 'content-length': body.length }
    if (one?.kind === 'no-validator') delete headers['etag']
    if (isPart) headers['content-range'] = `bytes ${start}-${file.length - 1}/${file.length}`
    const send = (status: number, bytes: Buffer, end: () => void) => {
      response.writeHead(status, headers)
      this.sent += bytes.length
      response.write(bytes, end)
    }
    const status = isPart ? 206 : 200
    switch (one?.kind) {
      case 'cut':
      case 'reset':
        return send(status, body.subarray(0, Math.floor(body.length * one.at)), () => (one.kind === 'reset' ? response.socket?.resetAndDestroy() : response.destroy()))
      case 'stall':
        return send(status, body.subarray(0, Math.floor(body.length * one.at)), () => {})
      case 'wrong-range':
        headers['content-range'] = `bytes ${start + one.at}-${file.length - 1 + one.at}/${file.length}`
        return send(206, body, () => response.end())
      case 'wrong-total':
        if (isPart) headers['content-range'] = `bytes ${start}-${file.length - 1}/${file.length + one.at}`
        return send(status, body, () => response.end())
      case 'wrong-length':
        headers['content-length'] = body.length + one.at
        return send(status, body, () => response.destroy())
      case 'multipart':
        headers['content-type'] = 'multipart/byteranges; boundary=cut'
        delete headers['content-length']
        return send(206, Buffer.concat([Buffer.from('--cut\r\n\r\n'), body]), () => response.end())
      case 'chunked':
        delete headers['content-length']
        return send(status, body, () => response.end())
      case 'status':
        return void response.writeHead(one.at, one.at === 416 ? { 'content-range': `bytes */${file.length}` } : {}).end('no')
      case 'page':
        return void response.writeHead(200, { 'content-type': 'image/png' }).end('<!doctype html><title>Busy</title>')
      case 'empty':
        return void response.writeHead(200, { 'content-length': 0 }).end()
      case 'loop':
        return void response.writeHead(302, { location: request.url ?? '/' }).end()
      default:
        return send(status, body, () => response.end())
    }
  }
}

interface Place {
  host: Host
  origin: string
  parts: string
  downloads: Downloads
  close(): Promise<void>
}

async function openPlace(size: number): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-downloads-'))
  const parts = join(folder, 'parts')
  mkdirSync(parts)
  const host = new Host(versions(size))
  const server = createServer((request, response) => host.answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const timeouts = { answer: 2_000, idle: 150 }
  const downloads = openDownloads({ library: { partsFolder: () => parts }, log: silentLog, timeouts })
  return {
    host, parts, downloads,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      downloads.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const typed = ['download-incomplete', 'timed-out', 'link-expired', 'not-media', 'download-refused', 'server-error', 'offline', 'too-large']
const told = { schedules: 0, requests: 0, wrong: 0 }
afterAll(() => console.log(`downloads: ${told.schedules} random schedules of ${told.requests} faults, ${told.wrong} wrong files`))

test('rows 39 to 48 and 57, in any order: the right bytes of one version, or an error with a name', async () => {
  const place = await openPlace(300_000)
  onTestFinished(place.close)
  let job = 0
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 8 }), async (moves) => {
      place.host.moves.push(...moves)
      const jobId = `job-${job++}`
      for (let tries = 0; ; tries++) {
        expect(tries, 'it never comes to an end').toBeLessThan(30)
        try {
          const done = await place.downloads.fetch({
            jobId, url: `${place.origin}/a`, endpoint: `${place.origin}/graphql`, onProgress: () => {}, signal: new AbortController().signal,
          })
          const onDisk = readFileSync(join(place.parts, done.partName))
          if (sha256(onDisk) !== sha256(place.host.file()) || done.sha256 !== sha256(onDisk)) told.wrong++
          expect(sha256(onDisk)).toBe(sha256(place.host.file()))
          expect(done).toMatchObject({ sha256: sha256(onDisk), sizeBytes: onDisk.length, extension: 'png' })
          break
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          expect(typed, error.message).toContain(error.code)
          // What is not media is given up with its part: the queue asks for a fresh link then.
          if (error.code === 'not-media') await place.downloads.forget(jobId)
        }
      }
      await place.downloads.forget(jobId)
      place.host.moves.length = 0
      told.schedules++
      told.requests += moves.length
    }),
    runs(500, 60),
  )
})

test('row 39: cut at any byte, at most one chunk of 4 MiB is fetched again, and If-Range names a strong validator', async () => {
  const size = 24 * mebibyte
  const place = await openPlace(size)
  onTestFinished(place.close)
  for (let round = 0; round < scaled(20, 3); round++) {
    place.host.sent = 0
    for (const at of [0.37, 0.5, 0.9]) place.host.moves.push({ kind: round % 2 === 0 ? 'reset' : 'cut', at })
    const jobId = `large-${round}`
    for (;;) {
      const done = await place.downloads
        .fetch({ jobId, url: `${place.origin}/a`, endpoint: `${place.origin}/graphql`, onProgress: () => {}, signal: new AbortController().signal })
        .catch((error: unknown) => error)
      if (!(done instanceof AppError)) break
    }
    // What was sent beyond the file is what was on the way when the connection broke.
    expect(place.host.sent - size).toBeLessThanOrEqual(3 * 4 * mebibyte)
    await place.downloads.forget(jobId)
  }
})
