import type { JobId } from '../../src-shared/job'
import type { MayStart } from '../mayStart'

/** What this command may send, and what it may spend. */
export interface Gate {
  mayStart: MayStart
  /** Only these may be sent; all when never called. */
  only(ids: ReadonlySet<JobId>): void
  /** The budget kept the last job that was asked about from being sent. */
  isBudgetUsedUp(): boolean
}

interface Options {
  /** Credits this command may spend; null: no limit. */
  budgetCredits: number | null
  /** What has no stated price is sent while the budget is not used up. */
  allowsUnknownPrice: boolean
  /** What was sent before is not counted, epoch milliseconds. */
  since: number
  /** True until `only` says which: nothing is sent before this command's own jobs are known. */
  isScoped: boolean
}

export function openGate({ budgetCredits, allowsUnknownPrice, since, isScoped }: Options): Gate {
  let ids: ReadonlySet<JobId> | null = isScoped ? new Set() : null
  let isUsedUp = false
  return {
    mayStart({ jobId, estimatedCredits, committedCredits }) {
      if (ids !== null && !ids.has(jobId)) return 'no'
      if (budgetCredits === null) return 'yes'
      // Under a cap what has no price is not sent as if it had none.
      if (estimatedCredits === null && !allowsUnknownPrice) return 'held'
      const committed = committedCredits(since)
      isUsedUp = estimatedCredits === null ? committed >= budgetCredits - rounding : committed + estimatedCredits > budgetCredits + rounding
      return isUsedUp ? 'no' : 'yes'
    },
    only(own) {
      ids = own
    },
    isBudgetUsedUp: () => isUsedUp,
  }
}

/** Sums of decimal prices miss by less than this. */
const rounding = 1e-6
