import { useMemo } from 'react'
import type { ItemId, MediaRow } from '../../src-shared/media'
import { useLibrary } from './useLibrary'
import { useRowStore } from './useRows'

/** The chosen ids in the order of the view, and the active one's row as far as it is known. */
export function useChosenItems(): { ids: ItemId[]; activeRow: MediaRow | null } {
  const order = useLibrary((library) => library.ids)
  const selection = useLibrary((library) => library.selection)
  const activeRow = useRowStore((store) => (selection.active === null ? null : (store.rows.get(selection.active) ?? null)))
  const ids = useMemo(() => {
    if (selection.ids.size < 2) return [...selection.ids]
    return order.filter((id) => selection.ids.has(id))
  }, [order, selection.ids])
  return { ids, activeRow }
}
