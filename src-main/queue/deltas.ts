import type { Announce } from '../announce'
import type { Batch, Job, JobId, JobProgress, QueueDelta, QueueState } from '../../src-shared/job'

/** Reading so many stays far under the 8 ms that a call may hold the process. */
const mostJobsPerDelta = 80
/** Changes of one moment go out together. */
const gatherMilliseconds = 40
/** At most four times a second for all jobs together. */
const progressMilliseconds = 250

/** Tells listeners what changed, in numbered steps, after it was written. */
export interface Deltas {
  revision(): number
  jobsChanged(ids: Iterable<JobId>): void
  jobsRemoved(ids: Iterable<JobId>): void
  batchChanged(id: string): void
  stateChanged(): void
  progressed(progress: JobProgress): void
  /** Tells at once what is still to be told. */
  flush(): void
}

interface Parts {
  announce: Announce
  read(ids: readonly JobId[]): Job[]
  batch(id: string): Batch | null
  state(): QueueState
}

export function openDeltas({ announce, read, batch, state }: Parts): Deltas {
  let revision = 0
  const changed = new Set<JobId>()
  let removed = new Set<JobId>()
  const batches = new Set<string>()
  let stateIsNew = false
  let timer: NodeJS.Timeout | null = null
  const progress = new Map<JobId, JobProgress>()
  let progressTimer: NodeJS.Timeout | null = null

  /** Tells of some jobs, and of everything else; whether more is to be told. */
  const tell = (): boolean => {
    if (changed.size === 0 && removed.size === 0 && batches.size === 0 && !stateIsNew) return false
    const ids: JobId[] = []
    for (const id of changed) {
      if (ids.length >= mostJobsPerDelta) break
      changed.delete(id)
      ids.push(id)
    }
    const delta: QueueDelta = { revision: ++revision, jobs: read(ids), removed: [...removed], batches: [...batches].flatMap((id) => batch(id) ?? []), state: state() }
    removed = new Set()
    batches.clear()
    stateIsNew = false
    announce('queue.changed', delta)
    return changed.size > 0
  }
  const pump = () => {
    timer = null
    if (tell()) setImmediate(pump)
  }
  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    while (tell());
  }
  const gather = () => {
    timer ??= setTimeout(pump, gatherMilliseconds)
  }
  return {
    revision: () => revision,
    jobsChanged(ids) {
      for (const id of ids) {
        changed.add(id)
        removed.delete(id)
      }
      gather()
    },
    jobsRemoved(ids) {
      for (const id of ids) {
        removed.add(id)
        changed.delete(id)
      }
      gather()
    },
    batchChanged(id) {
      batches.add(id)
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
