import { useCallback, useEffect, useMemo, useRef, useState, type DragEvent, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ContextMenu, useFormat } from '../ui'
import { selectAll, selectAt } from '../ui/selection'
import { headingsBetween, stepFrom, tilesBetween, type PlacedTile, type Step } from './layout'
import { ListHeader, ListWidth } from './ListHeader'
import { listRowHeight } from './listColumns'
import { monthName } from './monthName'
import { openItem } from './openItem'
import { Scrubber } from './Scrubber'
import { startDrag } from './dragging'
import { TileFrame } from './TileFrame'
import { useElementSize } from './useElementSize'
import { useGridLayout } from './useGridLayout'
import { useGridScroll } from './useGridScroll'
import { useItemMenu } from './useItemMenu'
import { useLibrary } from './useLibrary'
import { usePlaceKept } from './usePlaceKept'
import { rowOf, useLibraryRows } from './useRows'
import { useViewOptions } from './viewOptions'

const padding = 12
const steps: Record<string, Step> = {
  ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', Home: 'home', End: 'end', PageUp: 'page-up', PageDown: 'page-down',
}
/** The active item that was brought into sight last; kept while other screens are shown. */
let lastShown: number | null = null
const domId = (index: number) => `library-tile-${index}`

/**
 * How many places there are for what is drawn. An item that comes into sight takes the place of one that left: changing what is there costs a
 * fraction of taking it away and making it anew.
 */
function usePlaces(drawn: number): number {
  const [places, setPlaces] = useState(0)
  const needed = Math.ceil((drawn + 1) / 48) * 48
  if (needed > places) setPlaces(needed)
  return Math.max(places, needed)
}

/** Rows are asked for in blocks that reach ahead, so that one answer serves many frames and tiles come with their rows. */
const block = 120

function useRowsAround(tiles: readonly PlacedTile[], numbers: Int32Array): void {
  const first = Math.floor((tiles[0]?.index ?? 0) / block) * block
  const end = (Math.floor((tiles.at(-1)?.index ?? -1) / block) + 2) * block
  useLibraryRows(useMemo(() => [...numbers.subarray(Math.max(0, first - block / 2), end)], [numbers, first, end]))
}

/** The grid or the list: only what is visible exists. One stop for the keyboard; arrows move inside. */
export function LibraryGrid({ onQuickLook }: { onQuickLook: () => void }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const { width, height } = useElementSize(scroller)
  const numbers = useLibrary((library) => library.numbers)
  const selection = useLibrary((library) => library.selection)
  const setSelection = useLibrary((library) => library.setSelection)
  const form = useViewOptions((options) => options.form)
  const entries = useItemMenu()

  const inner = Math.max(0, width - 2 * padding)
  const { layout, caption } = useGridLayout(inner)
  const { top, offset, scrollHeight, scrollTo, showIndex, flying } = useGridScroll(scroller, layout, height)
  usePlaceKept(layout, numbers, top, scrollTo)
  // Half a screen more on both sides, so that rows are there before they are seen.
  const tiles = useMemo(() => (width === 0 ? [] : tilesBetween(layout, top - height / 2, top + height * 1.5)), [layout, top, height, width])
  const headings = headingsBetween(layout, top - 100, top + height + 100)
  useRowsAround(tiles, numbers)
  const places = usePlaces(tiles.length)
  const activeIndex = selection.active === null ? -1 : numbers.indexOf(selection.active)

  // However the active item was reached (keys, judging that goes on, the viewer), it is in sight.
  const ready = width > 0 && height > 0
  useEffect(() => {
    if (!ready || selection.active === lastShown) return
    lastShown = selection.active
    if (activeIndex >= 0) showIndex(activeIndex)
    // oxlint-disable-next-line exhaustive-deps -- only another item is brought into sight, not the same one by every scroll
  }, [selection.active, ready])

  const onChoose = useCallback(
    (number: number, event: MouseEvent) => {
      const library = useLibrary.getState()
      setSelection(selectAt(library.selection, library.numbers, number, { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey }))
    },
    [setSelection],
  )
  const onDrag = useCallback((number: number, event: DragEvent) => startDrag(number, event), [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return
    const mod = event.ctrlKey || event.metaKey
    if (mod && event.key.toLowerCase() === 'a') {
      setSelection(selectAll(selection, numbers))
    } else if (event.key === 'Enter' && selection.active !== null) {
      openItem(selection.active)
    } else if (event.key === ' ' && mod && selection.active !== null) {
      setSelection(selectAt(selection, numbers, selection.active, { toggle: true }))
    } else if (event.key === ' ') {
      if (selection.active !== null) onQuickLook()
    } else if (event.key === 'Escape' && selection.ids.size > 0) {
      setSelection({ ids: new Set(), anchor: null, active: selection.active })
    } else {
      const step = steps[event.key]
      if (step === undefined || (mod && step !== 'home' && step !== 'end')) return
      const from = activeIndex < 0 ? (tiles.find((tile) => tile.y >= top)?.index ?? 0) : activeIndex
      const to = activeIndex < 0 && step !== 'home' && step !== 'end' ? from : stepFrom(layout, from, step, height)
      const number = numbers[to]
      if (number === undefined) return
      setSelection(selectAt(selection, numbers, number, { extend: event.shiftKey }))
    }
    event.preventDefault()
  }
  return (
    <div className="flex min-h-0 grow">
      <div className="flex min-h-0 min-w-0 grow flex-col">
        {form === 'list' ? <div className="flex-none px-3"><ListHeader width={inner} /></div> : null}
        <div ref={scroller} className="relative min-h-0 grow overflow-x-hidden overflow-y-scroll data-scrolling:**:transition-none!">
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
                id="library-grid"
                role="listbox"
                tabIndex={0}
                data-quiet-focus
                aria-label={t('library.gridLabel', { total: t('library.shownAll', { count: numbers.length, total: format.whole(numbers.length) }) })}
                aria-multiselectable
                aria-activedescendant={activeIndex >= 0 && tiles.some((tile) => tile.index === activeIndex) ? domId(activeIndex) : undefined}
                onKeyDown={onKeyDown}
                onFocus={(event) => {
                  // The ring is on the active tile: there is always one once the grid has the focus.
                  const first = tiles.find((tile) => tile.y >= top)
                  if (activeIndex < 0 && first && event.currentTarget.matches(':focus-visible')) setSelection({ ...selection, active: numbers[first.index] ?? null })
                }}
                className="group/grid absolute inset-0"
              >
                <ListWidth value={form === 'list' ? inner : 0}>
                  {tiles.map((tile) => {
                    const number = numbers[tile.index]
                    return number === undefined ? null : (
                      <TileFrame
                        key={tile.index % places}
                        domId={domId(tile.index)}
                        number={number}
                        index={tile.index}
                        count={numbers.length}
                        row={rowOf(number)}
                        x={tile.x}
                        y={tile.y - offset}
                        width={tile.width}
                        height={layout.form === 'list' ? listRowHeight : tile.height}
                        form={form}
                        caption={caption}
                        selected={selection.ids.has(number)}
                        active={selection.active === number}
                        flying={flying}
                        onChoose={onChoose}
                        onOpen={openItem}
                        onDrag={onDrag}
                      />
                    )
                  })}
                </ListWidth>
              </div>
            </ContextMenu>
          </div>
        </div>
      </div>
      {layout.sections.length > 0 && layout.heading > 0 ? <Scrubber layout={layout} top={top} viewHeight={height} onJump={scrollTo} /> : null}
    </div>
  )
}
