import { useCallback, useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { Job, JobId } from '../../src-shared/job'
import { headingHeight, rowHeight } from './columns'
import { dropTarget, type QueueRow } from './rows'
import { useJobActions } from './useJobActions'
import { useQueueView } from './useQueueView'

/** How near to the edge of the table a drag scrolls it, pixels. */
const edge = 28

/** Dragging waiting jobs to another place in line; `dropIndex` is the row that they would come before. */
export function useRowDrag(scroller: RefObject<HTMLElement | null>, rows: readonly QueueRow[]) {
  const [dropIndex, setDropIndex] = useState<number | null>(null)
  const dragged = useRef<Set<JobId> | null>(null)
  const { moveBefore } = useJobActions()

  const count = rows.length
  const indexAt = useCallback(
    (clientY: number): number => {
      const box = scroller.current?.getBoundingClientRect()
      if (!box || !scroller.current) return 0
      const y = clientY - box.top - headingHeight + scroller.current.scrollTop
      return Math.min(count, Math.max(0, Math.round(y / rowHeight)))
    },
    [scroller, count],
  )

  const onGrip = useCallback(
    (event: PointerEvent, job: Job) => {
      if (event.button !== 0) return
      const { selection } = useQueueView.getState()
      dragged.current = selection.ids.has(job.id) ? new Set(selection.ids) : new Set([job.id])
      scroller.current?.setPointerCapture(event.pointerId)
      setDropIndex(indexAt(event.clientY))
      event.preventDefault()
      event.stopPropagation()
    },
    [scroller, indexAt],
  )
  const onPointerMove = (event: PointerEvent) => {
    if (dragged.current === null || !scroller.current) return
    const box = scroller.current.getBoundingClientRect()
    if (event.clientY < box.top + headingHeight + edge) scroller.current.scrollTop -= rowHeight / 2
    if (event.clientY > box.bottom - edge) scroller.current.scrollTop += rowHeight / 2
    setDropIndex(indexAt(event.clientY))
  }
  const end = (drop: boolean) => (event: PointerEvent) => {
    const moved = dragged.current
    dragged.current = null
    setDropIndex(null)
    if (!drop || moved === null) return
    const waiting = rows.flatMap((row) => (row.kind === 'job' && row.job.status === 'queued' && moved.has(row.id) ? [row.id] : []))
    if (waiting.length > 0) moveBefore(waiting, dropTarget(rows, indexAt(event.clientY), moved))
  }
  return { dropIndex, onGrip, handlers: { onPointerMove, onPointerUp: end(true), onPointerCancel: end(false) } }
}
