import { memo, type MouseEvent, type PointerEvent } from 'react'
import type { Job } from '../../src-shared/job'
import { openScreen } from '../shell'
import { classes } from '../ui'
import { BatchLine } from './BatchLine'
import { columnClasses, rowHeight } from './columns'
import { JobLine } from './JobLine'
import type { QueueRow } from './rows'
import { selectRow } from './useJobKeys'
import { useQueueView } from './useQueueView'

interface TableRowProps {
  domId: string
  rows: readonly QueueRow[]
  index: number
  row: QueueRow
  /** Pixels from the top. */
  start: number
  chosen: boolean
  active: boolean
  onGrip: (event: PointerEvent, job: Job) => void
}

function openRow(row: QueueRow): void {
  if (row.kind === 'batch') useQueueView.getState().toggleBatch(row.id)
  else if (row.job.itemId !== null) openScreen({ name: 'viewer', itemId: row.job.itemId })
}

/** One row of the table, a batch or a job. Remembered, so that scrolling draws only the rows that come. */
export const TableRow = memo(function TableRow({ domId, rows, index, row, start, chosen, active, onGrip }: TableRowProps) {
  const choose = (event: MouseEvent) => selectRow(rows, row, { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey })
  return (
    <div
      id={domId}
      role="row"
      aria-rowindex={index + 2}
      aria-level={row.kind === 'batch' ? 1 : 2}
      aria-expanded={row.kind === 'batch' ? row.open : undefined}
      aria-selected={chosen}
      onClick={choose}
      onDoubleClick={() => openRow(row)}
      onContextMenu={(event) => {
        if (!chosen) choose(event)
      }}
      style={{ height: rowHeight, transform: `translateY(${start}px)` }}
      className={classes(
        columnClasses,
        'absolute inset-x-0 top-0 border-b border-hairline/70',
        chosen ? 'bg-selection' : row.kind === 'batch' ? 'bg-panel hover:bg-hover' : 'hover:bg-panel',
        active && 'group-focus-visible/table:outline-2 group-focus-visible/table:-outline-offset-2 group-focus-visible/table:outline-focus',
      )}
    >
      {row.kind === 'batch' ? <BatchLine row={row} /> : <JobLine job={row.job} onGrip={onGrip} />}
    </div>
  )
})
