/** Where the tiles of a long library stand. Heights are CSS pixels. */
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

export interface GridLayout {
  columns: number
  /** Edge of a square tile. */
  tile: number
  gap: number
  heading: number
  sections: Section[]
  height: number
  count: number
}

export interface PlacedTile {
  index: number
  x: number
  y: number
}

const headingHeight = 28
const tileGap = 4
/** Room below the last row of a month. */
const sectionGap = 12

/** As many columns of about `size` as fit, filling the width. */
export function gridLayout(months: readonly { month: string; count: number }[], count: number, width: number, size: number): GridLayout {
  const columns = Math.max(1, Math.round((width + tileGap) / (size + tileGap)))
  const tile = Math.max(24, Math.floor(((width - (columns - 1) * tileGap) / columns) * 100) / 100)
  const grouped = months.length > 0
  const heading = grouped ? headingHeight : 0
  const groups = grouped ? months : [{ month: '', count }]
  const sections: Section[] = []
  let top = 0
  let first = 0
  for (const group of groups) {
    if (group.count === 0) continue
    const rows = Math.ceil(group.count / columns)
    const height = heading + rows * (tile + tileGap) - tileGap + sectionGap
    sections.push({ month: group.month, count: group.count, first, top, height })
    top += height
    first += group.count
  }
  return { columns, tile, gap: tileGap, heading, sections, height: top, count: first }
}

/** The section that holds an item; null when there is no such item. */
export function sectionOf(layout: GridLayout, index: number): Section | null {
  return findSection(layout.sections, (section) => section.first <= index && index < section.first + section.count, (s) => s.first > index)
}

/** The section at a height. */
export function sectionAt(layout: GridLayout, y: number): Section | null {
  const clamped = Math.min(Math.max(0, y), Math.max(0, layout.height - 1))
  return findSection(layout.sections, (s) => s.top <= clamped && clamped < s.top + s.height, (s) => s.top > clamped)
}

function findSection(sections: readonly Section[], holds: (s: Section) => boolean, isAfter: (s: Section) => boolean): Section | null {
  let low = 0
  let high = sections.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const section = sections[middle]!
    if (holds(section)) return section
    if (isAfter(section)) high = middle - 1
    else low = middle + 1
  }
  return null
}

/** Where an item stands; null when there is no such item. */
export function placeOf(layout: GridLayout, index: number): PlacedTile | null {
  const section = sectionOf(layout, index)
  if (!section) return null
  const inside = index - section.first
  const row = Math.floor(inside / layout.columns)
  const step = layout.tile + layout.gap
  return { index, x: (inside % layout.columns) * step, y: section.top + layout.heading + row * step }
}

/** The tiles whose rows touch the height from `from` to `to`. */
export function tilesBetween(layout: GridLayout, from: number, to: number): PlacedTile[] {
  const tiles: PlacedTile[] = []
  const step = layout.tile + layout.gap
  for (const section of layout.sections) {
    if (section.top + section.height < from) continue
    if (section.top > to) break
    const rowsTop = section.top + layout.heading
    const rows = Math.ceil(section.count / layout.columns)
    const firstRow = Math.max(0, Math.floor((from - rowsTop) / step))
    const lastRow = Math.min(rows - 1, Math.floor((to - rowsTop) / step))
    for (let row = firstRow; row <= lastRow; row += 1) {
      for (let column = 0; column < layout.columns; column += 1) {
        const inside = row * layout.columns + column
        if (inside >= section.count) break
        tiles.push({ index: section.first + inside, x: column * step, y: rowsTop + row * step })
      }
    }
  }
  return tiles
}

/** The sections whose headings touch the height from `from` to `to`. */
export function headingsBetween(layout: GridLayout, from: number, to: number): Section[] {
  if (layout.heading === 0) return []
  return layout.sections.filter((section) => section.top + layout.heading >= from && section.top <= to)
}

export type Step = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'page-up' | 'page-down'

/** The item the keys lead to. Up and down keep the column across months; the ends hold. `pageHeight` is what is visible. */
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
      return rowsAway(layout, index, -1)
    case 'down':
      return rowsAway(layout, index, 1)
    case 'page-up':
    case 'page-down': {
      const rows = Math.max(1, Math.floor(pageHeight / (layout.tile + layout.gap)) - 1)
      let at = index
      for (let row = 0; row < rows; row += 1) at = rowsAway(layout, at, step === 'page-up' ? -1 : 1)
      return at
    }
  }
}

function rowsAway(layout: GridLayout, index: number, direction: 1 | -1): number {
  const section = sectionOf(layout, index)
  if (!section) return index
  const inside = index - section.first
  const column = inside % layout.columns
  const row = Math.floor(inside / layout.columns) + direction
  const rows = Math.ceil(section.count / layout.columns)
  if (row >= 0 && row < rows) return section.first + Math.min(row * layout.columns + column, section.count - 1)
  const next = direction === 1 ? sectionOf(layout, section.first + section.count) : sectionOf(layout, section.first - 1)
  if (!next) return index
  const nextRow = direction === 1 ? 0 : Math.ceil(next.count / layout.columns) - 1
  return next.first + Math.min(nextRow * layout.columns + column, next.count - 1)
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
