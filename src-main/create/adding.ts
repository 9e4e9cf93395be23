import type { CostTolerance } from '../../src-shared/money'
import type { BatchTerms } from '../../src-shared/night'

/** How jobs go into the queue: under which name, at which end, and on which terms. */
export interface Adding {
  batchName: string
  first: boolean
  terms?: BatchTerms | undefined
  costTolerance?: CostTolerance | null | undefined
}
