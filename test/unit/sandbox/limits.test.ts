import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rateHeaders, RateWindow } from '../../../src-sandbox/limits'
import { defaultSettings } from '../../../src-sandbox/settings'
import { call, generate, sandbox } from './client'

const poll = { query: '{ providers(type: AUDIO) { id } }' }

test('headers count down to a 429 with the time to wait', async () => {
  const server = await sandbox({ settings: { plan: 'free', timeScale: 0 } })
  for (let left = 9; left >= 0; left--) {
    const answer = await call(server, poll)
    expect([answer.status, answer.headers.get('x-ratelimit-limit'), answer.headers.get('x-ratelimit-remaining')]).toEqual([200, '10', String(left)])
  }
  const refused = await call(server, poll)
  expect(refused.status).toBe(429)
  expect(refused.errors[0]?.extensions?.code).toBe('RATE_LIMIT')
  expect(Number(refused.headers.get('x-ratelimit-reset'))).toBeGreaterThan(0)
  expect(refused.headers.get('retry-after')).toBe(refused.headers.get('x-ratelimit-reset'))
})

test('too many at once is refused, in the form that is set', async () => {
  const server = await sandbox({ settings: { timeScale: 100, limits: { concurrent: 1 } } })
  expect((await generate(server)).errors).toEqual([])
  expect(await generate(server)).toMatchObject({ status: 429, errors: [{ extensions: { code: 'RATE_LIMIT' } }] })
  server.control.set({ rateLimit: { refusal: 'graphql-200' } })
  expect(await generate(server)).toMatchObject({ status: 200, errors: [{ extensions: { code: 'RATE_LIMIT' } }] })
  expect(server.control.ledger()).toHaveLength(1)
})

test('the day has a limit of its own', async () => {
  const server = await sandbox({ settings: { limits: { perDay: 2 } } })
  await generate(server)
  await generate(server)
  expect((await generate(server)).errors[0]?.extensions?.code).toBe('RATE_LIMIT')
})

test('the reset is told in the three forms that are seen', () => {
  const settings = defaultSettings()
  const state = { allowed: true, limit: 10, remaining: 3, resetAtMs: 1_700_000_030_000 }
  const reset = (form: typeof settings.rateLimit.reset): string | undefined => {
    settings.rateLimit.reset = form
    return rateHeaders(state, settings, 1_700_000_000_000)['X-RateLimit-Reset']
  }
  expect([reset('delta-seconds'), reset('epoch-seconds'), reset('epoch-milliseconds')]).toEqual(['30', '1700000030', '1700000030000'])
})

test('no window lets more through a minute than it may, and a request at the told reset goes through', () => {
  fc.assert(
    fc.property(fc.constantFrom('sliding', 'fixed', 'bucket'), fc.integer({ min: 1, max: 20 }), fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 80 }), (kind, limit, gaps) => {
      const window = new RateWindow()
      const allowed: number[] = []
      let now = 1_000_000
      for (const gap of gaps) {
        now += gap
        const state = window.take(kind, limit, now, 1)
        if (state.allowed) allowed.push(now)
        else {
          expect(state.resetAtMs).toBeGreaterThan(now)
          now = state.resetAtMs
          expect(window.take(kind, limit, now, 1).allowed).toBe(true)
          allowed.push(now)
        }
      }
      const most = Math.max(0, ...allowed.map(from => allowed.filter(time => time >= from && time < from + 60_000).length))
      expect(most).toBeLessThanOrEqual(kind === 'sliding' ? limit : limit * 2)
    }),
    { numRuns: 300, examples: [['bucket', 3, [0, 2501, 0, 0]]] },
  )
})
