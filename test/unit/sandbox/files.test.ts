import { expect, test } from 'vitest'
import { ended, fileOf, generate, idOf, sandbox } from './client'

test('a result is served whole and in ranges', async () => {
  const server = await sandbox()
  const { bytes, url } = await fileOf(server, {})
  const head = await fetch(url, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length'), head.headers.get('content-type')]).toEqual([200, String(bytes.length), 'image/png'])
  const etag = head.headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[0-9a-f]{64}"$/)
  const part = async (headers: Record<string, string>) => {
    const answer = await fetch(url, { headers })
    return { status: answer.status, range: answer.headers.get('content-range'), bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  expect(await part({ range: 'bytes=10-19' })).toEqual({ status: 206, range: `bytes 10-19/${bytes.length}`, bytes: bytes.subarray(10, 20) })
  expect(await part({ range: 'bytes=10-', 'if-range': etag })).toEqual({ status: 206, range: `bytes 10-${bytes.length - 1}/${bytes.length}`, bytes: bytes.subarray(10) })
  expect(await part({ range: 'bytes=-5' })).toMatchObject({ status: 206, bytes: bytes.subarray(-5) })
  expect(await part({ range: 'bytes=10-', 'if-range': '"older"' })).toMatchObject({ status: 200, bytes })
  expect(await part({ range: `bytes=${bytes.length}-` })).toMatchObject({ status: 416, range: `bytes */${bytes.length}` })
})

test('an address runs out, and asking again gives a fresh one', async () => {
  const server = await sandbox({ settings: { resultLifetimeSeconds: -1 } })
  const id = idOf(await generate(server))
  const stale = String((await ended(server, id))['url'])
  expect((await fetch(stale)).status).toBe(403)
  server.control.set({ resultLifetimeSeconds: 60 })
  const fresh = String((await ended(server, id))['url'])
  expect((await fetch(fresh)).status).toBe(200)
  expect((await fetch(fresh.replace(/expires=\d+/, 'expires=99999999999999'))).status).toBe(403)
})

test('faults of downloads', async () => {
  const server = await sandbox()
  const { bytes, url } = await fileOf(server, {})
  const strike = async (kind: string, params: Record<string, unknown> = {}, headers: Record<string, string> = {}) => {
    server.control.clearFaults()
    server.control.addFault({ kind, match: { operation: 'file' }, params })
    return fetch(url, { headers })
  }
  await expect(strike('cut', { bytes: 7 }).then(answer => answer.arrayBuffer())).rejects.toThrow()
  expect((await strike('ignoreRange', {}, { range: 'bytes=5-' })).status).toBe(200)
  expect((await strike('wrongRange', { shift: 3 }, { range: 'bytes=5-' })).headers.get('content-range')).toMatch(/^bytes 8-/)
  expect((await strike('changed')).headers.get('etag')).toBe('"another-version"')
  const page = await strike('page')
  expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([200, 'image/png', expect.stringContaining('<html>')])
  expect((await strike('expired')).status).toBe(403)
  expect((await strike('status', { status: 410 })).status).toBe(410)
  expect((await (await strike('empty')).arrayBuffer()).byteLength).toBe(0)
  await expect(strike('wrongLength', { difference: 100 }).then(answer => answer.arrayBuffer())).rejects.toThrow()
  const chunked = await strike('chunked', { bytes: 9 })
  expect([chunked.headers.get('content-length'), (await chunked.arrayBuffer()).byteLength]).toEqual([null, 9])
  server.control.clearFaults()
  expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(bytes)
})
