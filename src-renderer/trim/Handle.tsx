import { useTranslation } from 'react-i18next'
import type { KeyboardEvent, PointerEvent } from 'react'
import { classes } from '../ui'
import { nearestPoint } from './grid'
import { formatTimecode } from './timecode'
import type { Workbench } from './useWorkbench'

interface HandleProps {
  bench: Workbench
  end: 'in' | 'out'
  /** Seconds at a pointer's place on the timeline. */
  secondsAt: (clientX: number) => number
}

/** One end of the selection: drag it, or move it with the arrow keys (Shift: ten, Page: a second). */
export function Handle({ bench, end, secondsAt }: HandleProps) {
  const { t } = useTranslation()
  const { grid, cuts, move } = bench
  const point = end === 'in' ? cuts.inPoint : cuts.outPoint
  const at = grid.timeOf(point)
  const aSecondAway = (sign: 1 | -1) => {
    const there = nearestPoint(grid, Math.max(0, at + sign))
    return there === point ? point + sign : there
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? 10 : 1
    const wanted = {
      ArrowLeft: point - by, ArrowDown: point - by, ArrowRight: point + by, ArrowUp: point + by,
      PageDown: aSecondAway(-1), PageUp: aSecondAway(1), Home: 0, End: grid.count,
    }[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    move(end, wanted)
  }
  const drag = (event: PointerEvent) => move(end, nearestPoint(grid, secondsAt(event.clientX)))
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t(end === 'in' ? 'trim.timeline.in' : 'trim.timeline.out')}
      aria-valuemin={0}
      aria-valuemax={grid.count}
      aria-valuenow={point}
      aria-valuetext={formatTimecode(grid, point)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        event.currentTarget.focus()
        event.stopPropagation()
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1 && event.currentTarget.hasPointerCapture(event.pointerId)) drag(event)
      }}
      style={{ left: `${(at / grid.durationSeconds) * 100}%` }}
      // Twenty-four pixels to aim at, eight to look at.
      className={classes(
        'absolute inset-y-0 z-2 flex w-6 cursor-ew-resize touch-none rounded-control',
        end === 'in' ? '-translate-x-4 justify-end' : '-translate-x-2 justify-start',
      )}
    >
      <span className={classes('flex h-full w-2 items-center justify-center bg-accent', end === 'in' ? 'rounded-l-control' : 'rounded-r-control')}>
        <span className="h-4 w-0.5 rounded-full bg-on-accent/60" />
      </span>
    </div>
  )
}
