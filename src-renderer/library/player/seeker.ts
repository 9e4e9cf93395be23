/** The part of a media element that seeking needs. */
export interface Seekable {
  currentTime: number
}

export interface Seeker {
  /** Goes to a time, seconds; while a seek is under way only the last one asked for is kept. */
  seek: (seconds: number) => void
  /** To be called when the element has arrived. */
  arrived: () => void
  /** Where it will stand once everything asked for is done; null when nothing is under way. */
  readonly goal: number | null
}

/** Seeks one at a time: a drag asks for more than a decoder can follow, and a queue of them would lag behind the hand. */
export function createSeeker(element: () => Seekable | null): Seeker {
  let goal: number | null = null
  let waiting: number | null = null
  const start = (seconds: number) => {
    const target = element()
    if (target === null) return
    goal = seconds
    target.currentTime = seconds
  }
  return {
    seek: (seconds) => {
      if (goal === null) start(seconds)
      else waiting = seconds
    },
    arrived: () => {
      const next = waiting
      waiting = null
      goal = null
      if (next !== null) start(next)
    },
    get goal() {
      return waiting ?? goal
    },
  }
}
