import { useCallback, useMemo, useRef, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { openScreen } from '../shell'
import { ContextMenu, useFormat } from '../ui'
import { selectAll, selectAt } from '../ui/selection'
import { gridLayout, headingsBetween, stepFrom, tilesBetween, type Step } from './layout'
import { monthName } from './monthName'
import { Scrubber } from './Scrubber'
import { Tile } from './Tile'
import { useElementSize } from './useElementSize'
import { useGridScroll } from './useGridScroll'
import { useItemMenu } from './useItemMenu'
import { useLibrary } from './useLibrary'
import { useLibraryRows } from './useRows'

const padding = 12
const steps: Record<string, Step> = {
  ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', Home: 'home', End: 'end', PageUp: 'page-up', PageDown: 'page-down',
}

/** The grid: only what is visible exists. One stop for the keyboard; arrows move inside. */
export function LibraryGrid({ onQuickLook }: { onQuickLook: () => void }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const { width, height } = useElementSize(scroller)
  const ids = useLibrary((library) => library.ids)
  const months = useLibrary((library) => library.months)
  const size = useLibrary((library) => library.tileSize)
  const selection = useLibrary((library) => library.selection)
  const setSelection = useLibrary((library) => library.setSelection)
  const entries = useItemMenu()

  const layout = useMemo(() => gridLayout(months, ids.length, Math.max(0, width - 2 * padding), size), [months, ids.length, width, size])
  const { top, offset, scrollHeight, scrollTo, showIndex } = useGridScroll(scroller, layout, height)
  // A screen more on both sides, so that rows are there before they are seen.
  const tiles = useMemo(() => (width === 0 ? [] : tilesBetween(layout, top - height / 2, top + height * 1.5)), [layout, top, height, width])
  const headings = headingsBetween(layout, top - 100, top + height + 100)
  const visibleIds = useMemo(() => tiles.flatMap(({ index }) => ids[index] ?? []), [tiles, ids])
  const rows = useLibraryRows(visibleIds)
  const activeIndex = selection.active === null ? -1 : ids.indexOf(selection.active)
  const domId = (index: number) => `library-tile-${index}`

  const onChoose = useCallback(
    (id: string, event: MouseEvent) => {
      const library = useLibrary.getState()
      setSelection(selectAt(library.selection, library.ids, id, { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey }))
    },
    [setSelection],
  )
  const onOpen = useCallback((id: string) => openScreen({ name: 'viewer', itemId: id, ids: useLibrary.getState().ids }), [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return
    const mod = event.ctrlKey || event.metaKey
    if (mod && event.key.toLowerCase() === 'a') {
      setSelection(selectAll(selection, ids))
    } else if (event.key === 'Enter' && selection.active !== null) {
      onOpen(selection.active)
    } else if (event.key === ' ' && mod && selection.active !== null) {
      setSelection(selectAt(selection, ids, selection.active, { toggle: true }))
    } else if (event.key === ' ') {
      if (selection.active !== null) onQuickLook()
    } else if (event.key === 'Escape' && selection.ids.size > 0) {
      setSelection({ ids: new Set(), anchor: null, active: selection.active })
    } else {
      const step = steps[event.key]
      if (step === undefined || mod) return
      const from = activeIndex < 0 ? (tiles.find((tile) => tile.y >= top)?.index ?? 0) : activeIndex
      const to = activeIndex < 0 && step !== 'home' && step !== 'end' ? from : stepFrom(layout, from, step, height)
      const id = ids[to]
      if (id === undefined) return
      setSelection(selectAt(selection, ids, id, { extend: event.shiftKey }))
      showIndex(to)
    }
    event.preventDefault()
  }
  return (
    <div className="flex min-h-0 grow">
      <div ref={scroller} className="relative min-h-0 grow overflow-x-hidden overflow-y-scroll">
        <div className="relative overflow-clip [overflow-clip-margin:4px]" style={{ height: scrollHeight, marginInline: padding }}>
          {headings.map((section) => (
            <h2
              key={section.month}
              style={{ transform: `translateY(${section.top - offset}px)`, height: layout.heading }}
              className="absolute inset-x-0 top-0 flex items-center gap-2 text-small font-medium"
            >
              <span className="first-letter:uppercase">{monthName(i18n.language, section.month)}</span>
              <span className="text-text-3 tabular-nums">{format.whole(section.count)}</span>
            </h2>
          ))}
          <ContextMenu entries={entries}>
            <div
              role="listbox"
              tabIndex={0}
              data-quiet-focus
              aria-label={t('library.gridLabel', { total: t('library.shownAll', { count: ids.length, total: format.whole(ids.length) }) })}
              aria-multiselectable
              aria-activedescendant={activeIndex >= 0 && tiles.some((tile) => tile.index === activeIndex) ? domId(activeIndex) : undefined}
              onKeyDown={onKeyDown}
              onFocus={(event) => {
                // The ring is on the active tile: there is always one once the grid has the focus.
                const first = tiles.find((tile) => tile.y >= top)
                if (activeIndex < 0 && first && event.currentTarget.matches(':focus-visible')) setSelection({ ...selection, active: ids[first.index] ?? null })
              }}
              className="group/grid absolute inset-0"
            >
              {tiles.map((tile, at) => {
                const id = visibleIds[at]
                return id === undefined ? null : (
                  <Tile
                    key={id}
                    domId={domId(tile.index)}
                    id={id}
                    index={tile.index}
                    count={ids.length}
                    row={rows[at]}
                    x={tile.x}
                    y={tile.y - offset}
                    edge={layout.tile}
                    selected={selection.ids.has(id)}
                    active={selection.active === id}
                    onChoose={onChoose}
                    onOpen={onOpen}
                  />
                )
              })}
            </div>
          </ContextMenu>
        </div>
      </div>
      {layout.sections.length > 0 && layout.heading > 0 ? <Scrubber layout={layout} top={top} viewHeight={height} onJump={scrollTo} /> : null}
    </div>
  )
}
