import { useMemo } from 'react'
import type { MediaRow } from '../../src-shared/media'
import { useLibrary } from './useLibrary'
import { rowOf, useRowRevision } from './useRows'

/** The numbers of the chosen items in the order of the view. */
export function chosenInOrder(numbers: Int32Array, ids: ReadonlySet<number>): Int32Array {
  return ids.size < 2 ? Int32Array.from(ids) : numbers.filter((number) => ids.has(number))
}

export interface ChosenItems {
  chosen: Int32Array
  /** The row of the active one as far as it is here. */
  active: MediaRow | null
}

/** What is chosen in the library, now. */
export function useChosen(): ChosenItems {
  const numbers = useLibrary((library) => library.numbers)
  const selection = useLibrary((library) => library.selection)
  useRowRevision((store) => store.revision)
  const chosen = useMemo(() => chosenInOrder(numbers, selection.ids), [numbers, selection.ids])
  return { chosen, active: selection.active === null ? null : (rowOf(selection.active) ?? null) }
}
