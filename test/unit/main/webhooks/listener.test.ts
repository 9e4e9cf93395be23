import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listen, type Listener, type Rules, type Verdict } from '../../../../src-main/webhooks/listener'
import { freePort, hmacOf, send, wire } from './calls'

const secret = 'a secret of the endpoint'
const path = '/studio/TOKEN'
const body = JSON.stringify({ generation: { id: 'gen_1' } })
const signed = { 'X-Doitong-Signature': hmacOf(body, secret) }

let rules: Rules
let listener: Listener
let port: number
let calls: string[]
let verdicts: Verdict[]

beforeEach(async () => {
  rules = { paths: [path, '/TOKEN'], publicHost: 'tunnel.example.org', secrets: [secret], signatureHeader: 'X-Doitong-Signature', timestampHeader: '' }
  calls = []
  verdicts = []
  port = await freePort()
  listener = await listen({
    port, rules: () => rules, now: Date.now,
    onCall: (bytes) => calls.push(bytes.toString('utf8')),
    onVerdict: (verdict) => verdicts.push(verdict),
    timeouts: { headersMilliseconds: 500, requestMilliseconds: 1_000 },
  })
})
afterEach(() => listener.close())

const post = (headers: Record<string, string | string[]> = signed, more: { path?: string; method?: string; body?: string | Uint8Array } = {}) =>
  send({ port, path, body, headers, ...more })

