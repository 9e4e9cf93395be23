import type { Inner } from './parts'

const fact = 'clock'
const noteEveryMilliseconds = 3_600_000
/** Clocks are set right by seconds all the time. */
const toleranceMilliseconds = 60_000

/**
 * A wall clock that was set back between two runs makes every key look younger than it is, for as long as the app runs: by the time its hours have
 * passed again, the server may have forgotten it. How long the app was off is not known then, so no open key counts as young any more.
 */
export function judgeClock(inner: Inner): void {
  const { store, log } = inner
  const now = wallOf(inner)
  const seen = Math.max(store.fact<number>('', fact) ?? 0, store.latestSend() ?? 0)
  if (now < seen - toleranceMilliseconds) {
    log.warn('The clock was set back since the last run: how old open keys are is not known', { seconds: Math.round((seen - now) / 1_000) })
    store.ageOpenAttempts()
  }
  note(inner)
}

/** Writes down how late it has been, now and then, so that the next start can tell. Returns how to end that. */
export function keepNotingClock(inner: Inner): () => void {
  let cancel = inner.clock.after(noteEveryMilliseconds, function again() {
    note(inner)
    cancel = inner.clock.after(noteEveryMilliseconds, again)
  })
  return () => cancel()
}

function note(inner: Inner): void {
  try {
    inner.store.setFact('', fact, wallOf(inner))
  } catch (error) {
    // A disk that is full now stops the queue by itself; the last note still holds.
    inner.log.warn('How late it is could not be written down', { error })
  }
}

/** Whichever of the two is later: the steady one goes on where the other was set back meanwhile. */
function wallOf({ clock }: Inner): number {
  return Math.max(clock.now(), clock.wall?.() ?? 0)
}
