import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fittedAlike, heldAlike, transformOf, zoomAlike } from '../../../../src-renderer/library/comparison/sharedView'

const part = fc.double({ min: -0.5, max: 0.5, noNaN: true })

describe('zooming several alike', () => {
  it('keeps what lies under the pointer there, until an edge holds', () => {
    const point = { x: 0.2, y: -0.1 }
    const view = zoomAlike(fittedAlike, 2, point)
    // Where the point of the picture was and is.
    expect(view.x + 0.2 * view.factor).toBeCloseTo(0.2)
    expect(transformOf(view)).toBe('translate(-20%, 10%) scale(2)')
  })

  it('never leaves a part of a pane empty, and goes back to the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 0.2, max: 5, noNaN: true }), part, part), { maxLength: 20 }), (steps) => {
        let view = fittedAlike
        for (const [by, x, y] of steps) {
          view = zoomAlike(view, by, { x, y })
          expect(view.factor).toBeGreaterThanOrEqual(1)
          expect(view.factor).toBeLessThanOrEqual(16)
          expect(heldAlike(view)).toEqual(view)
          expect(Math.abs(view.x)).toBeLessThanOrEqual((view.factor - 1) / 2 + 1e-9)
        }
        expect(zoomAlike(view, 1 / 16)).toEqual(fittedAlike)
      }),
    )
  })
})
