import type { Settings } from '../../src-shared/settings'

/** What is known when the user closes the window. */
export interface Closing {
  /** The app as a whole is ending. */
  isQuitting: boolean
  /** Jobs that wait or run. */
  unfinished: number
  whenClosed: Settings['whenClosed']
  /** The question stands, and the window is closed all the same: nobody can answer it, or that is the answer. */
  isAsked: boolean
}

/** What closing the window means. Pure. */
export function whatClosingMeans({ isQuitting, unfinished, whenClosed, isAsked }: Closing): 'close' | 'hide' | 'ask' {
  if (isQuitting || unfinished === 0 || whenClosed === 'quit') return 'close'
  if (whenClosed === 'tray') return 'hide'
  return isAsked ? 'close' : 'ask'
}
