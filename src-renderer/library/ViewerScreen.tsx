import type { ItemId } from '../../src-shared/media'

interface ViewerScreenProps {
  itemId: ItemId
  /** The order it was opened from, for going to the next. */
  ids?: readonly ItemId[] | undefined
}

export function ViewerScreen(_props: ViewerScreenProps) {
  return <div className="grow bg-well" />
}
