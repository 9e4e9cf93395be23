/** Generations that the API itself says to look at; frequent, untrusted in number, and worth nothing after a restart. */
export interface Nudges {
  /** Notes a call; one that comes before the submit's own answer waits for it. */
  note(remoteId: string): void
  /** Whether it shall be asked about now. */
  isDue(remoteId: string, now: number): boolean
  /** It is being asked about. */
  asked(remoteId: string, now: number): void
}

/** So many calls for one generation are followed at once; further ones no more often than `slowly`, so that a replayed call eats no budget. */
const atOnce = 3
const slowlyMilliseconds = 30_000
const mostKept = 1_000

export function openNudges(): Nudges {
  const noted = new Map<string, { isPending: boolean; followed: number; lastAt: number }>()
  return {
    note(remoteId) {
      const known = noted.get(remoteId)
      if (known) known.isPending = true
      else noted.set(remoteId, { isPending: true, followed: 0, lastAt: 0 })
      if (noted.size > mostKept) noted.delete(noted.keys().next().value as string)
    },
    isDue(remoteId, now) {
      const known = noted.get(remoteId)
      return known !== undefined && known.isPending && (known.followed < atOnce || now >= known.lastAt + slowlyMilliseconds)
    },
    asked(remoteId, now) {
      const known = noted.get(remoteId)
      if (!known?.isPending) return
      known.isPending = false
      known.followed++
      known.lastAt = now
    },
  }
}
