/** Within the limits, rounded to whole where asked, and without the dust of binary fractions. */
export function fitNumber(value: number, limits: { min?: number | undefined; max?: number | undefined; integer?: boolean | undefined }): number {
  const whole = limits.integer ? Math.round(value) : Number(value.toPrecision(12))
  return Math.min(limits.max ?? Infinity, Math.max(limits.min ?? -Infinity, whole))
}
