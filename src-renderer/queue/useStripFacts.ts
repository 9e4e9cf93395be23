import { useMemo } from 'react'
import type { QueueState } from '../../src-shared/job'
import type { Counts } from './counts'
import { derive } from './derive'
import { queueEta, type Eta } from './eta'
import { useNow } from '../ui'
import { useProgress } from './useProgress'
import { useQueue } from './useQueue'

/** What the strip says: the numbers and the range that is left. */
export function useStripFacts(): { state: QueueState | null; counts: Counts; eta: Eta | null } {
  const jobs = useQueue((queue) => queue.jobs)
  const state = useQueue((queue) => queue.state)
  const { counts, list, medians } = derive(jobs)
  const busy = counts.running + counts.queued > 0
  const now = useNow(2_000, busy)
  const concurrency = state?.concurrency ?? null
  const eta = useMemo(() => {
    if (!busy) return null
    const progress = useProgress.getState().byId
    return queueEta(list, { now, concurrency, medians, fractionOf: (job) => progress.get(job.id)?.fraction ?? job.fraction })
  }, [busy, list, now, concurrency, medians])
  return { state, counts, eta }
}
