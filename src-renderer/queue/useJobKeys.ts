import type { KeyboardEvent } from 'react'
import { openScreen } from '../shell'
import { selectAll, selectAt } from '../ui/selection'
import { jobsOnRows, type QueueRow } from './rows'
import { useQueueView } from './useQueueView'

/** The key of a row among all rows: batches and jobs may share ids. */
export function rowKey(row: QueueRow): string {
  return row.kind === 'batch' ? `batch:${row.id}` : row.id
}

/** Selects what a row stands for: a job, or all the jobs of a batch. */
export function selectRow(rows: readonly QueueRow[], row: QueueRow, reach: { extend?: boolean; toggle?: boolean }): void {
  const { selection, select } = useQueueView.getState()
  if (row.kind === 'job') return select(selectAt(selection, jobsOnRows(rows), row.id, reach))
  const ids = row.jobs.map((job) => job.id)
  select({
    ids: new Set(reach.extend || reach.toggle ? [...selection.ids, ...ids] : ids),
    anchor: ids[0] ?? null,
    active: rowKey(row),
  })
}

/** The keys of the table: arrows, ends, pages, Left and Right for batches, Enter for the result. Tells whether it used the key. */
export function handleTableKey(event: KeyboardEvent, rows: readonly QueueRow[], pageRows: number, show: (index: number) => void): boolean {
  if (event.altKey) return false
  const { selection, select, toggleBatch } = useQueueView.getState()
  const mod = event.ctrlKey || event.metaKey
  const at = rows.findIndex((row) => rowKey(row) === selection.active)
  const row = rows[at]
  if (mod && event.key.toLowerCase() === 'a') {
    select(selectAll(selection, jobsOnRows(rows)))
    return true
  }
  const steps: Record<string, number> = {
    ArrowDown: at + 1, ArrowUp: at < 0 ? rows.length - 1 : at - 1, Home: 0, End: rows.length - 1, PageDown: at + pageRows, PageUp: at - pageRows,
  }
  const wanted = steps[event.key]
  if (wanted !== undefined) {
    const to = Math.min(Math.max(0, wanted), rows.length - 1)
    const target = rows[to]
    if (target) selectRow(rows, target, { extend: event.shiftKey })
    show(to)
    return true
  }
  if (row === undefined) return false
  switch (event.key) {
    case 'ArrowRight':
      if (row.kind === 'batch') toggleBatch(row.id, true)
      return true
    case 'ArrowLeft': {
      if (row.kind === 'batch') toggleBatch(row.id, false)
      else {
        const parent = rows.findLastIndex((other, index) => index < at && other.kind === 'batch')
        const batch = rows[parent]
        if (batch) selectRow(rows, batch, {})
        show(parent)
      }
      return true
    }
    case 'Enter':
      if (row.kind === 'batch') toggleBatch(row.id)
      else if (row.job.itemId !== null) openScreen({ name: 'viewer', itemId: row.job.itemId })
      return true
    case ' ':
      selectRow(rows, row, { toggle: true })
      return true
    case 'Escape':
      if (selection.ids.size === 0) return false
      select({ ids: new Set(), anchor: null, active: selection.active })
      return true
    default:
      return false
  }
}
