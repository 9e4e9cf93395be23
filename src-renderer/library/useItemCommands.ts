import type { ItemId } from '../../src-shared/media'
import { useCommand } from '../shell'
import { useItemActions } from './useItemActions'

interface Target {
  ids: readonly ItemId[]
  favourite: boolean
  trashed: boolean
}

/** Rating, favourite, trash, undo: the same keys in the grid and in the viewer. */
export function useItemCommands({ ids, favourite, trashed }: Target): void {
  const actions = useItemActions()
  const some = ids.length > 0 && !trashed
  const rate = (stars: number) => (some ? () => actions.rate(ids, stars) : null)
  useCommand('library.rate0', rate(0))
  useCommand('library.rate1', rate(1))
  useCommand('library.rate2', rate(2))
  useCommand('library.rate3', rate(3))
  useCommand('library.rate4', rate(4))
  useCommand('library.rate5', rate(5))
  useCommand('library.favourite', some ? () => actions.setFavourite(ids, !favourite) : null)
  useCommand('library.trash', ids.length === 0 ? null : () => (trashed ? actions.deleteForGood(ids) : actions.trash(ids)))
  useCommand('library.undo', actions.undo)
  useCommand('library.redo', actions.redo)
}
