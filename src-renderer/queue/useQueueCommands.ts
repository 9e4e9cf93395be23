import type { Job } from '../../src-shared/job'
import { useCommand } from '../shell'
import { selectAll } from '../ui/selection'
import type { JobAction } from './actions'
import { jobsOnRows, type QueueRow } from './rows'
import { useChosenJobs } from './useChosenJobs'
import { useJobActions } from './useJobActions'
import { useQueue } from './useQueue'
import { useQueueView } from './useQueueView'

/** The commands of the table, for keys and palette. */
export function useQueueCommands(rows: readonly QueueRow[]): void {
  const { actions } = useChosenJobs()
  const { run } = useJobActions()
  const when = (action: JobAction) => {
    const ids = actions.get(action)
    return ids ? () => run(action, ids) : null
  }
  const cancelOrClear = when('cancel') ?? when('clear')
  useCommand('queue.cancel', cancelOrClear)
  useCommand('queue.retry', when('retry'))
  useCommand('queue.moveUp', when('move-up'))
  useCommand('queue.moveDown', when('move-down'))
  useCommand('queue.moveFirst', when('move-front'))
  useCommand('queue.moveLast', when('move-back'))
  useCommand('queue.selectAll', () => {
    const { selection, select } = useQueueView.getState()
    select(selectAll(selection, jobsOnRows(rows)))
  })
}

/** The job that has run longest is the current one. */
export function useCancelCurrent(): void {
  const { run } = useJobActions()
  const current = useQueue(({ jobs }) => {
    let first: Job | null = null
    for (const job of jobs.values()) {
      if (job.status === 'running' && !job.cancelRequested && (job.startedAt ?? Infinity) <= (first?.startedAt ?? Infinity)) first = job
    }
    return first?.id ?? null
  })
  useCommand('queue.cancelCurrent', current === null ? null : () => run('cancel', [current]))
}
