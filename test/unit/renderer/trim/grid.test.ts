import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutGrid, lastAtOrBefore, markEnd, middleOf, moveEnd, nearestPoint } from '../../../../src-renderer/trim/grid'
import { shuttle } from '../../../../src-renderer/trim/shuttle'
import { stripCells } from '../../../../src-renderer/trim/strip'
import { formatTimecode, parseTimecode } from '../../../../src-renderer/trim/timecode'

const even = (count: number, rate: number) => cutGrid({ hasVideo: true, durationSeconds: count / rate, frameSeconds: Array.from({ length: count }, (_, n) => n / rate) })
const sound = (durationSeconds: number) => cutGrid({ hasVideo: false, durationSeconds, frameSeconds: [] })
/** Frames of any lengths, as a variable rate has them; times are whole microseconds, as containers write them. */
const uneven = fc.array(fc.integer({ min: 8_000, max: 400_000 }), { minLength: 1, maxLength: 200 }).map((lengths) => {
  const frameSeconds: number[] = []
  let at = 0
  for (const length of lengths) {
    frameSeconds.push(at / 1e6)
    at += length
  }
  return cutGrid({ hasVideo: true, durationSeconds: at / 1e6, frameSeconds })
})
const grids = fc.oneof(
  uneven,
  fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom(24, 25, 30, 60, 24_000 / 1001, 30_000 / 1001)).map(([count, rate]) => even(count, rate)),
  fc.integer({ min: 11_000, max: 90_000_000 }).map((micro) => sound(micro / 1e6)),
)

describe('the points at which a source can be cut', () => {
  it('are its real frames', () => {
    const grid = cutGrid({ hasVideo: true, durationSeconds: 1, frameSeconds: [0, 0.1, 0.5] })
    expect(grid.count).toBe(3)
    expect([0, 0.05, 0.1, 0.49, 0.5, 0.99, 7].map(grid.unitAt)).toEqual([0, 0, 1, 1, 2, 2, 2])
    expect([0, 1, 2, 3].map(grid.timeOf)).toEqual([0, 0.1, 0.5, 1])
    expect(middleOf(grid, 1)).toBeCloseTo(0.3)
    expect(nearestPoint(grid, 0.31)).toBe(2)
    expect(nearestPoint(grid, 0.29)).toBe(1)
    expect(nearestPoint(grid, 0.9)).toBe(3)
  })

  it('are hundredths of a second for sound', () => {
    const grid = sound(12.004)
    expect(grid.count).toBe(1_200)
    expect(grid.unitAt(3.07)).toBe(307)
    expect(grid.timeOf(1_200)).toBe(12.004)
    expect(sound(0.001).count).toBe(1)
  })

  it('show a unit when its middle is sought', () => {
    fc.assert(
      fc.property(grids, fc.nat(), (grid, pick) => {
        const unit = pick % grid.count
        expect(grid.unitAt(middleOf(grid, unit))).toBe(unit)
        expect(grid.unitAt(grid.timeOf(unit))).toBe(unit)
        expect(nearestPoint(grid, grid.timeOf(unit))).toBe(unit)
      }),
    )
  })

  it('are found by halving', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1 }), fc.integer({ min: -5, max: 505 }), (values, at) => {
        const sorted = [...new Set(values)].sort((a, b) => a - b)
        expect(lastAtOrBefore(sorted, at)).toBe(Math.max(0, sorted.filter((value) => value <= at).length - 1))
      }),
    )
  })

  it('keep at least one unit between the ends, however they are moved', () => {
    const moves = fc.array(fc.record({ end: fc.constantFrom('in' as const, 'out' as const), to: fc.integer({ min: -50, max: 450 }), mark: fc.boolean() }))
    fc.assert(
      fc.property(grids, moves, (grid, list) => {
        let cuts = { inPoint: 0, outPoint: grid.count }
        for (const { end, to, mark } of list) {
          cuts = mark ? markEnd(grid, cuts, end, to) : moveEnd(grid, cuts, end, to)
          expect(cuts.inPoint).toBeGreaterThanOrEqual(0)
          expect(cuts.outPoint).toBeGreaterThan(cuts.inPoint)
          expect(cuts.outPoint).toBeLessThanOrEqual(grid.count)
        }
      }),
    )
  })

  it('are marked at the playhead, keeping what is shown', () => {
    const grid = even(100, 25)
    expect(markEnd(grid, { inPoint: 0, outPoint: 100 }, 'in', 30)).toEqual({ inPoint: 30, outPoint: 100 })
    expect(markEnd(grid, { inPoint: 30, outPoint: 100 }, 'out', 60)).toEqual({ inPoint: 30, outPoint: 61 })
    expect(markEnd(grid, { inPoint: 30, outPoint: 61 }, 'in', 80)).toEqual({ inPoint: 80, outPoint: 100 })
    expect(markEnd(grid, { inPoint: 80, outPoint: 100 }, 'out', 10)).toEqual({ inPoint: 0, outPoint: 11 })
  })
})

