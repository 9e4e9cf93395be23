import type { StartVerdict } from '../mayStart'
import type { CapScope, Sums } from '../../src-shared/spending'

/** A cap that is about a job, and what is used of it. */
export interface Applying {
  scope: CapScope
  credits: number
  sums: Sums
}

/** Sums of decimal prices miss by less than this. */
const rounding = 1e-6

/** What a job needs beyond a cap; 0 or less: it fits. */
export function missingCredits({ credits, sums }: Pick<Applying, 'credits' | 'sums'>, estimated: number): number {
  return sums.spent + sums.reserved + estimated - credits
}

/**
 * Whether a job may be sent under its caps. What has no price is held, unless that was allowed; then it goes alone, when nothing else without a
 * price runs, because nobody knows what is left. A batch's own cap lets others pass, every other cap keeps the line.
 */
export function decideStart(caps: readonly Applying[], estimated: number | null, isUnpricedAllowed: boolean): StartVerdict {
  if (caps.length === 0) return 'yes'
  if (estimated === null && !isUnpricedAllowed) return 'held'
  let verdict: StartVerdict = 'yes'
  for (const cap of caps) {
    const full = estimated === null ? missingCredits(cap, 0) > -rounding : missingCredits(cap, estimated) > rounding
    // While something runs whose price nobody knows, no sum is certain.
    if (!full && cap.sums.unpriced === 0) continue
    if (cap.scope !== 'batch') return 'no'
    verdict = 'skip'
  }
  return verdict
}
