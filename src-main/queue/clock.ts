/** Time and timers, passed in so that the queue can be tried in virtual time. */
export interface Clock {
  /** Epoch milliseconds that only run forward: a changed wall clock moves no wait. */
  now(): number
  /** Calls back after so many milliseconds; returns how to call it off. */
  after(milliseconds: number, callback: () => void): () => void
}

/** The wall clock's time at start, run on by the machine's steady one. */
export function steadyClock(): Clock {
  const start = Date.now() - performance.now()
  return {
    now: () => Math.round(start + performance.now()),
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds)
      return () => clearTimeout(timer)
    },
  }
}
