import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barHeights } from '../../../../src-renderer/library/player/peaks'
import { createSeeker } from '../../../../src-renderer/library/player/seeker'
import { fitScale, fitted, held, zoomAt } from '../../../../src-renderer/library/player/zoom'

describe('seeking while dragging', () => {
  it('goes one at a time and ends at the last place asked for', () => {
    const went: number[] = []
    const seeker = createSeeker(() => ({ set currentTime(seconds: number) { went.push(seconds) }, get currentTime() { return went.at(-1) ?? 0 } }))
    for (const seconds of [1, 2, 3, 4]) seeker.seek(seconds)
    expect(went).toEqual([1])
    expect(seeker.goal).toBe(4)
    seeker.arrived()
    expect(went).toEqual([1, 4])
    seeker.arrived()
    expect(seeker.goal).toBe(null)
    seeker.seek(9)
    expect(went).toEqual([1, 4, 9])
  })

  it('waits for nothing where there is no element', () => {
    const seeker = createSeeker(() => null)
    seeker.seek(3)
    expect(seeker.goal).toBe(null)
  })
})

describe('peaks as bars', () => {
  it('shows the loudest of what a bar stands for', () => {
    expect(barHeights([0.1, 0.9, 0.3, 0.2], 2)).toEqual([0.9, 0.3])
    expect(barHeights([0.5], 3)).toEqual([0.5, 0.5, 0.5])
    expect(barHeights([], 3)).toEqual([])
    expect(barHeights([4], 1)).toEqual([1])
  })

  it('loses no peak', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 80 }), (peaks, bars) => {
        expect(Math.max(...barHeights(peaks, bars))).toBe(Math.max(...peaks))
      }),
    )
  })
})

describe('zooming a picture', () => {
  const picture = { width: 2_000, height: 1_000 }
  const box = { width: 800, height: 600 }

  it('fits without blowing up', () => {
    expect(fitScale(picture, box)).toBe(0.4)
    expect(fitScale({ width: 100, height: 100 }, box)).toBe(1)
  })

  it('keeps what lies under the pointer where it is', () => {
    const point = { x: 120, y: -40 }
    const first = { scale: 1, x: 30, y: 20 }
    const second = zoomAt(first, 1.5, point, picture, box)
    const under = (view: { scale: number | null; x: number; y: number }) => [(point.x - view.x) / view.scale!, (point.y - view.y) / view.scale!]
    expect(under(second)[0]).toBeCloseTo(under(first)[0]!)
    expect(under(second)[1]).toBeCloseTo(under(first)[1]!)
  })

  it('never lets the picture leave its view', () => {
    const far = fc.integer({ min: -9_000, max: 9_000 })
    fc.assert(
      fc.property(far, far, fc.double({ min: 0.05, max: 16, noNaN: true }), (x, y, scale) => {
        const view = held({ scale, x, y }, picture, box)
        expect(Math.abs(view.x)).toBeLessThanOrEqual(Math.max(0, (picture.width * scale - box.width) / 2) + 1e-6)
        expect(Math.abs(view.y)).toBeLessThanOrEqual(Math.max(0, (picture.height * scale - box.height) / 2) + 1e-6)
      }),
    )
    expect(held(fitted, picture, box)).toBe(fitted)
  })
})
