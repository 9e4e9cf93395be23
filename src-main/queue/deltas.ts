import type { Announce } from '../announce'
import { chunked } from './chunks'
import type { Batch, Job, JobId, JobProgress, QueueDelta, QueueState } from '../../src-shared/job'

const mostJobsPerDelta = 250
/** Changes of one moment go out together. */
const gatherMilliseconds = 40
/** At most four times a second for all jobs together. */
const progressMilliseconds = 250

/** Tells listeners what changed, in numbered steps, after it was written. */
export interface Deltas {
  revision(): number
  jobsChanged(ids: Iterable<JobId>): void
  jobsRemoved(ids: Iterable<JobId>): void
  batchAdded(batch: Batch): void
  stateChanged(): void
  progressed(progress: JobProgress): void
  /** Tells at once what is still to be told. */
  flush(): void
}

interface Parts {
  announce: Announce
  read(ids: readonly JobId[]): Job[]
  state(): QueueState
}

export function openDeltas({ announce, read, state }: Parts): Deltas {
  let revision = 0
  let changed = new Set<JobId>()
  let removed = new Set<JobId>()
  let batches: Batch[] = []
  let stateIsNew = false
  let timer: NodeJS.Timeout | null = null
  const progress = new Map<JobId, JobProgress>()
  let progressTimer: NodeJS.Timeout | null = null

  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (changed.size === 0 && removed.size === 0 && batches.length === 0 && !stateIsNew) return
    const told = { changed: [...changed].filter((id) => !removed.has(id)), removed: [...removed], batches }
    changed = new Set()
    removed = new Set()
    batches = []
    stateIsNew = false
    const parts = told.changed.length === 0 ? [[]] : chunked(told.changed, mostJobsPerDelta)
    for (const [index, ids] of parts.entries()) {
      const isFirst = index === 0
      const delta: QueueDelta = {
        revision: ++revision,
        jobs: read(ids),
        removed: isFirst ? told.removed : [],
        batches: isFirst ? told.batches : [],
        state: state(),
      }
      announce('queue.changed', delta)
    }
  }
  const gather = () => {
    timer ??= setTimeout(flush, gatherMilliseconds)
  }
  return {
    revision: () => revision,
    jobsChanged(ids) {
      for (const id of ids) changed.add(id)
      gather()
    },
    jobsRemoved(ids) {
      for (const id of ids) removed.add(id)
      gather()
    },
    batchAdded(batch) {
      batches.push(batch)
      gather()
    },
    stateChanged() {
      stateIsNew = true
      gather()
    },
    progressed(one) {
      progress.set(one.id, one)
      progressTimer ??= setTimeout(() => {
        progressTimer = null
        const all = [...progress.values()]
        progress.clear()
        announce('queue.progressed', all)
      }, progressMilliseconds)
    },
    flush,
  }
}
