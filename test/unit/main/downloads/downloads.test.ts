import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDownloads, type Downloads } from '../../../../src-main/downloads'
import { readFacts, writeFacts } from '../../../../src-main/downloads/facts'
import { silentLog } from '../../../../src-main/log'
import { newFolder } from '../queue/desk'

/** A picture by its first bytes, and otherwise anything. */
const file = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(600_000, 'pixels')])
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

let answer: (request: IncomingMessage, response: ServerResponse) => void
let seen: IncomingMessage[]
let origin: string
let downloads: Downloads
let parts: string
let stop: () => Promise<void>

beforeEach(async () => {
  const folder = newFolder()
  parts = join(folder, 'parts')
  mkdirSync(parts)
  seen = []
  const server = createServer((request, response) => {
    seen.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  downloads = openDownloads({ library: { partsFolder: () => parts }, log: silentLog, timeouts: { answer: 5_000, idle: 400 }, caps: { image: 700_000, audio: 1e6, video: 1e6 } })
  stop = async () => {
    downloads.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})
afterEach(() => stop())

const fetchIt = (path = '/a', signal = new AbortController().signal) =>
  downloads.fetch({ jobId: 'job', url: `${origin}${path}`, endpoint: `${origin}/graphql`, onProgress: () => {}, signal })
/** An honest server of ranges. */
const honest = (etag = '"v1"', bytes = file) => (request: IncomingMessage, response: ServerResponse) => {
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
  if (range && request.headers['if-range'] === etag) {
    const start = Number(range[1])
    response.writeHead(206, { etag, 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}`, 'content-length': bytes.length - start })
    return response.end(bytes.subarray(start))
  }
  response.writeHead(200, { etag, 'content-length': bytes.length })
  return response.end(bytes)
}
const cutAfter = (count: number, etag = '"v1"') => (_request: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { etag, 'content-length': file.length })
  response.write(file.subarray(0, count), () => setTimeout(() => response.destroy(), 50))
}
/** Facts that hold together, whatever they say. */
function rewriteFacts(facts: object): void {
  const text = JSON.stringify(facts)
  writeFileSync(join(parts, 'job.facts'), `${sha256(Buffer.from(text))}\n${text}`)
}
const onDisk = () => readFileSync(join(parts, 'job.part'))

describe('a transfer', () => {
  test('brings the file, knows it by its bytes, and sends nothing of the account', async () => {
    answer = honest()
    expect(await fetchIt()).toEqual({ partName: 'job.part', kind: 'image', extension: 'png', container: 'png', sha256: sha256(file), sizeBytes: file.length })
    expect(sha256(onDisk())).toBe(sha256(file))
    expect(Object.keys(seen[0]?.headers ?? {})).not.toContain('authorization')
  })

  test('cut off: goes on where it ended, with proof that it is the same file', async () => {
    answer = cutAfter(200_000)
    await expect(fetchIt()).rejects.toMatchObject({ code: 'download-incomplete' })
    const before = statSync(join(parts, 'job.part')).size
    expect(before).toBeGreaterThan(0)
    answer = honest()
    expect((await fetchIt()).sha256).toBe(sha256(file))
    expect(seen[1]?.headers).toMatchObject({ range: `bytes=${before}-`, 'if-range': '"v1"' })
  })

  test('changed meanwhile, at the same length: the new one and never a mix', async () => {
    answer = cutAfter(200_000)
    await expect(fetchIt()).rejects.toThrow()
    const other = Buffer.concat([file.subarray(0, 300), Buffer.alloc(file.length - 300, 'others')])
    answer = honest('"v2"', other)
    expect((await fetchIt()).sha256).toBe(sha256(other))
  })

  test.each<[string, Record<string, string>]>([
    ['a wrong start', { 'content-range': `bytes 7-${file.length - 1}/${file.length}` }],
    ['another version', { 'content-range': `bytes 200000-${file.length - 1}/${file.length}`, etag: '"v2"' }],
    ['several parts', { 'content-type': 'multipart/byteranges; boundary=x' }],
  ])('%s in answer to a range: begins anew', async (_name, headers) => {
    answer = cutAfter(200_000)
    await expect(fetchIt()).rejects.toThrow()
    answer = (request, response) => {
      if (!request.headers.range) return honest()(request, response)
      response.writeHead(206, headers)
      return response.end(file.subarray(200_000))
    }
    expect((await fetchIt()).sha256).toBe(sha256(file))
  })

  test('without a validator nothing is gone on with', async () => {
    answer = cutAfter(200_000, 'W/"v1"')
    await expect(fetchIt()).rejects.toThrow()
    answer = honest()
    await fetchIt()
    expect(seen[1]?.headers.range).toBeUndefined()
  })

  test('after the machine has restarted only what was brought to disk for certain counts', async () => {
    answer = cutAfter(200_000)
    await expect(fetchIt()).rejects.toThrow()
    await writeFacts(join(parts, 'job.facts'), { validator: '"v1"', totalBytes: file.length, syncedBytes: 1_000 }, { replaces: false })
    const known = await readFacts(join(parts, 'job.facts'))
    rewriteFacts({ ...known, machineRun: '1' })
    answer = honest()
    expect((await fetchIt()).sha256).toBe(sha256(file))
    expect(seen[1]?.headers.range).toBe('bytes=1000-')
  })

  test.each<[string, () => void]>([
    ['are gone', () => unlinkSync(join(parts, 'job.facts'))],
    ['are empty', () => writeFileSync(join(parts, 'job.facts'), '')],
    ['do not hold together', () => writeFileSync(join(parts, 'job.facts'), readFileSync(join(parts, 'job.facts'), 'utf8').replace('"v1', '"v2'))],
    ['are of another make', () => rewriteFacts({ validator: 5 })],
  ])('whose facts %s: begins anew', async (_name, spoil) => {
    answer = cutAfter(200_000)
    await expect(fetchIt()).rejects.toThrow()
    spoil()
    answer = honest()
    expect((await fetchIt()).sha256).toBe(sha256(file))
    expect(seen[1]?.headers.range).toBeUndefined()
  })

  test('a part of which nothing is known, from an older version of the app: begins anew', async () => {
    writeFileSync(join(parts, 'job.part'), Buffer.alloc(700_000, 'older'))
    answer = honest()
    expect((await fetchIt()).sha256).toBe(sha256(file))
    expect(seen[0]?.headers.range).toBeUndefined()
  })

  test('a validator too long to be written down: nothing is gone on with', async () => {
    answer = cutAfter(200_000, `"${'v'.repeat(5_000)}"`)
    await expect(fetchIt()).rejects.toThrow()
    answer = honest()
    expect((await fetchIt()).sha256).toBe(sha256(file))
    expect(seen[1]?.headers.range).toBeUndefined()
  })

  test('facts whose part is gone are swept, others are not', async () => {
    for (const name of ['gone.facts', 'there.facts', 'there.part']) writeFileSync(join(parts, name), '')
    const next = openDownloads({ library: { partsFolder: () => parts }, log: silentLog })
    await vi.waitFor(() => expect(readdirSync(parts).sort()).toEqual(['there.facts', 'there.part']), 30_000)
    next.close()
  })

  test('a part that is whole already is finished', async () => {
    answer = honest()
    await fetchIt()
    answer = (_request, response) => response.writeHead(416, { 'content-range': `bytes */${file.length}` }).end()
    expect((await fetchIt()).sha256).toBe(sha256(file))
  })

  test.each([403, 404, 410])('%i asks for a fresh link', async (status) => {
    answer = (_request, response) => response.writeHead(status).end()
    await expect(fetchIt()).rejects.toMatchObject({ code: 'link-expired' })
  })

  test('a page in place of a picture is refused, and little of it kept', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-type': 'video/mp4' }).end(`<html>${'x'.repeat(690_000)}`)
    await expect(fetchIt()).rejects.toMatchObject({ code: 'not-media' })
    expect(readdirSync(parts)).toEqual(['job.rejected'])
  })

  test('nothing at all is refused', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-length': 0 }).end()
    await expect(fetchIt()).rejects.toMatchObject({ code: 'not-media' })
  })

  test('too large is noticed by bytes, not by what the header says', async () => {
    answer = (_request, response) => {
      response.writeHead(200)
      response.write(file)
      const more = setInterval(() => response.write(Buffer.alloc(64_000)), 5)
      response.on('close', () => clearInterval(more))
    }
    await expect(fetchIt()).rejects.toMatchObject({ code: 'too-large' })
  })

  test('a host that falls silent is left', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': file.length })
      response.write(file.subarray(0, 1_000))
    }
    await expect(fetchIt()).rejects.toMatchObject({ code: 'timed-out' })
  })

  test('a redirect is followed on the same host, and to no other', async () => {
    answer = (request, response) => {
      if (request.url === '/a') return response.writeHead(302, { location: '/b' }).end()
      return honest()(request, response)
    }
    expect((await fetchIt()).sha256).toBe(sha256(file))
    for (const location of ['http://127.0.0.1:1/', 'file:///etc/passwd', 'http://169.254.169.254/', 'https://localhost/']) {
      answer = (_request, response) => response.writeHead(302, { location }).end()
      await expect(fetchIt(), location).rejects.toMatchObject({ code: 'download-refused' })
    }
    answer = (_request, response) => response.writeHead(302, { location: '/again' }).end()
    await expect(fetchIt()).rejects.toMatchObject({ code: 'download-refused' })
  })

  test('a folder that is gone is not replaced by another', async () => {
    answer = honest()
    parts = join(parts, 'gone')
    await expect(fetchIt()).rejects.toMatchObject({ code: 'library-unavailable' })
  })

  test('forgotten, nothing is left', async () => {
    answer = cutAfter(1_000)
    await expect(fetchIt()).rejects.toThrow()
    await downloads.forget('job')
    expect(readdirSync(parts)).toEqual([])
    writeFileSync(join(parts, 'other.part'), '')
    await downloads.forget('job')
    expect(readdirSync(parts)).toEqual(['other.part'])
  })
})
