import type { NightOutcome, Window } from '../../src-shared/night'

/** What is looked at to tell whether a night begins, goes on or is over. */
export interface Moment {
  window: Window
  /** Jobs under way. */
  running: number
  /** Jobs in line. */
  waiting: number
  /** Jobs wait, and caps keep every one of them. */
  isBudgetUsedUp: boolean
  /** The night of this window, if it began. */
  night: { isOver: boolean } | null
}

export type Turn = { kind: 'begin' } | { kind: 'go-on' } | { kind: 'end'; outcome: NightOutcome }

/** What this moment makes of the night; null: it stays as it is. What runs is always finished before a night ends. Pure. */
export function turnOf({ window, running, waiting, isBudgetUsedUp, night }: Moment): Turn | null {
  const isOpen = window.phase === 'open'
  if (night === null) return isOpen && running + waiting > 0 ? { kind: 'begin' } : null
  if (night.isOver) return isOpen && (running > 0 || (waiting > 0 && !isBudgetUsedUp)) ? { kind: 'go-on' } : null
  if (running > 0) return null
  if (waiting === 0) return { kind: 'end', outcome: 'done' }
  if (window.phase === 'off') return { kind: 'end', outcome: 'user' }
  if (!isOpen) return { kind: 'end', outcome: 'time' }
  return isBudgetUsedUp ? { kind: 'end', outcome: 'budget' } : null
}
