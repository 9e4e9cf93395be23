import type { Batch, Job, JobId } from '../../src-shared/job'
import { countJobs, type Counts } from './counts'

export const queueFilters = ['all', 'active', 'waiting', 'attention', 'done'] as const
export type QueueFilter = (typeof queueFilters)[number]

export interface BatchRow {
  kind: 'batch'
  id: string
  batch: Batch
  /** Of all its jobs, whatever the filter shows. */
  counts: Counts
  all: Job[]
  /** Those the filter shows. */
  jobs: Job[]
  open: boolean
}
export interface JobRow {
  kind: 'job'
  id: JobId
  job: Job
}
export type QueueRow = BatchRow | JobRow

/** Whether a job is shown under a filter. */
function passes(filter: QueueFilter, job: Job): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'active':
      return job.status === 'running'
    case 'waiting':
      return job.status === 'queued'
    case 'attention':
      return job.status === 'held' || job.status === 'failed'
    case 'done':
      return job.status === 'completed' || job.status === 'canceled'
  }
}

/**
 * The rows to show: batches with their jobs inside. Batches that still have something to do come first, in the order of the
 * line; finished ones follow, the newest first.
 */
export function queueRows(
  jobs: Iterable<Job>,
  batches: ReadonlyMap<string, Batch>,
  filter: QueueFilter,
  closed: ReadonlySet<string>,
): QueueRow[] {
  const inside = new Map<string, Job[]>()
  for (const job of jobs) {
    const list = inside.get(job.batchId)
    if (list) list.push(job)
    else inside.set(job.batchId, [job])
  }
  const groups = [...inside].map(([id, list]) => {
    list.sort((a, b) => a.position - b.position)
    const next = list.find((job) => job.status === 'running' || job.status === 'queued' || job.status === 'held')
    return { batch: batches.get(id) ?? strangeBatch(id, list), list, next: next?.position ?? null }
  })
  groups.sort((a, b) => {
    if (a.next !== null && b.next !== null) return a.next - b.next
    if (a.next !== null) return -1
    if (b.next !== null) return 1
    return b.batch.createdAt - a.batch.createdAt
  })
  return groups.flatMap(({ batch, list }): QueueRow[] => {
    const shown = filter === 'all' ? list : list.filter((job) => passes(filter, job))
    if (shown.length === 0) return []
    const open = !closed.has(batch.id)
    const row: BatchRow = { kind: 'batch', id: batch.id, batch, counts: countJobs(list), all: list, jobs: shown, open }
    return open ? [row, ...shown.map((job): JobRow => ({ kind: 'job', id: job.id, job }))] : [row]
  })
}

/** A batch whose record did not arrive still shows its jobs. */
function strangeBatch(id: string, jobs: readonly Job[]): Batch {
  return { id, name: '', kind: 'list', accountId: jobs[0]?.accountId ?? '', createdAt: jobs[0]?.createdAt ?? 0, pause: null, costTolerance: null }
}

/** The jobs that stand on the rows, in order. */
export function jobsOnRows(rows: readonly QueueRow[]): JobId[] {
  return rows.flatMap((row) => (row.kind === 'job' ? [row.id] : []))
}

/**
 * Where dragged jobs land when dropped before a row: before its job, or before the next waiting job after it; `null` is
 * the end of the line.
 */
export function dropTarget(rows: readonly QueueRow[], rowIndex: number, moved: ReadonlySet<JobId>): JobId | null {
  for (let index = Math.max(0, rowIndex); index < rows.length; index += 1) {
    const row = rows[index]!
    if (row.kind === 'job' && row.job.status === 'queued' && !moved.has(row.id)) return row.id
    if (row.kind === 'batch' && !row.open) {
      const first = row.jobs.find((job) => job.status === 'queued' && !moved.has(job.id))
      if (first) return first.id
    }
  }
  return null
}
