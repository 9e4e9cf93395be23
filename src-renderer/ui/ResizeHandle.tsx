import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { classes } from './classes'

interface ResizeHandleProps {
  label: string
  /** Size of what is resized, pixels. */
  size: number
  min: number
  max: number
  initial: number
  /** The edge of the panel it sits on. */
  edge: 'left' | 'right' | 'top'
  onResize: (size: number) => void
}

/** Drags an edge; arrow keys move it, Home and End go to the limits, a double click goes back. Its parent is `relative`. */
export function ResizeHandle({ label, size, min, max, initial, edge, onResize }: ResizeHandleProps) {
  const start = useRef<{ at: number; size: number } | null>(null)
  const along = edge === 'top' ? 'y' : 'x'
  const sign = edge === 'right' ? 1 : -1
  const fit = (wanted: number) => Math.round(Math.min(max, Math.max(min, wanted)))
  const position = (event: PointerEvent) => (along === 'y' ? event.clientY : event.clientX)

  const onKeyDown = (event: KeyboardEvent) => {
    const grow = edge === 'right' ? 'ArrowRight' : edge === 'left' ? 'ArrowLeft' : 'ArrowUp'
    const shrink = edge === 'right' ? 'ArrowLeft' : edge === 'left' ? 'ArrowRight' : 'ArrowDown'
    const wanted = { [grow]: size + 16, [shrink]: size - 16, Home: min, End: max }[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    onResize(fit(wanted))
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={along === 'y' ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onResize(initial)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { at: position(event), size }
      }}
      onPointerMove={(event) => {
        if (start.current) onResize(fit(start.current.size + sign * (position(event) - start.current.at)))
      }}
      onPointerUp={() => {
        start.current = null
      }}
      className={classes(
        'absolute z-10 transition-colors hover:bg-focus/60 active:bg-focus',
        edge === 'right' && '-right-0.75 inset-y-0 w-1.5 cursor-col-resize',
        edge === 'left' && '-left-0.75 inset-y-0 w-1.5 cursor-col-resize',
        edge === 'top' && '-top-0.75 inset-x-0 h-1.5 cursor-row-resize',
      )}
    />
  )
}
