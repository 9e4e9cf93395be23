import type { Provider } from '../../src-shared/provider'

export interface Cost {
  /** Sum of the prices that are known, credits. */
  knownCredits: number
  /** Jobs whose price nobody stated: never counted as nothing. */
  unknownJobs: number
  /** About how long all take at the plan's pace; null where no time is stated. */
  seconds: number | null
}

/** What jobs of one model will cost at the stated base price, and take when `concurrency` run at once (null: not known, one). */
export function costOf(provider: Pick<Provider, 'creditCost' | 'estimatedSeconds'> | null, count: number, concurrency: number | null): Cost {
  const price = provider?.creditCost ?? null
  const each = provider?.estimatedSeconds ?? null
  return {
    knownCredits: price === null ? 0 : price * count,
    unknownJobs: price === null ? count : 0,
    seconds: each === null ? null : Math.ceil(count / Math.max(1, concurrency ?? 1)) * each,
  }
}
