import type { PickFlag } from '../../src-shared/media'
import { useCommand } from '../shell'
import { redo, undo } from './history'
import { deleteForGood, rate, setFavourite, setPick, trash, type Targets } from './itemActions'
import { useViewOptions } from './viewOptions'

interface Judged {
  targets: Targets
  /** How the one that is looked at is judged now: the same key again takes it back. */
  favourite: boolean
  pick: PickFlag
  trashed: boolean
  /** Goes to the next item, where judging goes on by itself. */
  onJudged: () => void
}

/** Rating, picking, favourite, trash, undo: the same keys in the grid and in the viewer. */
export function useItemCommands({ targets, favourite, pick, trashed, onJudged }: Judged): void {
  const some = targets.length > 0 && !trashed
  const judge = (work: () => void) =>
    some
      ? () => {
          work()
          if (useViewOptions.getState().advances && targets.length === 1) onJudged()
        }
      : null
  const rated = (stars: number) => judge(() => rate(targets, stars))
  useCommand('library.rate0', rated(0))
  useCommand('library.rate1', rated(1))
  useCommand('library.rate2', rated(2))
  useCommand('library.rate3', rated(3))
  useCommand('library.rate4', rated(4))
  useCommand('library.rate5', rated(5))
  useCommand('library.pick', judge(() => setPick(targets, pick === 'pick' ? 'none' : 'pick')))
  useCommand('library.reject', judge(() => setPick(targets, pick === 'reject' ? 'none' : 'reject')))
  useCommand('library.unpick', judge(() => setPick(targets, 'none')))
  useCommand('library.favourite', some ? () => setFavourite(targets, !favourite) : null)
  useCommand('library.trash', targets.length === 0 ? null : () => (trashed ? deleteForGood(targets) : trash(targets)))
  useCommand('library.undo', undo)
  useCommand('library.redo', redo)
}
