/** Where everything in a long library stands. Heights and widths are CSS pixels. */
export interface Section {
  /** `2026-11`; empty when the view has no months. */
  month: string
  count: number
  /** Index of its first item in the whole order. */
  first: number
  /** Top of its heading, or of its first row where there is none. */
  top: number
  height: number
}

export type LayoutForm = 'square' | 'justified' | 'list'

export interface GridLayout {
  form: LayoutForm
  width: number
  gap: number
  /** Height of a month's heading; 0: the view has no months. */
  heading: number
  sections: Section[]
  /** Index of the first item of each row; one more than there are rows, so that every row has an end. */
  rowFirst: Int32Array
  rowTop: Float64Array
  rowHeight: Float64Array
  /** Width to height of each item in a justified layout, else null. */
  shapes: ArrayLike<number> | null
  height: number
  count: number
}

export interface PlacedTile {
  index: number
  x: number
  y: number
  width: number
  height: number
}

export interface LayoutOptions {
  months: readonly { month: string; count: number }[]
  count: number
  width: number
  /** About how large tiles should be, or the height of a list's rows. */
  size: number
  form: LayoutForm
  /** Width to height, times a thousand, in the order of the view; for `justified`. */
  shapes?: ArrayLike<number>
  /** Room for words under each tile. */
  caption?: number
}

const headingHeight = 28
const tileGap = 4
/** Room below the last row of a month. */
const sectionGap = 12
const leastTile = 24
/** A banner or a tower of text would push everything else out of its row. */
const shapeLimits = { least: 0.45, most: 3 } as const
/** Sounds and what has no size. */
const usualShape = 1.6

/** Lays out a whole view: rows that fill the width, month by month. */
export function gridLayout(options: LayoutOptions): GridLayout {
  const { months, count, width, form, caption = 0 } = options
  const grouped = months.length > 0 && form !== 'list'
  const heading = grouped ? headingHeight : 0
  const gap = form === 'list' ? 0 : tileGap
  const rows = rowMaker(options)
  const sections: Section[] = []
  const rowFirst: number[] = []
  const rowTop: number[] = []
  const rowHeight: number[] = []
  let top = 0
  let first = 0
  for (const group of grouped ? months : [{ month: '', count }]) {
    if (group.count === 0) continue
    const sectionTop = top
    top += heading
    const end = first + group.count
    for (let at = first; at < end; ) {
      const row = rows(at, end)
      rowFirst.push(at)
      rowTop.push(top)
      rowHeight.push(row.height)
      top += row.height + caption + gap
      at = row.end
    }
    top += (form === 'list' ? 0 : sectionGap) - gap
    sections.push({ month: group.month, count: group.count, first, top: sectionTop, height: top - sectionTop })
    first = end
  }
  rowFirst.push(first)
  const shapes = form === 'justified' ? shapesOf(options) : null
  return {
    form, width, gap, heading, sections, shapes, height: top, count: first,
    rowFirst: Int32Array.from(rowFirst), rowTop: Float64Array.from(rowTop), rowHeight: Float64Array.from(rowHeight),
  }
}

function shapesOf({ shapes, count }: LayoutOptions): ArrayLike<number> {
  const clamped = new Float32Array(count)
  for (let index = 0; index < count; index += 1) {
    const shape = (shapes?.[index] ?? 0) / 1_000
    clamped[index] = shape > 0 ? Math.min(shapeLimits.most, Math.max(shapeLimits.least, shape)) : usualShape
  }
  return clamped
}

/** Says where the row that begins at an item ends, and how high it is. */
function rowMaker(options: LayoutOptions): (at: number, end: number) => { end: number; height: number } {
  const { width, size, form } = options
  if (form === 'list') return (at) => ({ end: at + 1, height: size })
  if (form === 'square') {
    const { columns, edge } = squares(width, size)
    return (at, end) => ({ end: Math.min(end, at + columns), height: edge })
  }
  const shapes = shapesOf(options)
  return (at, end) => {
    let sum = 0
    for (let index = at; index < end; index += 1) {
      sum += shapes[index] ?? usualShape
      const room = width - (index - at) * tileGap
      // Full once the row, filled up, is no higher than aimed at.
      if (sum * size >= room) return { end: index + 1, height: Math.max(leastTile, room / sum) }
    }
    return { end, height: size }
  }
}

function squares(width: number, size: number): { columns: number; edge: number } {
  const columns = Math.max(1, Math.round((width + tileGap) / (size + tileGap)))
  return { columns, edge: Math.max(leastTile, Math.floor(((width - (columns - 1) * tileGap) / columns) * 100) / 100) }
}

/** The last place in a rising list whose value is not above `limit`; -1 when there is none. */
function lastNotAbove(values: ArrayLike<number>, limit: number, length = values.length): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}

const rowCount = (layout: GridLayout) => layout.rowTop.length

/** The row that holds an item. */
function rowOfIndex(layout: GridLayout, index: number): number {
  return lastNotAbove(layout.rowFirst, index, rowCount(layout))
}

/** The section that holds an item; null when there is no such item. */
export function sectionOf(layout: GridLayout, index: number): Section | null {
  if (index < 0 || index >= layout.count) return null
  return layout.sections.findLast((section) => section.first <= index) ?? null
}

