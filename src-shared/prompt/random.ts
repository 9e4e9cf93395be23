/** Numbers from 0 to 1. */
export type Random = () => number

/**
 * A stream of numbers for a seed and a running number: the same ones on every machine and in every version, and unlike those of the
 * neighbours. Small and quick; nothing secret is drawn from it.
 */
export function randomOf(seed: number, index: number): Random {
  let state = scrambled(scrambled(seed) ^ Math.imul(index + 1, 0x9e3779b9))
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** All 53 bits of a whole number count. */
function scrambled(value: number): number {
  let hash = (value | 0) ^ Math.imul(Math.floor(value / 4_294_967_296) | 0, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return hash ^ (hash >>> 16)
}
