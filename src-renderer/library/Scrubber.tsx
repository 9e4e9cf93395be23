import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../ui'
import { scrubberMarks, sectionAt, type GridLayout } from './layout'
import { monthName } from './monthName'
import { useElementSize } from './useElementSize'

interface ScrubberProps {
  layout: GridLayout
  /** Position in the layout, pixels. */
  top: number
  viewHeight: number
  onJump: (top: number) => void
}

/** The months beside the grid: press, drag, or arrow keys to go to one. */
export function Scrubber({ layout, top, viewHeight, onJump }: ScrubberProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const bar = useRef<HTMLDivElement>(null)
  const { height } = useElementSize(bar)
  const marks = scrubberMarks(layout, height, 22)
  const here = sectionAt(layout, top + Math.min(viewHeight, layout.rowHeight[0] ?? 0) / 2)
  const index = here ? layout.sections.indexOf(here) : 0

  const jumpTo = (event: PointerEvent) => {
    const box = bar.current?.getBoundingClientRect()
    if (!box || box.height === 0) return
    const fraction = Math.min(1, Math.max(0, (event.clientY - box.top) / box.height))
    onJump(fraction * layout.height)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const last = layout.sections.length - 1
    const wanted = { ArrowUp: index - 1, ArrowDown: index + 1, PageUp: index - 12, PageDown: index + 12, Home: 0, End: last }[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    onJump(layout.sections[Math.min(last, Math.max(0, wanted))]?.top ?? 0)
  }
  const count = here?.count ?? 0
  return (
    <div className="w-13 flex-none py-2 pr-2">
      <div
        ref={bar}
        role="slider"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t('library.scrubber')}
        aria-valuemin={1}
        aria-valuemax={layout.sections.length}
        aria-valuenow={index + 1}
        aria-valuetext={
          here
            ? t('library.scrubberText', {
                month: monthName(i18n.language, here.month),
                items: t('library.shownAll', { count, total: format.whole(count) }),
              })
            : undefined
        }
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          jumpTo(event)
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) jumpTo(event)
        }}
        className="relative h-full touch-none rounded-control text-left text-label text-text-3 tabular-nums"
      >
        {marks.map((mark) => (
          <span
            key={mark.month}
            title={`${monthName(i18n.language, mark.month)} · ${format.whole(mark.count)}`}
            style={{ top: `${mark.at * 100}%` }}
            className={`absolute right-0 left-1 truncate ${mark.month === here?.month ? 'font-semibold text-text' : ''} ${mark.year ? 'font-semibold text-text-2' : ''}`}
          >
            {mark.year ? mark.month.slice(0, 4) : monthName(i18n.language, mark.month, 'short')}
          </span>
        ))}
        <span
          aria-hidden
          style={{ top: `${layout.height > 0 ? Math.min(100, (top / layout.height) * 100) : 0}%` }}
          className="pointer-events-none absolute -left-2 h-0.5 w-2 rounded-full bg-text"
        />
      </div>
    </div>
  )
}
