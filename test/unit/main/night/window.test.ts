import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { windowAt } from '../../../../src-main/night/window'
import type { Schedule } from '../../../../src-shared/night'

const zoneBefore = process.env['TZ']
beforeAll(() => {
  process.env['TZ'] = 'Europe/Madrid'
})
afterAll(() => {
  if (zoneBefore === undefined) delete process.env['TZ']
  else process.env['TZ'] = zoneBefore
})

const night: Schedule = { kind: 'hours', from: '23:00', to: '07:00' }
/** By the wall clock of Madrid. */
const at = (text: string) => new Date(text).getTime()
const hour = 3_600_000

describe('between hours', () => {
  it.each<[string, Schedule, string, string, string, string]>([
    ['waits in the evening', night, '2026-11-22T22:59', 'before', '2026-11-22T23:00', '2026-11-23T07:00'],
    ['opens on the minute', night, '2026-11-22T23:00', 'open', '2026-11-22T23:00', '2026-11-23T07:00'],
    ['stays open over midnight', night, '2026-11-23T00:30', 'open', '2026-11-22T23:00', '2026-11-23T07:00'],
    ['closes on the minute', night, '2026-11-23T07:00', 'before', '2026-11-23T23:00', '2026-11-24T07:00'],
    ['knows days too', { kind: 'hours', from: '09:00', to: '17:30' }, '2026-11-23T12:00', 'open', '2026-11-23T09:00', '2026-11-23T17:30'],
    ['takes the same time twice as a whole day', { kind: 'hours', from: '08:00', to: '08:00' }, '2026-11-23T07:59', 'open', '2026-11-22T08:00', '2026-11-23T08:00'],
    ['begins after the hour that spring leaves out', { kind: 'hours', from: '02:30', to: '06:00' }, '2026-03-29T01:00', 'before', '2026-03-29T03:30', '2026-03-29T06:00'],
  ])('%s', (_name, schedule, now, phase, opens, closes) => {
    expect(windowAt(schedule, 0, at(now))).toEqual({ phase, opensAt: at(opens), closesAt: at(closes) })
  })

  it('lasts as long as the wall clock says when it changes in the night', () => {
    const length = (evening: string) => {
      const { opensAt, closesAt } = windowAt(night, 0, at(evening) + hour)
      return ((closesAt ?? 0) - (opensAt ?? 0)) / hour
    }
    expect(length('2026-03-28T23:00')).toBe(7)
    expect(length('2026-10-24T23:00')).toBe(9)
    expect(length('2026-11-22T23:00')).toBe(8)
  })

  it('is open exactly between its times, on every day of the year', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-01-01T00:00') }), fc.nat(23), fc.nat(59), fc.nat(23), fc.nat(59), (now, h1, m1, h2, m2) => {
        const two = (value: number) => String(value).padStart(2, '0')
        const [from, to] = [`${two(h1)}:${two(m1)}`, `${two(h2)}:${two(m2)}`]
        const { phase, opensAt, closesAt } = windowAt({ kind: 'hours', from, to }, 0, now)
        const clock = new Date(now).toTimeString().slice(0, 5)
        const within = from < to ? clock >= from && clock < to : clock >= from || clock < to
        // The hour that comes twice, or not at all, is judged by moments and not by its name.
        const nearChange = [at('2026-03-29T02:00'), at('2026-10-25T02:00')].some((change) => Math.abs(now - change) < 3 * hour)
        if (!nearChange) expect(phase).toBe(within ? 'open' : 'before')
        expect(opensAt).not.toBeNull()
        if (phase === 'open') expect((opensAt as number) <= now && now < (closesAt as number)).toBe(true)
        else expect(opensAt as number).toBeGreaterThan(now)
      }),
      { numRuns: 500 },
    )
  })
})

describe('once', () => {
  const once = (startsAt: string | null, stopsAt: string | null): Schedule => ({ kind: 'once', startsAt, stopsAt })
  const set = () => at('2026-11-22T20:00')
  it.each<[string, Schedule, string, string]>([
    ['waits for its start', once('2026-11-22T23:00', '2026-11-23T07:00'), '2026-11-22T22:00', 'before'],
    ['is open until it stops', once('2026-11-22T23:00', '2026-11-23T07:00'), '2026-11-23T06:59', 'open'],
    ['is over for good afterwards', once('2026-11-22T23:00', '2026-11-23T07:00'), '2026-11-25T23:30', 'over'],
    ['is open at once without a start', once(null, '2026-11-23T07:00'), '2026-11-22T20:00', 'open'],
    ['stays open without an end', once('2026-11-22T23:00', null), '2026-12-24T12:00', 'open'],
  ])('%s', (_name, schedule, now, phase) => {
    expect(windowAt(schedule, set(), at(now)).phase).toBe(phase)
  })

  it('counts from when it was set where it has no start', () => {
    expect(windowAt(once(null, null), set(), set() + 5).opensAt).toBe(set())
  })
})

it('says nothing without a schedule', () => {
  expect(windowAt({ kind: 'always' }, 0, 1)).toEqual({ phase: 'off', opensAt: null, closesAt: null })
})
