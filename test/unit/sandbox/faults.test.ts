import { expect, test } from 'vitest'
import { FaultRules } from '../../../src-sandbox/faults'
import { call, generate, idOf, sandbox } from './client'

test('rules strike by operation, provider, count and seeded chance', () => {
  const rules = new FaultRules()
  rules.add({ kind: 'a', match: { operation: 'generate', provider: 'kling', nth: [2, 3] } })
  const strike = (provider: string) => rules.strike({ operations: ['generate'], provider })?.kind ?? null
  expect([strike('kling'), strike('luma'), strike('kling'), strike('kling'), strike('kling')]).toEqual([null, null, 'a', 'a', null])
  const chances = () => {
    const seeded = new FaultRules()
    seeded.add({ kind: 'b', match: { probability: 0.3, seed: 'same' } })
    return Array.from({ length: 200 }, () => seeded.strike({ operations: ['generation'], provider: null }) !== null)
  }
  expect(chances()).toEqual(chances())
  expect(chances().filter(Boolean).length).toBeGreaterThan(30)
  expect(new FaultRules().strike({ operations: ['file'], provider: null })).toBeNull()
})

test('an error before and after execution differ by one charge', async () => {
  const server = await sandbox()
  server.control.addFault({ kind: 'errorCode', match: { operation: 'generate', nth: 1 }, params: { code: 'PROVIDER_UNAVAILABLE' } })
  server.control.addFault({ kind: 'errorCode', match: { operation: 'generate', nth: 2 }, params: { code: null, executed: true } })
  expect((await generate(server)).errors[0]?.extensions?.code).toBe('PROVIDER_UNAVAILABLE')
  expect(server.control.ledger()).toHaveLength(0)
  expect((await generate(server)).errors[0]?.extensions).toBeUndefined()
  expect(server.control.ledger()).toHaveLength(1)
})

test('answers are cut, changed, redirected, delayed and dripped', async () => {
  const server = await sandbox()
  const query = { query: '{ providers(type: AUDIO) { id } }' }
  const strike = (kind: string, params: Record<string, unknown> = {}) => {
    server.control.clearFaults()
    server.control.addFault({ kind, params })
    return call(server, query)
  }
  await expect(strike('cutBody')).rejects.toThrow()
  await expect(strike('reset')).rejects.toThrow()
  await expect(strike('hang', { ms: 50 })).rejects.toThrow()
  await expect(strike('body')).rejects.toThrow(/JSON/)
  expect((await strike('wrongType', { path: 'data.providers', value: 7 })).data).toEqual({ providers: 7 })
  expect(await strike('dataAndErrors')).toMatchObject({ data: { providers: expect.anything() as unknown }, errors: [{ extensions: { code: 'PARTIAL' } }] })
  expect((await strike('headers', { headers: { 'X-RateLimit-Reset': 'NaN' } })).headers.get('x-ratelimit-reset')).toBe('NaN')
  expect((await strike('rateLimit', { headers: { 'Retry-After': '-5' } })).status).toBe(429)
  expect((await strike('drip', { bytes: 400, ms: 1 })).status).toBe(200)
  const started = Date.now()
  await strike('delay', { ms: 60 })
  expect(Date.now() - started).toBeGreaterThanOrEqual(55)
  await expect(strike('huge', { depth: 100, gzip: true })).resolves.toMatchObject({ status: 200 })
  expect(() => server.control.addFault({ kind: 'nothing' })).toThrow(RangeError)
})

test('the log of requests shows keys, hashes and what struck', async () => {
  const server = await sandbox()
  server.control.addFault({ kind: 'status', match: { operation: 'generate', nth: 1 }, params: { status: 502 } })
  await generate(server, {}, 'logged').catch(() => undefined)
  idOf(await generate(server, {}, 'logged'))
  const seen = server.control.requests()
  expect(seen.map(request => [request.key, request.status, request.fault])).toEqual([['logged', 502, 'status'], ['logged', 200, null]])
  expect(seen[0]?.bodySha256).toBe(seen[1]?.bodySha256)
  expect(JSON.stringify(seen)).not.toContain(server.key)
})
