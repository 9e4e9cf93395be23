import type { MediaQuery } from '../../src-shared/mediaQuery'

export type ListColumn = 'title' | 'kind' | 'model' | 'rating' | 'size' | 'duration' | 'cost' | 'fileSize' | 'made'

/** The columns of the list; `from`: the least width of the list, CSS pixels, at which one is shown. */
const listColumns: readonly { id: ListColumn; width: string; numeric: boolean; from: number; sort: MediaQuery['sort'] | null }[] = [
  { id: 'title', width: 'minmax(120px, 1fr)', numeric: false, from: 0, sort: 'title' },
  { id: 'kind', width: '64px', numeric: false, from: 900, sort: null },
  { id: 'model', width: '120px', numeric: false, from: 480, sort: null },
  { id: 'rating', width: '76px', numeric: false, from: 360, sort: 'rating' },
  { id: 'size', width: '92px', numeric: true, from: 800, sort: null },
  { id: 'duration', width: '60px', numeric: true, from: 560, sort: 'duration' },
  { id: 'cost', width: '60px', numeric: true, from: 700, sort: 'cost' },
  { id: 'fileSize', width: '72px', numeric: true, from: 1000, sort: 'size' },
  { id: 'made', width: '104px', numeric: true, from: 420, sort: 'newest' },
]

const thumbColumn = '44px'
export const listRowHeight = 32

/** The columns that have room, and how wide they are. */
export function shownColumns(width: number) {
  const shown = listColumns.filter((column) => column.from <= width)
  return { shown, template: [thumbColumn, ...shown.map((column) => column.width)].join(' ') }
}
