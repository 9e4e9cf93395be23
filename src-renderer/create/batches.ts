import type { Batch, Job } from '../../src-shared/job'

export interface ShownBatch {
  batch: Batch
  jobs: Job[]
  /** Jobs of it that are left to the queue. */
  hidden: number
}

/** So many whose turn is next are shown of a batch that is too large. */
const upcoming = 6

/** The newest batches with their jobs in order, as many as hold about `mostJobs` jobs; of the newest one, however large, what came of it last. */
export function newestBatches(jobs: Iterable<Job>, batches: ReadonlyMap<string, Batch>, mostJobs: number): ShownBatch[] {
  const inside = new Map<string, Job[]>()
  for (const job of jobs) {
    const list = inside.get(job.batchId)
    if (list) list.push(job)
    else inside.set(job.batchId, [job])
  }
  const groups = [...inside]
    .map(([id, list]): ShownBatch => {
      list.sort((a, b) => a.createdAt - b.createdAt || a.position - b.position)
      const first = list[0]
      const strange = { id, name: '', kind: 'list', accountId: first?.accountId ?? '', createdAt: first?.createdAt ?? 0, pause: null, costTolerance: null } as const
      return { batch: batches.get(id) ?? strange, jobs: list, hidden: 0 }
    })
    .sort((a, b) => b.batch.createdAt - a.batch.createdAt)
  let shown = 0
  const fitting = groups.filter((group, index) => {
    const fits = index === 0 || shown + group.jobs.length <= mostJobs
    shown += group.jobs.length
    return fits
  })
  return fitting.map(({ batch, jobs: all }) => {
    if (all.length <= mostJobs) return { batch, jobs: all, hidden: 0 }
    // Thousands of tiles would hold the page: the last that began, and those whose turn is next.
    const begun = all.findLastIndex((job) => job.status !== 'queued') + 1
    const end = Math.min(all.length, Math.max(mostJobs, begun + upcoming))
    return { batch, jobs: all.slice(end - mostJobs, end), hidden: all.length - mostJobs }
  })
}
