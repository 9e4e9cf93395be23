import type { Job, JobId, QueueBlock, QueueDelta } from '../../src-shared/job'
import { isFinal } from '../../src-shared/job'

/** Why a command ends although jobs wait: nothing but its user can end that. */
export type Stopped = 'credits' | 'budget' | 'key' | 'paused'

/** The jobs a command is about, as they are now. */
export interface Following {
  jobs(): Job[]
  /** Takes what changed; returns what of it concerns these jobs, in the order of the queue. */
  note(delta: Pick<QueueDelta, 'jobs' | 'batches' | 'state'>): Job[]
  block(): QueueBlock | null
  /** Null while something may still happen by itself. */
  end(isBudgetUsedUp: boolean, now: number): { stopped: Stopped | null } | null
}

/** A key that is refused does not come back by itself; what needs none of it (a transfer under way) is given this long. */
const farewellMilliseconds = 60_000

export function follow(ids: ReadonlySet<JobId>): Following {
  const known = new Map<JobId, Job>()
  const pausedBatches = new Set<string>()
  let pausedProviders: ReadonlySet<string> = new Set()
  let block: QueueBlock | null = null
  const isPaused = (job: Job) => pausedBatches.has(job.batchId) || pausedProviders.has(`${job.request.type}/${job.request.provider ?? '*'}`)
  return {
    jobs: () => [...known.values()],
    note({ jobs, batches, state }) {
      block = state.block
      for (const batch of batches) {
        if (batch.pause === null) pausedBatches.delete(batch.id)
        else pausedBatches.add(batch.id)
      }
      // One that is down comes back by itself; one that its user paused does not.
      pausedProviders = new Set(state.pausedProviders.flatMap(({ key, until }) => (until === null ? [key] : [])))
      const own = jobs.filter((job) => ids.has(job.id)).toSorted((a, b) => a.position - b.position)
      for (const job of own) known.set(job.id, job)
      return own
    },
    block: () => block,
    end(isBudgetUsedUp, now) {
      if (known.size < ids.size) return null
      const open = [...known.values()].filter((job) => !isFinal(job.status) && job.status !== 'held')
      if (open.length === 0) return { stopped: null }
      const running = open.filter((job) => job.status === 'running')
      if (block?.reason === 'unauthorized') {
        const isTransferring = running.some((job) => job.phase === 'downloading' || job.phase === 'saving')
        return isTransferring && now - block.since < farewellMilliseconds ? null : { stopped: 'key' }
      }
      if (running.length > 0) return null
      if (block?.reason === 'insufficient-credits') return { stopped: 'credits' }
      if (open.every(isPaused)) return { stopped: 'paused' }
      return isBudgetUsedUp ? { stopped: 'budget' } : null
    },
  }
}
