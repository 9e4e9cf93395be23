import type { Job, JobStatus } from '../../src-shared/job'

/** How many jobs are in each state. */
export interface Counts extends Record<JobStatus, number> {
  total: number
}

const noCounts: Counts = { queued: 0, running: 0, held: 0, completed: 0, failed: 0, canceled: 0, total: 0 }

/** Counts jobs by state. */
export function countJobs(jobs: Iterable<Job>): Counts {
  const counts = { ...noCounts }
  for (const job of jobs) {
    counts[job.status] += 1
    counts.total += 1
  }
  return counts
}
