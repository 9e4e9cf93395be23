/** The nearest of `sought` after or before a place in the order; null when there is none. */
export function nearestOf(numbers: Int32Array, sought: ReadonlySet<number>, from: number, step: 1 | -1): number | null {
  for (let at = from + step; at >= 0 && at < numbers.length; at += step) {
    const number = numbers[at]
    if (number !== undefined && sought.has(number)) return number
  }
  return null
}