/** The section at a height. */
export function sectionAt(layout: GridLayout, y: number): Section | null {
  const clamped = Math.min(Math.max(0, y), Math.max(0, layout.height - 1))
  return layout.sections.findLast((section) => section.top <= clamped) ?? null
}

function tilesOfRow(layout: GridLayout, row: number): PlacedTile[] {
  const [first, end] = [layout.rowFirst[row]!, layout.rowFirst[row + 1]!]
  const [y, height] = [layout.rowTop[row]!, layout.rowHeight[row]!]
  const tiles: PlacedTile[] = []
  let x = 0
  for (let index = first; index < end; index += 1) {
    const width = layout.form === 'list' ? layout.width : layout.shapes ? Math.round(layout.shapes[index]! * height * 100) / 100 : height
    tiles.push({ index, x, y, width, height })
    x += width + layout.gap
  }
  return tiles
}

/** Where an item stands; null when there is no such item. */
export function placeOf(layout: GridLayout, index: number): PlacedTile | null {
  if (index < 0 || index >= layout.count) return null
  const row = rowOfIndex(layout, index)
  return tilesOfRow(layout, row)[index - layout.rowFirst[row]!] ?? null
}

/** The tiles whose rows touch the height from `from` to `to`. */
export function tilesBetween(layout: GridLayout, from: number, to: number): PlacedTile[] {
  const tiles: PlacedTile[] = []
  const start = Math.max(0, lastNotAbove(layout.rowTop, from))
  for (let row = start; row < rowCount(layout) && layout.rowTop[row]! <= to; row += 1) {
    if (layout.rowTop[row]! + layout.rowHeight[row]! > from) tiles.push(...tilesOfRow(layout, row))
  }
  return tiles
}

/** The sections whose headings touch the height from `from` to `to`. */
export function headingsBetween(layout: GridLayout, from: number, to: number): Section[] {
  if (layout.heading === 0) return []
  return layout.sections.filter((section) => section.top + layout.heading >= from && section.top <= to)
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'page-up' | 'page-down'

/** The item the keys lead to. Up and down keep the place across, over months too; the ends hold. `pageHeight` is what is visible. */
export function stepFrom(layout: GridLayout, index: number, step: Step, pageHeight: number): number {
  const last = layout.count - 1
  if (last < 0) return -1
  switch (step) {
    case 'left':
      return Math.max(0, index - 1)
    case 'right':
      return Math.min(last, index + 1)
    case 'home':
      return 0
    case 'end':
      return last
    case 'up':
      return inRow(layout, index, rowOfIndex(layout, index) - 1)
    case 'down':
      return inRow(layout, index, rowOfIndex(layout, index) + 1)
    case 'page-up':
    case 'page-down': {
      const row = rowOfIndex(layout, index)
      const y = layout.rowTop[row]! + (pageHeight - layout.rowHeight[row]!) * (step === 'page-up' ? -1 : 1)
      const reached = lastNotAbove(layout.rowTop, y)
      const atLeast = step === 'page-up' ? Math.min(row - 1, reached) : Math.max(row + 1, reached)
      return inRow(layout, index, Math.min(rowCount(layout) - 1, Math.max(0, atLeast)))
    }
  }
}

/** The item of another row that stands under or over an item; the item itself where there is no such row. */
function inRow(layout: GridLayout, index: number, row: number): number {
  const here = placeOf(layout, index)
  if (here === null || row < 0 || row >= rowCount(layout)) return index
  const middle = here.x + here.width / 2
  const tiles = tilesOfRow(layout, row)
  return (tiles.find((tile) => middle <= tile.x + tile.width) ?? tiles.at(-1))?.index ?? index
}

/** Chromium cuts a scroll height at 33.5 million device pixels: beyond this the scroll range is scaled. */
export const maxScrollHeight = 8_000_000

/** How a scroll position and a position in the layout belong together; `ratio` is 1 for all but very long libraries. */
export function scrollScale(layoutHeight: number, viewHeight: number): { scrollHeight: number; ratio: number } {
  const scrollHeight = Math.min(layoutHeight, maxScrollHeight)
  const range = scrollHeight - viewHeight
  return { scrollHeight, ratio: range > 0 ? (layoutHeight - viewHeight) / range : 1 }
}

export interface ScrubberMark {
  month: string
  count: number
  /** 0 to 1 from top to bottom. */
  at: number
  top: number
  /** The first month shown of a year names the year as well. */
  year: boolean
}

/** The months beside the grid, as many as are legible: at least `spacing` pixels apart on a bar of `barHeight`. */
export function scrubberMarks(layout: GridLayout, barHeight: number, spacing = 18): ScrubberMark[] {
  const marks: ScrubberMark[] = []
  let lastY = Number.NEGATIVE_INFINITY
  let lastYear = ''
  if (layout.heading === 0 || layout.height === 0) return marks
  for (const section of layout.sections) {
    const at = section.top / layout.height
    if (at * barHeight - lastY < spacing) continue
    const year = section.month.slice(0, 4)
    marks.push({ month: section.month, count: section.count, at, top: section.top, year: lastYear !== '' && year !== lastYear })
    lastY = at * barHeight
    lastYear = year
  }
  return marks
}
