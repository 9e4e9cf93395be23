import type { CostTolerance } from '../../src-shared/money'

/** What a job was to cost, and what the API says it did, credits. */
export interface Excess {
  estimatedCredits: number
  creditCost: number
}

/** Sums of fractions of credits are not exact. */
const dust = 1e-9

/** Whether a cost exceeds its estimate by more than is tolerated: the larger of what the two limits allow. Without limits nothing does. Pure. */
export function isOverTolerance({ estimatedCredits, creditCost }: Excess, { percent, credits }: CostTolerance): boolean {
  if (percent === null && credits === null) return false
  const allowed = Math.max(percent === null ? 0 : (estimatedCredits * percent) / 100, credits ?? 0)
  return creditCost - estimatedCredits > allowed + dust
}

/** The tolerance of somebody who saw this excess and goes on: the same excess is not asked about again. Pure. */
export function toleranceAfter({ percent, credits }: CostTolerance, { estimatedCredits, creditCost }: Excess): CostTolerance {
  const more = creditCost - estimatedCredits
  if (estimatedCredits <= 0) return { percent, credits: Math.max(credits ?? 0, more) }
  return { percent: Math.max(percent ?? 0, (more / estimatedCredits) * 100), credits }
}
