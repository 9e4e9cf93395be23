import type { LibraryHistory, LibraryStep } from '../../src-shared/collection'
import type { Change } from './changes'

export interface Step {
  step: LibraryStep
  changes: Change[]
}

/** How many steps of a run can be undone. */
const most = 100

/** What was done and undone in this run, newest last. */
export function openHistory() {
  const done: Step[] = []
  const undone: Step[] = []
  return {
    add(step: Step): void {
      done.push(step)
      if (done.length > most) done.shift()
      undone.length = 0
    },
    lastDone: (): Step | undefined => done.at(-1),
    lastUndone: (): Step | undefined => undone.at(-1),
    /** The last step was taken back, or done again. */
    moved(direction: 'undone' | 'redone'): void {
      const [from, to] = direction === 'undone' ? [done, undone] : [undone, done]
      const step = from.pop()
      if (step) to.push(step)
    },
    state: (): LibraryHistory => ({ undo: done.at(-1)?.step ?? null, redo: undone.at(-1)?.step ?? null }),
  }
}
