import { derive } from './derive'
import type { Counts } from './counts'
import { useQueue } from './useQueue'

/** How many jobs are in each state, for chips and badges. */
export function useQueueCounts(): Counts {
  return derive(useQueue((queue) => queue.jobs)).counts
}
