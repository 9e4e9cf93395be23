import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  gridLayout, headingsBetween, maxScrollHeight, placeOf, scrollScale, scrubberMarks, sectionAt, sectionOf, stepFrom, tilesBetween,
  type LayoutOptions,
} from '../../../../src-renderer/library/layout'

const months = [{ month: '2026-11', count: 7 }, { month: '2026-10', count: 4 }, { month: '2025-12', count: 1 }]
const square = { months: [], width: 396, size: 96, form: 'square' } as const
const layout = gridLayout({ ...square, months, count: 12 })

const libraries = fc.record({
  counts: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }),
  width: fc.integer({ min: 200, max: 2_000 }),
  size: fc.integer({ min: 96, max: 384 }),
  form: fc.constantFrom('square', 'justified', 'list'),
  shapes: fc.array(fc.integer({ min: 0, max: 9_000 }), { maxLength: 60 }),
  caption: fc.constantFrom(0, 20),
})
type Library = Omit<LayoutOptions, 'months' | 'count'> & { counts: number[] }
const built = ({ counts, ...options }: Library) =>
  gridLayout({ ...options, months: counts.map((count, index) => ({ month: `2026-${index}`, count })), count: counts.reduce((a, b) => a + b, 0) })

describe('the layout of the grid', () => {
  it('fills the width with columns and puts months under each other', () => {
    expect([...layout.rowFirst]).toEqual([0, 4, 7, 11, 12])
    expect([...layout.rowHeight]).toEqual([96, 96, 96, 96])
    expect(layout.sections.map((section) => section.first)).toEqual([0, 7, 11])
    expect(placeOf(layout, 5)).toEqual({ index: 5, x: 100, y: 28 + 100, width: 96, height: 96 })
    expect(placeOf(layout, 7)).toMatchObject({ index: 7, x: 0, y: layout.sections[1]!.top + 28 })
    expect(placeOf(layout, 12)).toBe(null)
    expect(headingsBetween(layout, 0, 10).map((section) => section.month)).toEqual(['2026-11'])
  })

  it('goes without headings where there are no months', () => {
    const plain = gridLayout({ ...square, count: 9 })
    expect(plain.heading).toBe(0)
    expect(headingsBetween(plain, 0, 1_000)).toEqual([])
    expect(placeOf(plain, 4)).toMatchObject({ index: 4, x: 0, y: 100 })
  })

  it('places every item once, inside, and none over another', () => {
    fc.assert(
      fc.property(libraries, (library) => {
        const grid = built(library)
        const tiles = tilesBetween(grid, 0, grid.height)
        expect(tiles.map((tile) => tile.index)).toEqual(Array.from({ length: grid.count }, (_, index) => index))
        expect(new Set(tiles.map((tile) => `${tile.x} ${tile.y}`)).size).toBe(tiles.length)
        for (const tile of tiles) {
          expect(placeOf(grid, tile.index)).toEqual(tile)
          expect(tile.x + tile.width).toBeLessThanOrEqual(Math.max(library.width, tile.width) + 1.5)
          expect(tile.y + tile.height).toBeLessThanOrEqual(grid.height + 0.01)
        }
      }),
    )
  })

  it('gives exactly the rows that touch a range', () => {
    fc.assert(
      fc.property(libraries, fc.nat(5_000), fc.integer({ min: 1, max: 900 }), (library, from, length) => {
        const grid = built(library)
        const shown = new Set(tilesBetween(grid, from, from + length).map((tile) => tile.index))
        for (let index = 0; index < grid.count; index += 1) {
          const { y, height } = placeOf(grid, index)!
          expect(shown.has(index)).toBe(y + height > from && y <= from + length)
        }
      }),
    )
  })

  it('fills justified rows with whole pictures of one height', () => {
    const grid = gridLayout({ months: [], count: 5, width: 608, size: 200, form: 'justified', shapes: [1_500, 1_500, 500, 0, 1_000] })
    expect([...grid.rowFirst]).toEqual([0, 3, 5])
    const [first, second, third] = tilesBetween(grid, 0, 1)
    expect(first!.width / first!.height).toBeCloseTo(1.5, 1)
    expect(third!.x + third!.width).toBeCloseTo(608, 0)
    expect(second!.height).toBe(first!.height)
    // The last row of a month is not blown up, and what has no size is drawn like a waveform.
    expect(placeOf(grid, 3)).toMatchObject({ x: 0, width: 320, height: 200 })
  })

  it('lays a hundred thousand out as one row each in a list', () => {
    const list = gridLayout({ months, count: 100_000, width: 900, size: 32, form: 'list' })
    expect(list).toMatchObject({ height: 3_200_000, heading: 0, count: 100_000 })
    expect(tilesBetween(list, 1_599_990, 1_600_010)).toMatchObject([{ index: 49_999 }, { index: 50_000, width: 900, height: 32 }])
    expect(stepFrom(list, 50, 'page-down', 640)).toBe(69)
  })

  it.each([
    [0, 'right', 1], [0, 'left', 0], [0, 'up', 0], [0, 'down', 4], [4, 'down', 7], [6, 'down', 9], [9, 'down', 11], [11, 'down', 11], [11, 'up', 7],
    [8, 'up', 5], [10, 'up', 6], [3, 'end', 11], [11, 'home', 0], [0, 'page-down', 11], [11, 'page-up', 0],
  ] as const)('from %i %s leads to %i', (from, step, to) => {
    expect(stepFrom(layout, from, step, 600)).toBe(to)
  })

  it('finds the section of an item and of a height', () => {
    fc.assert(
      fc.property(libraries, fc.nat(800), (library, pick) => {
        const grid = built(library)
        const index = pick % grid.count
        const section = sectionOf(grid, index)!
        expect(index).toBeGreaterThanOrEqual(section.first)
        expect(index).toBeLessThan(section.first + section.count)
        expect(sectionAt(grid, section.top)).toBe(section)
        expect(sectionAt(grid, 1e9)).toBe(grid.sections.at(-1))
      }),
    )
  })

  it('scales the scroll range of a very long library, and of no other', () => {
    expect(scrollScale(5_000, 600)).toEqual({ scrollHeight: 5_000, ratio: 1 })
    const { scrollHeight, ratio } = scrollScale(40_000_000, 800)
    expect(scrollHeight).toBe(maxScrollHeight)
    expect((scrollHeight - 800) * ratio).toBeCloseTo(40_000_000 - 800, 3)
    expect(scrollScale(100, 600).ratio).toBe(1)
  })

  it('names as many months beside the grid as can be read', () => {
    const marks = scrubberMarks(layout, 400)
    expect(marks.map((mark) => [mark.month, mark.year])).toEqual([['2026-11', false], ['2026-10', false], ['2025-12', true]])
    expect(scrubberMarks(layout, 20).length).toBe(1)
    expect(scrubberMarks(gridLayout({ ...square, count: 9 }), 400)).toEqual([])
  })
})