describe('timecode', () => {
  const film = even(240, 24)
  const ntsc = even(300, 30_000 / 1001)

  it.each([
    [film, 0, '00:00:00:00'], [film, 53, '00:00:02:05'], [film, 79, '00:00:03:07'], [film, 239, '00:00:09:23'], [film, 240, '00:00:10:00'],
    [ntsc, 29, '00:00:00:29'], [ntsc, 30, '00:00:01:00'], [sound(75.5), 307, '00:00:03.07'], [sound(75.5), 7_550, '00:01:15.50'],
  ] as const)('is written as people know it (%#)', (grid, point, text) => {
    expect(formatTimecode(grid, point)).toBe(text)
  })

  it.each([
    ['00:00:02:05', 53], ['2:05', 53], ['0:02:05', 53], ['2:30', 78], ['2.5', 60], ['2,5', 60], ['3', 72], ['99:00', 240], ['0', 0], ['10:00', 240],
    ['', null], ['abc', null], ['1:2:3:4:5', null], ['2:-5', null], ['1.5.5', null], [':', null],
  ] as const)('reads "%s"', (text, point) => {
    expect(parseTimecode(film, text)).toBe(point)
  })

  it.each([['3.07', 307], ['00:00:03.07', 307], ['1:15.5', 7_550], ['900', 7_550], ['0:00:00:03', null]] as const)('reads "%s" of a sound', (text, point) => {
    expect(parseTimecode(sound(75.5), text)).toBe(point)
  })

  it('comes back as it was written, for every point of every source', () => {
    fc.assert(
      fc.property(grids, fc.nat(), (grid, pick) => {
        const point = pick % (grid.count + 1)
        expect(parseTimecode(grid, formatTimecode(grid, point))).toBe(point)
      }),
      { numRuns: 400 },
    )
  })

  it('rises with the frames', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const texts = Array.from({ length: Math.min(grid.count, 300) }, (_, unit) => formatTimecode(grid, unit))
        expect([...texts].sort()).toEqual(texts)
      }),
    )
  })
})

describe('the filmstrip and the shuttle', () => {
  it('covers the timeline without gaps, with pictures in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 3_000 }), fc.integer({ min: 20, max: 120 }), fc.double({ min: 0.3, max: 4, noNaN: true }), (width, height, aspect) => {
        const cells = stripCells(width, height, aspect)
        expect(cells.length).toBeLessThanOrEqual(24)
        expect(cells.reduce((sum, cell) => sum + cell.width, 0)).toBe(width)
        cells.forEach((cell, index) => {
          expect(cell.picture).toBeLessThan(24)
          if (index > 0) expect(cell.picture).toBeGreaterThan(cells[index - 1]!.picture)
        })
      }),
    )
    expect(stripCells(0, 60, 1)).toEqual([])
  })

  it('doubles on the same key, turns on the other, stands on K', () => {
    const after = (keys: string) => [...keys].reduce((speed, key) => shuttle(speed, key === 'j' ? 'j' : key === 'k' ? 'k' : 'l'), 0)
    expect(['l', 'll', 'lll', 'llll', 'lllll', 'lk', 'j', 'jj', 'jjjjj', 'llj', 'jjl'].map(after)).toEqual([1, 2, 4, 8, 8, 0, -1, -2, -8, -1, 1])
  })
})
