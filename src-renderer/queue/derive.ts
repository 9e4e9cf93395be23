import type { Job, JobId } from '../../src-shared/job'
import { countJobs, type Counts } from './counts'
import { medianSeconds } from './eta'
import { placesInLine, waitingLine } from './line'

/** What several views read off the same jobs. */
export interface Derived {
  list: Job[]
  counts: Counts
  line: JobId[]
  places: ReadonlyMap<JobId, number>
  /** Seconds by model. */
  medians: ReadonlyMap<string, number>
}

const known = new WeakMap<ReadonlyMap<JobId, Job>, Derived>()

/** Read off once for each state of the queue, however many views ask. */
export function derive(jobs: ReadonlyMap<JobId, Job>): Derived {
  const found = known.get(jobs)
  if (found) return found
  const list = [...jobs.values()]
  const line = waitingLine(list)
  const derived: Derived = {
    list,
    counts: countJobs(list),
    line: line.map((job) => job.id),
    places: placesInLine(line),
    medians: medianSeconds(list),
  }
  known.set(jobs, derived)
  return derived
}
