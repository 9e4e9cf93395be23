import type { Job, QueueDelta } from '../../src-shared/job'

/** What of the queue a desktop shows, or obeys. */
export interface DesktopFacts {
  running: number
  waiting: number
  /** Whether what waits may go on by itself within the hour: a pause or a far window is no reason to stay awake. */
  isBusy: boolean
  /** 0 to 1 of what was listed when the queue last stood still; null: nothing to show. */
  fraction: number | null
}

/** A batch of which nothing runs or waits any more. */
export interface FinishedBatch {
  id: string
  name: string
  completed: number
  failed: number
  held: number
}

/** Keeps count of the queue from its steps, so that tray, dock and notices need not ask for ten thousand jobs. */
export interface DesktopCount {
  /** Takes a step; returns the batches that it finished. */
  note(delta: Pick<QueueDelta, 'jobs' | 'removed' | 'batches'>): FinishedBatch[]
  facts(isHeldBack: boolean): DesktopFacts
}

type Seen = Pick<Job, 'batchId' | 'status'>

export function countForDesktop(): DesktopCount {
  const jobs = new Map<string, Seen>()
  const batches = new Map<string, { name: string; jobs: Set<string>; wasOpen: boolean }>()
  let done = 0
  const isOpen = ({ status }: Seen) => status === 'queued' || status === 'running'
  const open = () => [...jobs.values()].filter(isOpen)
  const batchOf = (id: string) => {
    const batch = batches.get(id) ?? { name: '', jobs: new Set<string>(), wasOpen: false }
    batches.set(id, batch)
    return batch
  }
  return {
    note({ jobs: changed, removed, batches: named }) {
      for (const { id, name } of named) batchOf(id).name = name
      const touched = new Set<string>()
      for (const { id, batchId, status } of changed) {
        const before = jobs.get(id)
        if (before && isOpen(before) && !isOpen({ batchId, status })) done++
        jobs.set(id, { batchId, status })
        batchOf(batchId).jobs.add(id)
        touched.add(batchId)
      }
      for (const id of removed) {
        batches.get(jobs.get(id)?.batchId ?? '')?.jobs.delete(id)
        jobs.delete(id)
      }
      const finished: FinishedBatch[] = []
      for (const id of touched) {
        const batch = batchOf(id)
        const own = [...batch.jobs].flatMap((jobId) => jobs.get(jobId) ?? [])
        const stillOpen = own.some(isOpen)
        // What was over before this run of the app is no news.
        if (batch.wasOpen && !stillOpen) {
          const count = (status: Job['status']) => own.filter((job) => job.status === status).length
          finished.push({ id, name: batch.name, completed: count('completed'), failed: count('failed'), held: count('held') })
        }
        batch.wasOpen = stillOpen
      }
      return finished
    },
    facts(isHeldBack) {
      const left = open()
      const running = left.filter(({ status }) => status === 'running').length
      if (left.length === 0) done = 0
      return {
        running,
        waiting: left.length - running,
        isBusy: running > 0 || (left.length > 0 && !isHeldBack),
        fraction: left.length === 0 ? null : done / (done + left.length),
      }
    },
  }
}
