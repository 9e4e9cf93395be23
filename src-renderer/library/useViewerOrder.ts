import { useMemo } from 'react'
import type { ItemId } from '../../src-shared/media'
import { loadRows, useLibraryRows, type RowKey } from './useRows'
import { attempt } from './attempt'
import { useLibrary } from './useLibrary'

export interface ViewerOrder {
  /** From 1 on; 0: not in any order. */
  position: number
  count: number
  previous: RowKey | null
  next: RowKey | null
  /** Goes to one of the order. */
  go: (key: RowKey) => void
}

const none: RowKey[] = []

/** The order the viewer moves in: the one it was opened with, else that of the library where the item is in it. */
export function useViewerOrder(itemId: ItemId, ids: readonly ItemId[] | undefined, number: number | null, open: (id: ItemId) => void): ViewerOrder {
  const numbers = useLibrary((library) => library.numbers)
  const at = ids ? ids.indexOf(itemId) : number === null ? -1 : numbers.indexOf(number)
  const order: { readonly [index: number]: RowKey; readonly length: number } = ids ?? numbers
  const previous = at > 0 ? (order[at - 1] ?? null) : null
  const next = at >= 0 ? (order[at + 1] ?? null) : null
  // The neighbours' rows are here before they are gone to.
  useLibraryRows(useMemo(() => (at < 0 ? none : [previous, next].filter((key) => key !== null)), [at, previous, next]))
  return {
    position: at + 1,
    count: order.length,
    previous,
    next,
    go: (key) => {
      if (typeof key === 'string') open(key)
      else attempt(async () => {
        const [row] = await loadRows([key])
        if (row) open(row.id)
      })
    },
  }
}
