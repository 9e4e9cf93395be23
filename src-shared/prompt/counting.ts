/**
 * Counts are exact up to 2^53 - 1; beyond it they are Infinity, which only says "more than can be counted". So no prompt, however it
 * explodes, costs more than a few operations to count.
 */
export function sum(a: number, b: number): number {
  const value = a + b
  return value > Number.MAX_SAFE_INTEGER ? Infinity : value
}

export function product(a: number, b: number): number {
  if (a === 0 || b === 0) return 0
  const value = a * b
  return value > Number.MAX_SAFE_INTEGER ? Infinity : value
}

/** From so many picked out of so many on there are more orders than can be counted: 19! > 2^53. */
const uncountable = 19

/** In how many ways `size` of the alternatives stand one behind the other, when each has so many forms; `without` one of them. */
export function arrangements(forms: readonly number[], size: number, without = -1): number {
  if (size === 0) return 1
  if (size >= uncountable) return Infinity
  // Elementary symmetric sums: how many ways to choose, without their order.
  const chosen = [1, 0, 0, 0]
  for (let at = 4; at <= size; at++) chosen.push(0)
  for (let at = 0; at < forms.length; at++) {
    if (at === without) continue
    for (let picked = size; picked > 0; picked--) chosen[picked] = sum(chosen[picked]!, product(forms[at]!, chosen[picked - 1]!))
  }
  let ways = chosen[size]!
  for (let picked = 2; picked <= size; picked++) ways = product(ways, picked)
  return ways
}

/** The same where all have as many forms. */
export function uniformArrangements(options: number, forms: number, size: number): number {
  let ways = 1
  for (let picked = 0; picked < size && ways !== Infinity; picked++) ways = product(product(ways, options - picked), forms)
  return ways
}