describe('a call', () => {
  test('that is signed is taken, whole and as it was sent', async () => {
    expect(await post()).toBe(204)
    expect(await post({ 'x-doitong-signature': `sha256=${hmacOf(body, secret)}` })).toBe(204)
    expect(calls).toEqual([body, body])
    expect(verdicts).toEqual(['accepted', 'accepted'])
  })
  test.each(['tunnel.example.org', 'Tunnel.Example.org', 'tunnel.example.org:443', '127.0.0.1', 'localhost', '[::1]'])('may name the host %s', async (host) => {
    expect(await post({ ...signed, Host: host })).toBe(204)
  })
  test.each(['127.0.0.1', 'localhost', '[::1]'])("may name the host %s and the listener's port", async (host) => {
    expect(await post({ ...signed, Host: `${host}:${port}` })).toBe(204)
  })
  test.each([['evil.test'], ['127.0.0.1.evil.test'], ['tunnel.example.org.evil.test'], ['127.0.0.1:1'], ['0.0.0.0'], ['127.1'], ['user@127.0.0.1']])(
    'may not name the host "%s", as a page would that was led here by its name', async (host) => {
      expect(await post({ ...signed, Host: host })).toBe(403)
      expect(calls).toEqual([])
    },
  )
  test.each([['https://evil.test'], ['null'], ['http://127.0.0.1:47800'], ['']])('may not come from a page (Origin "%s")', async (origin) => {
    expect(await post({ ...signed, Origin: origin })).toBe(403)
    expect(calls).toEqual([])
  })
  test.each([
    ['two hosts', 'HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.test\r\n'],
    ['an empty host', 'HTTP/1.1\r\nHost: \r\n'],
    ['no host', 'HTTP/1.1\r\n'],
    ['no host in the old protocol', 'HTTP/1.0\r\n'],
  ])('may not name %s', async (_what, head) => {
    const { socket, ended } = wire(port)
    socket.write(`POST ${path} ${head}X-Doitong-Signature: ${hmacOf(body, secret)}\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    expect(await ended).toMatch(/^HTTP\/1\.1 40[03] /)
    expect(calls).toEqual([])
  })
  test.each(['/', '/TOKE', '/TOKEN/', '/TOKEN?a=1', '/studio/TOKEN2', '/studio//TOKEN', '/%54OKEN', '/token', 'http://127.0.0.1/TOKEN'])(
    'at %s leads nowhere', async (wrong) => {
      expect(await post(signed, { path: wrong })).toBe(404)
      expect(calls).toEqual([])
    },
  )
  test('may come without what the tunnel has before the path', async () => {
    expect(await post(signed, { path: '/TOKEN' })).toBe(204)
  })
  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('by %s is refused', async (method) => {
    expect(await post(signed, { method, body: '' })).toBe(405)
  })
  test.each([
    ['without a signature', {}],
    ['with another secret', { 'X-Doitong-Signature': hmacOf(body, 'another') }],
    ['under another header', { 'X-Signature': hmacOf(body, secret) }],
    ['with two signatures', { 'X-Doitong-Signature': [hmacOf(body, secret), hmacOf(body, secret)] }],
  ])('%s is refused and only counted', async (_what, headers) => {
    expect(await post(headers)).toBe(401)
    expect(calls).toEqual([])
    expect(verdicts).toEqual(['bad-signature'])
  })
  test('whose body was written anew is refused', async () => {
    expect(await post(signed, { body: JSON.stringify(JSON.parse(body), null, 2) })).toBe(401)
  })
  test('is judged by what holds now: another header, a second secret', async () => {
    rules = { ...rules, secrets: [secret, 'the next one'], signatureHeader: 'X-Hub-Signature-256' }
    expect(await post({ 'X-Hub-Signature-256': `sha256=${hmacOf(body, 'the next one')}` })).toBe(204)
    expect(await post({ 'X-Hub-Signature-256': `sha256=${hmacOf(body, secret)}` })).toBe(204)
    expect(await post()).toBe(401)
  })
  test('has to be on time where a header tells its time', async () => {
    rules = { ...rules, timestampHeader: 'X-Doitong-Timestamp' }
    const at = (seconds: number | string) => post({ ...signed, 'X-Doitong-Timestamp': String(seconds) })
    const now = Math.floor(Date.now() / 1_000)
    expect(await at(now)).toBe(204)
    expect(await at(now - 302)).toBe(401)
    expect(await at(now + 320)).toBe(401)
    expect(await at('soon')).toBe(401)
    expect(await post()).toBe(401)
    expect(calls).toHaveLength(1)
  })
})

describe('what is too much', () => {
  test('a body over 256 KiB, by what it announces or by what it is', async () => {
    const large = Buffer.alloc(256 * 1024 + 1, 0x20)
    expect([413, null]).toContain(await post({ 'X-Doitong-Signature': hmacOf(large, secret) }, { body: large }))
    const fitting = large.subarray(1)
    expect(await post({ 'X-Doitong-Signature': hmacOf(fitting, secret) }, { body: fitting })).toBe(204)
    expect(calls).toHaveLength(1)
  })
  test('100 MB in chunks: cut off early, little of it kept', async () => {
    const { socket, ended } = wire(port)
    socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n`)
    const piece = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 0x61), Buffer.from('\r\n')])
    let isOver = false
    void ended.then(() => (isOver = true))
    let sentBytes = 0
    while (!isOver && sentBytes < 100_000_000) {
      sentBytes += piece.byteLength
      if (!socket.write(piece)) await Promise.race([ended, new Promise((resolve) => socket.once('drain', resolve))])
    }
    await ended
    expect(sentBytes).toBeLessThan(20_000_000)
    expect(calls).toEqual([])
    expect(await post()).toBe(204)
  })
  test('headers without an end', async () => {
    const { socket, ended } = wire(port)
    socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: ${'a'.repeat(40_000)}\r\n`)
    await ended
    expect(calls).toEqual([])
    expect(await post()).toBe(204)
  })
  test('a body that comes slowly is not waited for, and nobody else waits meanwhile', async () => {
    const { socket, ended } = wire(port)
    socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n`)
    const drip = setInterval(() => socket.write('a'), 200)
    expect(await post()).toBe(204)
    await ended
    clearInterval(drip)
    expect(calls).toEqual([body])
  }, 40_000)
  test('a thousand connections that say nothing: few are held, none for long, and calls get through again', async () => {
    const wires = Array.from({ length: 1_000 }, () => wire(port))
    await Promise.all(wires.slice(0, 200).map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))))
    let status: number | null = null
    while (status !== 204) status = await post()
    expect(calls).toHaveLength(1)
    for (const { socket } of wires) socket.destroy()
  }, 60_000)
  test('closing does not wait for connections that say nothing', async () => {
    const { ended } = wire(port)
    await post()
    await listener.close()
    await ended
  })
})

test('other addresses of this machine are not listened on', async () => {
  const outside = Object.values(networkInterfaces()).flat().find((one) => one?.family === 'IPv4' && !one.internal)
  const hosts = ['127.0.0.2', ...(outside ? [outside.address] : [])]
  for (const host of hosts) {
    const reached = await new Promise<boolean>((resolve) => {
      const socket = connect({ host, port, timeout: 2_000 })
      socket.on('connect', () => resolve(true))
      socket.on('error', () => resolve(false))
      socket.on('timeout', () => resolve(false))
    })
    expect(reached, host).toBe(false)
  }
})

test('a port that is taken is told', async () => {
  await expect(listen({ port, rules: () => rules, now: Date.now, onCall: () => {}, onVerdict: () => {} })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
