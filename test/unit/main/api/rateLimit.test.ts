import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  availableAt, longestWait, noteAnswer, noteSent, openBudget, readHints, requestsLeft, resetIn, retryIn, type Budget, type LimitHints,
} from '../../../../src-main/api/rateLimit'
import { RateWindow } from '../../../../src-sandbox/limits'

const now = Date.parse('2026-11-23T08:00:00Z')
const nothing: LimitHints = { limit: null, remaining: null, resetIn: null, retryIn: null }

describe('X-RateLimit-Reset, told apart by size', () => {
  test.each([
    ['23', 23_000],
    ['0', 0],
    [String(now / 1_000 + 40), 40_000],
    [String(now + 40_000), 40_000],
    [String(now / 1_000 - 40), 0],
    ['1e3', longestWait],
    ['4102444800', longestWait],
    [String(2 ** 31 + 10), longestWait],
    ['-5', null],
    ['NaN', null],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%s waits %s ms', (value, expected) => {
    expect(resetIn(value, now)).toBe(expected)
  })
})

describe('Retry-After', () => {
  test.each([
    ['7', 7_000],
    ['Mon, 23 Nov 2026 08:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2020 08:00:30 GMT', 0],
    ['Wed, 23 Nov 2099 08:00:30 GMT', longestWait],
    ['-3', null],
    ['whenever', null],
    ['', null],
  ])('%s waits %s ms', (value, expected) => {
    expect(retryIn(value, now)).toBe(expected)
  })

  test("the server's own clock is used where it tells its time", () => {
    const headers = new Headers({ date: 'Mon, 23 Nov 2026 10:00:00 GMT', 'x-ratelimit-reset': String(Date.parse('2026-11-23T10:00:20Z') / 1_000) })
    expect(readHints(headers, now).resetIn).toBe(20_000)
  })
})

describe('the budget', () => {
  test('lets as many requests out as the plan allows a minute, and no more', () => {
    let budget = openBudget(10)
    for (let index = 0; index < 10; index++) {
      expect(availableAt(budget, now)).toBe(now)
      budget = noteAnswer(noteSent(budget, now), now, nothing, false)
    }
    expect(availableAt(budget, now)).toBe(now + 60_000)
    expect(availableAt(budget, now + 60_000)).toBe(now + 60_000)
  })

  test('trusts what the server says is left over its own count', () => {
    const budget = noteAnswer(noteSent(openBudget(60), now), now, { ...nothing, remaining: 0, resetIn: 20_000, limit: 60 }, false)
    expect(requestsLeft(budget, now)).toBe(0)
    expect(availableAt(budget, now)).toBeGreaterThanOrEqual(now + 20_000)
  })

  test('takes requests under way off what is said to be left', () => {
    const sent = noteSent(noteSent(noteSent(openBudget(null), now), now), now)
    expect(requestsLeft(noteAnswer(sent, now, { ...nothing, remaining: 5, resetIn: 30_000 }, false), now)).toBe(3)
  })

  test('a refusal without any hint waits longer each time, and never for ever', () => {
    let budget = openBudget(null)
    let before = 0
    for (let index = 0; index < 20; index++) {
      budget = noteAnswer(noteSent(budget, now), now, nothing, true)
      const wait = (availableAt(budget, now) ?? 0) - now
      expect(wait).toBeGreaterThanOrEqual(Math.max(1_000, Math.min(before, longestWait)))
      expect(wait).toBeLessThanOrEqual(longestWait)
      before = wait
    }
  })

  test.each(['sliding', 'fixed', 'bucket'] as const)('is never refused by a server that counts in a %s window, whatever the delays', (kind) => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 200, maxLength: 400 }), fc.boolean(), (limit, delays, tells) => {
      const server = new RateWindow()
      let at = now
      let budget: Budget = openBudget(limit)
      for (const delay of delays) {
        const next = availableAt(budget, at)
        at = Math.max(at, next ?? at)
        budget = noteSent(budget, at)
        const state = server.take(kind, limit, at + delay, 1)
        expect(state.allowed).toBe(true)
        at += delay
        const hints = tells ? { limit, remaining: state.remaining, resetIn: Math.ceil((state.resetAtMs - at) / 1_000) * 1_000, retryIn: null } : nothing
        budget = noteAnswer(budget, at, hints, false)
      }
    }), { numRuns: 40 })
  })

  test.each(['sliding', 'fixed', 'bucket'] as const)('nor with many requests under way whose answers overtake each other (%s)', (kind) => {
    const ways = fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 2_000 })), { minLength: 150, maxLength: 300 })
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), ways, (limit, requests) => {
      const server = new RateWindow()
      const events: { at: number; run: () => void }[] = []
      let at = now
      let budget: Budget = openBudget(limit)
      /** Lets everything up to a moment happen in its order. */
      const pass = (until: number) => {
        for (;;) {
          const next = events.toSorted((a, b) => a.at - b.at)[0]
          if (next === undefined || next.at > until) break
          events.splice(events.indexOf(next), 1)
          at = next.at
          next.run()
        }
        at = Math.max(at, until)
      }
      for (const [there, back, pause] of requests) {
        pass(at + (pause > 1_000 ? 0 : pause))
        for (let next = availableAt(budget, at); next === null || next > at; next = availableAt(budget, at)) {
          pass(Math.min(next ?? Infinity, ...events.map((event) => event.at)))
        }
        budget = noteSent(budget, at)
        events.push({
          at: at + there,
          run() {
            const state = server.take(kind, limit, at, 1)
            expect(state.allowed).toBe(true)
            const resetIn = Math.ceil((state.resetAtMs - at) / 1_000) * 1_000
            events.push({ at: at + back, run: () => (budget = noteAnswer(budget, at, { limit, remaining: state.remaining, resetIn, retryIn: null }, false)) })
          },
        })
      }
    }), { numRuns: 40 })
  })
})
