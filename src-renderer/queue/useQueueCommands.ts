import { useCommand } from '../shell'
import { selectAll } from '../ui/selection'
import type { JobAction } from './actions'
import { jobsOnRows, type QueueRow } from './rows'
import { useChosenJobs } from './useChosenJobs'
import { useJobActions } from './useJobActions'
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
