import type { Provider } from '../../src-shared/provider'

export interface Cost {
  jobs: number
  /** Sum of the prices that are known, credits. */
  knownCredits: number
  /** Jobs whose price nobody stated: never counted as nothing. */
  unknownJobs: number
  /** About how long all take at the plan's pace; null where some time is not stated. */
  seconds: number | null
}

interface Part {
  provider: Pick<Provider, 'creditCost' | 'estimatedSeconds'> | null
  jobs: number
}

/** What jobs of some models will cost at the stated base prices, and take when `concurrency` run at once (null: not known, one). */
export function costOf(parts: readonly Part[], concurrency: number | null): Cost {
  const atOnce = Math.max(1, concurrency ?? 1)
  const cost: Cost = { jobs: 0, knownCredits: 0, unknownJobs: 0, seconds: null }
  let work = 0
  let longest = 0
  let isTimed = true
  for (const { provider, jobs } of parts) {
    const price = provider?.creditCost ?? null
    const each = provider?.estimatedSeconds ?? null
    cost.jobs += jobs
    if (price === null) cost.unknownJobs += jobs
    else cost.knownCredits += price * jobs
    if (each === null) isTimed = false
    else {
      work += jobs * each
      longest = Math.max(longest, each)
    }
  }
  // One model's jobs run in rounds of the same length; different ones fill each other's gaps.
  const [only] = parts
  if (isTimed) cost.seconds = parts.length === 1 ? Math.ceil((only?.jobs ?? 0) / atOnce) * longest : Math.max(longest, work / atOnce)
  return cost
}
