/** Time and timers, passed in so that what waits can be tried in virtual time. */
export interface Clock {
  /** Epoch milliseconds that only run forward: a changed wall clock moves no wait. */
  now(): number
  /** The wall clock, which also counts sleep; left out in virtual time. */
  wall?(): number
  /** Calls back after so many milliseconds; returns how to call it off. */
  after(milliseconds: number, callback: () => void): () => void
}

let startedAt = Date.now() - performance.now()

/** Sets the clock forward by what the machine slept, which its steady clock does not count everywhere. Never back. */
export function countSleep(milliseconds: number): void {
  if (milliseconds > 0) startedAt += milliseconds
}

/** The wall clock's time when the app started, run on by the machine's steady one. One for all, so that moments can be compared. */
export const steadyClock: Clock = {
  now: () => Math.round(startedAt + performance.now()),
  wall: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
}
