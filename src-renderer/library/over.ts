import { create } from 'zustand'
import { itemsOf, type Targets } from './itemActions'

type Over = 'tags' | 'collect' | 'save'

interface OverState {
  over: Over | null
  /** What it is about. */
  targets: Targets
}

/** The dialog that lies over the library. */
export const useOver = create<OverState>(() => ({ over: null, targets: [] }))

/** Opens a dialog about items; what is chosen afterwards does not change what it is about. */
export function openOver(over: Over, targets: Targets = []): void {
  useOver.setState({ over, targets: itemsOf(targets) })
}

export function closeOver(): void {
  useOver.setState({ over: null, targets: [] })
}
