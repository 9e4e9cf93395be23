/** A result that is made and not in the library yet. */
export interface UnfetchedResult {
  id: string
  /** It is being fetched or filed. */
  isBusy: boolean
  nextAt: number
  /** Until when its link works; null: not known. */
  expiresAt: number | null
}

/** A link that ends within this is not left to wait behind new work. */
const endangeredMilliseconds = 15 * 60_000
/** So many results may wait, or four for each place: beyond that more of them would only wait longer. */
const fewestUnfetched = 24
const unfetchedPerPlace = 4

/**
 * Whether new paid jobs wait until results are fetched: while one whose link soon ends stands in line for its transfer, or while more wait than
 * can be fetched in good time (a slow disk, a slow host). Pure.
 *
 * @param starting those whose transfer begins this moment.
 */
export function fetchesFirst(now: number, results: readonly UnfetchedResult[], starting: ReadonlySet<string>, places: number): boolean {
  if (results.length >= Math.max(fewestUnfetched, unfetchedPerPlace * places)) return true
  return results.some(
    // What waits for its next try is not fetched sooner for it.
    ({ id, isBusy, nextAt, expiresAt }) => !isBusy && !starting.has(id) && nextAt <= now && expiresAt !== null && expiresAt - now < endangeredMilliseconds,
  )
}

/** The order of transfers: what ends first goes first, what does not end keeps its place behind. Pure. */
export function byExpiry<T extends { expiresAt?: number | null }>(results: readonly T[]): T[] {
  return results.toSorted((a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity) || 0)
}
