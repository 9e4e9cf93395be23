const range = /^\s*([+-]?\d+(?:\.\d+)?)\s*(?:\.\.|…|–|—|to|(?<=\d\s*)-)\s*([+-]?\d+(?:\.\d+)?)\s*$/i

/** The limits that a single allowed value such as `0.5..2` or `1-100` stands for; null when it is an ordinary value. */
export function rangeOf(allowedValues: readonly string[]): { min: number; max: number } | null {
  const found = allowedValues.length === 1 ? range.exec(allowedValues[0] ?? '') : null
  if (found === null) return null
  const [min, max] = [Number(found[1]), Number(found[2])]
  return min < max ? { min, max } : null
}
