import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimateRest, medianSeconds, modelOf, queueEta, remainingSeconds } from '../../../../src-renderer/queue/eta'
import { job } from './job'

const seconds = fc.double({ min: 0, max: 10_000, noNaN: true })

describe('how long the rest takes', () => {
  it('is nothing when nothing is left, and not known when nobody said', () => {
    expect(estimateRest([], 3)).toBe(null)
    const facts = { now: 0, concurrency: 2, medians: new Map<string, number>(), fractionOf: () => null }
    expect(queueEta([job({ estimatedSeconds: null })], facts)).toBe(null)
    expect(queueEta([job({ status: 'completed' })], facts)).toBe(null)
  })

  it('is a range whose lower end no schedule can beat', () => {
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 12 }), (rest, slots) => {
        const eta = estimateRest(rest, slots)
        const sum = rest.reduce((total, one) => total + one, 0)
        expect(eta!.lowSeconds).toBeGreaterThanOrEqual(Math.max(...rest) - 1e-6)
        expect(eta!.lowSeconds).toBeGreaterThanOrEqual(sum / slots - 1e-6)
        expect(eta!.highSeconds).toBeGreaterThanOrEqual(eta!.lowSeconds)
        expect(eta!.highSeconds).toBeLessThanOrEqual(sum * 1.25 + 1e-6)
      }),
    )
  })

  it('is longer with more jobs and shorter with more slots', () => {
    const few = estimateRest([60, 60, 60, 60], 2)
    expect(estimateRest([60, 60, 60, 60, 60, 60], 2)!.lowSeconds).toBeGreaterThan(few!.lowSeconds)
    expect(estimateRest([60, 60, 60, 60], 4)!.lowSeconds).toBeLessThan(few!.lowSeconds)
  })

  it('takes the median of what the model really took, by the provider that did it', () => {
    const done = (took: number, at: number) => job({ status: 'completed', usedProvider: 'veo', startedAt: at, finishedAt: at + took * 1000 })
    const medians = medianSeconds([done(10, 0), done(30, 1), done(20, 2), job({ status: 'failed', startedAt: 0, finishedAt: 1 })])
    expect([...medians]).toEqual([['VIDEO/veo', 20]])
    expect(modelOf(job())).toBe('VIDEO/kling')
  })

  it('believes progress more the further it is', () => {
    expect(remainingSeconds(100, 90, 0.9)).toBeCloseTo(0.9 * 10 + 0.1 * 10)
    expect(remainingSeconds(100, 20, null)).toBe(80)
    expect(remainingSeconds(100, 500, null)).toBe(10)
    fc.assert(fc.property(seconds, seconds, fc.option(fc.double({ min: 0, max: 1, noNaN: true })), (expected, elapsed, fraction) => remainingSeconds(expected, elapsed, fraction) >= 0))
  })

  it('counts jobs nobody can estimate as the mean of the others', () => {
    const facts = { now: 0, concurrency: 1, medians: new Map<string, number>(), fractionOf: () => null }
    const eta = queueEta([job({ estimatedSeconds: 40 }), job({ estimatedSeconds: null })], facts)
    expect(eta!.lowSeconds).toBe(80)
  })
})
