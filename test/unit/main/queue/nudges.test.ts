import { describe, expect, test } from 'vitest'
import { openNudges } from '../../../../src-main/queue/nudges'
import { nextPollAt, type PolledJob } from '../../../../src-main/queue/polling'
import { now } from './records'

describe('nudges', () => {
  test('one call, one look', () => {
    const nudges = openNudges()
    expect(nudges.isDue('a', now)).toBe(false)
    nudges.note('a')
    expect([nudges.isDue('a', now), nudges.isDue('b', now)]).toEqual([true, false])
    nudges.asked('a', now)
    nudges.asked('b', now)
    expect(nudges.isDue('a', now)).toBe(false)
  })
  test('a call that is repeated for ever is followed three times, then twice a minute', () => {
    const nudges = openNudges()
    let looks = 0
    for (let second = 0; second < 120; second++) {
      for (let call = 0; call < 100; call++) nudges.note('a')
      if (!nudges.isDue('a', now + second * 1_000)) continue
      looks++
      nudges.asked('a', now + second * 1_000)
    }
    expect(looks).toBe(3 + 3)
  })
  test('calls about things that nobody knows fill no memory', () => {
    const nudges = openNudges()
    for (let index = 0; index < 5_000; index++) nudges.note(`g${index}`)
    expect([nudges.isDue('g0', now), nudges.isDue('g4999', now)]).toEqual([false, true])
  })
})

describe('when a nudged job is asked about', () => {
  const job: PolledJob = { acceptedAt: now - 1_000, expectedSeconds: 600, nextAt: 0, isUrgent: false }
  const at = (change: Partial<PolledJob>, lastPollAt: number | null = null) =>
    nextPollAt({ now, jobs: [job, { ...job, ...change }], lastPollAt, limit: 10, unused: 2, left: 2, resetAt: now + 60_000, othersWait: true })

  test('at once, where the clock would wait for minutes', () => {
    expect(at({})).toBeGreaterThan(now + 60_000)
    expect(at({ isNudged: true })).toBeLessThanOrEqual(now)
  })
  test('never within a second of the last poll, and not before waits of its own', () => {
    expect(at({ isNudged: true }, now - 200)).toBe(now + 800)
    expect(at({ isNudged: true, nextAt: now + 5_000 })).toBe(now + 5_000)
  })
})
