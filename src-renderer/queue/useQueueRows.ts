import { useMemo } from 'react'
import { derive } from './derive'
import { queueRows, type QueueFilter, type QueueRow } from './rows'
import { useQueue } from './useQueue'
import { useQueueView } from './useQueueView'

/** The rows of the table, under a filter. */
export function useQueueRows(filter: QueueFilter): QueueRow[] {
  const jobs = useQueue((queue) => queue.jobs)
  const batches = useQueue((queue) => queue.batches)
  const closed = useQueueView((view) => view.closed)
  return useMemo(() => queueRows(derive(jobs).list, batches, filter, closed), [jobs, batches, filter, closed])
}
