import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { classes, ContextMenu } from '../ui'
import { columnClasses, headingHeight, roomyClasses, rowHeight } from './columns'
import type { QueueRow } from './rows'
import { TableRow } from './TableRow'
import { useChosenJobs } from './useChosenJobs'
import { handleTableKey, rowKey } from './useJobKeys'
import { useQueueView } from './useQueueView'
import { useRowDrag } from './useRowDrag'

const columns = ['job', 'model', 'state', 'progress', 'credits', 'time'] as const

/** Batches and their jobs; only the visible rows exist. One stop for the keyboard, arrows inside. */
export function JobTable({ rows }: { rows: readonly QueueRow[] }) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const { entries } = useChosenJobs()
  const selection = useQueueView((view) => view.selection)
  const select = useQueueView((view) => view.select)
  const { dropIndex, onGrip, handlers } = useRowDrag(scroller, rows)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headingHeight,
    scrollPaddingStart: headingHeight,
    getItemKey: (index) => (rows[index] ? rowKey(rows[index]) : index),
  })
  const visible = virtual.getVirtualItems()
  const domId = (index: number) => `queue-row-${index}`
  const active = rows.findIndex((row) => rowKey(row) === selection.active)

  const onKeyDown = (event: KeyboardEvent) => {
    const pageRows = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 320) - headingHeight) / rowHeight) - 1)
    if (handleTableKey(event, rows, pageRows, (index) => virtual.scrollToIndex(index))) event.preventDefault()
  }
  return (
    <ContextMenu entries={entries}>
      <div
        ref={scroller}
        {...handlers}
        role="treegrid"
        tabIndex={0}
        aria-label={t('queue.tableLabel')}
        aria-multiselectable
        aria-rowcount={rows.length + 1}
        aria-activedescendant={active >= 0 && visible.some((item) => item.index === active) ? domId(active) : undefined}
        data-quiet-focus
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          // The ring is on the active row: there is always one once the table has the focus.
          if (active < 0 && rows[0] && event.currentTarget.matches(':focus-visible')) select({ ...selection, active: rowKey(rows[0]) })
        }}
        className="group/table @container relative min-h-0 grow overflow-x-hidden overflow-y-scroll text-small"
      >
        <div role="rowgroup" className="sticky top-0 z-1 bg-app" style={{ height: headingHeight }}>
          <div role="row" aria-rowindex={1} className={classes(columnClasses, 'h-full border-b border-hairline text-label font-medium text-text-3')}>
            <span role="presentation" />
            {columns.map((column) => (
              <span key={column} role="columnheader" className={classes('truncate px-2', (column === 'credits' || column === 'time') && 'text-right', column === 'model' && roomyClasses)}>
                {t(`queue.columns.${column}`)}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {visible.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const chosen = row.kind === 'job' ? selection.ids.has(row.id) : row.jobs.every((job) => selection.ids.has(job.id))
            return (
              <TableRow
                key={item.key}
                domId={domId(item.index)}
                rows={rows}
                index={item.index}
                row={row}
                start={item.start - headingHeight}
                chosen={chosen}
                active={item.index === active}
                onGrip={onGrip}
              />
            )
          })}
          {dropIndex === null ? null : (
            <div role="presentation" className="pointer-events-none absolute inset-x-0 top-0 h-0.5 -translate-y-px bg-focus" style={{ top: dropIndex * rowHeight }} />
          )}
        </div>
      </div>
    </ContextMenu>
  )
}
