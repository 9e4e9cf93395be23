import type { Job, JobId, QueueBlock, QueueDelta } from '../../src-shared/job'
import { isFinal } from '../../src-shared/job'

/** Why a command ends although jobs wait: nothing but its user can end that. */
export type Stopped = 'credits' | 'budget' | 'key'

/** The jobs a command is about, as they are now. */
export interface Following {
  jobs(): Job[]
  /** Takes what changed; returns what of it concerns these jobs, in the order of the queue. */
  note(delta: Pick<QueueDelta, 'jobs' | 'state'>): Job[]
  block(): QueueBlock | null
  /** Null while something may still happen by itself. */
  end(isBudgetUsedUp: boolean, now: number): { stopped: Stopped | null } | null
}

/** A key that is refused does not come back by itself; what needs none of it (a transfer under way) is given this long. */
const farewellMilliseconds = 60_000

export function follow(ids: ReadonlySet<JobId>): Following {
  const known = new Map<JobId, Job>()
  let block: QueueBlock | null = null
  return {
    jobs: () => [...known.values()],
    note({ jobs, state }) {
      block = state.block
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
      return isBudgetUsedUp ? { stopped: 'budget' } : null
    },
  }
}
