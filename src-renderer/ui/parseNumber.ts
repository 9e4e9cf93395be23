/** A number as people write it, with a comma or a point; null when it is none. Grouping is not accepted: it is ambiguous. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace('−', '-')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}

/** Within the limits, rounded to whole where asked, and without the dust of binary fractions. */
export function fitNumber(value: number, limits: { min?: number | undefined; max?: number | undefined; integer?: boolean | undefined }): number {
  const whole = limits.integer ? Math.round(value) : Number(value.toPrecision(12))
  return Math.min(limits.max ?? Infinity, Math.max(limits.min ?? -Infinity, whole))
}
