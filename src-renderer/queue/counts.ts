import type { Job, JobStatus } from '../../src-shared/job'

/** How many jobs are in each state. */
export interface Counts extends Record<JobStatus, number> {
  total: number
}

export const noCounts: Counts = { queued: 0, running: 0, held: 0, completed: 0, failed: 0, canceled: 0, total: 0 }

/** Counts jobs by state. */
export function countJobs(jobs: Iterable<Job>): Counts {
  const counts = { ...noCounts }
  for (const job of jobs) {
    counts[job.status] += 1
    counts.total += 1
  }
  return counts
}

/** The parts of the stacked bar, 0 to 1 each; canceled jobs leave it. Their sum is at most 1. */
export function barParts(counts: Counts): { done: number; running: number; waiting: number; failed: number; held: number } {
  const whole = counts.total - counts.canceled
  if (whole <= 0) return { done: 0, running: 0, waiting: 0, failed: 0, held: 0 }
  return {
    done: counts.completed / whole,
    running: counts.running / whole,
    waiting: counts.queued / whole,
    failed: counts.failed / whole,
    held: counts.held / whole,
  }
}
