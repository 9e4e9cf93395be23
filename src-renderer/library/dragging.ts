import type { DragEvent } from 'react'
import { chosenInOrder } from './useChosen'
import { useLibrary } from './useLibrary'

/** What is dragged inside the window, for as long as it is. */
let dragged: Int32Array | null = null

/** Marks a drag as one of items of this window. */
const itemsType = 'application/x-library-items'

/** Begins dragging what is chosen, or the item alone where it is not among it. */
export function startDrag(number: number, event: DragEvent): void {
  const { numbers, selection } = useLibrary.getState()
  dragged = selection.ids.has(number) ? chosenInOrder(numbers, selection.ids) : Int32Array.of(number)
  event.dataTransfer.setData(itemsType, String(dragged.length))
  event.dataTransfer.effectAllowed = 'copyLink'
}

/** Whether items of this window hang on the pointer. */
export function carriesItems(event: DragEvent): boolean {
  return event.dataTransfer.types.includes(itemsType)
}

/** What was dropped; null where it were no items of this window. */
export function droppedItems(event: DragEvent): Int32Array | null {
  return carriesItems(event) ? dragged : null
}
