import type { Batch, Job, JobId, QueueDelta, QueueSnapshot, QueueState } from '../../src-shared/job'

/** What the page knows of the queue. Replaced as a whole by each step, never changed in place. */
export interface QueueData {
  /** The last step that was applied; 0 before the first snapshot. */
  revision: number
  jobs: ReadonlyMap<JobId, Job>
  batches: ReadonlyMap<string, Batch>
  state: QueueState | null
}

export const emptyQueue: QueueData = { revision: 0, jobs: new Map(), batches: new Map(), state: null }

/** The whole queue as main told it. */
export function fromSnapshot(snapshot: QueueSnapshot): QueueData {
  return {
    revision: snapshot.revision,
    jobs: new Map(snapshot.jobs.map((job) => [job.id, job])),
    batches: new Map(snapshot.batches.map((batch) => [batch.id, batch])),
    state: snapshot.state,
  }
}

/** Several steps in a row as one; `first` is the revision of the earliest. */
interface Joined extends QueueDelta {
  first?: number
}

/** Steps that follow each other as one, so that ten thousand jobs are copied once and not for each of them. */
export function joined(deltas: readonly QueueDelta[]): Joined[] {
  const runs: { first: number; last: QueueDelta; jobs: Map<JobId, Job>; removed: Set<JobId>; batches: Map<string, Batch> }[] = []
  for (const delta of deltas) {
    let run = runs.at(-1)
    if (run === undefined || delta.revision !== run.last.revision + 1) {
      run = { first: delta.revision, last: delta, jobs: new Map(), removed: new Set(), batches: new Map() }
      runs.push(run)
    }
    run.last = delta
    for (const job of delta.jobs) {
      run.jobs.set(job.id, job)
      run.removed.delete(job.id)
    }
    for (const id of delta.removed) {
      run.jobs.delete(id)
      run.removed.add(id)
    }
    for (const batch of delta.batches) run.batches.set(batch.id, batch)
  }
  return runs.map(({ first, last, jobs, removed, batches }) => ({ ...last, first, jobs: [...jobs.values()], removed: [...removed], batches: [...batches.values()] }))
}

/**
 * The queue after a step. The same object when the step is already known, `'gap'` when one before it is missing:
 * then the snapshot must be asked for again.
 */
export function applyDelta(data: QueueData, delta: Joined): QueueData | 'gap' {
  if (delta.revision <= data.revision) return data
  if ((delta.first ?? delta.revision) > data.revision + 1) return 'gap'
  return {
    revision: delta.revision,
    jobs: withChanges(data.jobs, delta.jobs, delta.removed),
    batches: withChanges(data.batches, delta.batches, []),
    state: delta.state,
  }
}

function withChanges<T extends { id: string }>(all: ReadonlyMap<string, T>, changed: T[], removed: string[]): ReadonlyMap<string, T> {
  if (changed.length + removed.length === 0) return all
  const next = new Map(all)
  for (const one of changed) next.set(one.id, one)
  for (const id of removed) next.delete(id)
  return next
}
