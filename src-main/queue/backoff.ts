/** Never under a second, never over a quarter of an hour, however long something has failed. */
const shortestBackoff = 1_000
const longestBackoff = 15 * 60_000

/**
 * How long to wait after the `tries`th failure in a row (from 1), milliseconds: doubling from `first`, spread by up to a quarter so that many
 * jobs do not come back at once. `random` is 0 to 1.
 */
export function backoff(tries: number, random: number, first = 2_000, longest = longestBackoff): number {
  const grown = first * 2 ** Math.min(Math.max(0, tries - 1), 20)
  // Whole, as the database keeps moments: it refuses any other number, and the step with it.
  return Math.round(Math.max(shortestBackoff, Math.min(longest, grown) * (0.875 + random * 0.25)))
}
