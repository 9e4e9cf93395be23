import type { Batch, Job } from '../../src-shared/job'

export interface ShownBatch {
  batch: Batch
  jobs: Job[]
}

/** The newest batches with their jobs in order, as many as hold about `mostJobs` jobs; always the newest one, however large. */
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
      return { batch: batches.get(id) ?? strange, jobs: list }
    })
    .sort((a, b) => b.batch.createdAt - a.batch.createdAt)
  let shown = 0
  return groups.filter((group, index) => {
    const fits = index === 0 || shown + group.jobs.length <= mostJobs
    shown += group.jobs.length
    return fits
  })
}
