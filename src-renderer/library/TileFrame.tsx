import { memo, type DragEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaRow } from '../../src-shared/media'
import { classes, useFormat } from '../ui'
import { ListLine } from './ListLine'
import { TileFace } from './TileFace'
import { tileText } from './tileText'

export interface TileProps {
  domId: string
  number: number
  index: number
  /** Of all that the view holds. */
  count: number
  row: MediaRow | undefined
  x: number
  y: number
  width: number
  height: number
  form: 'grid' | 'list'
  /** Height of the words under the picture; 0: none. */
  caption: number
  selected: boolean
  active: boolean
  /** The grid moves too fast for pictures. */
  flying: boolean
  onChoose: (number: number, event: MouseEvent) => void
  onOpen: (number: number) => void
  onDrag: (number: number, event: DragEvent) => void
}

/** One item in its place: a picture in the grid, a line in the list. */
export const TileFrame = memo(function TileFrame(props: TileProps) {
  const { domId, number, index, count, row, x, y, width, height, form, caption, selected, active, flying, onChoose, onOpen, onDrag } = props
  const { t } = useTranslation()
  const format = useFormat()
  const ring = active && selected
    ? 'z-2 shadow-[0_0_0_1px_var(--well),0_0_0_3px_var(--text)]'
    : selected
      ? 'z-1 shadow-[0_0_0_1px_var(--well),0_0_0_3px_var(--focus)]'
      : active && 'z-2 shadow-[0_0_0_1px_var(--well),0_0_0_2px_var(--border)]'
  const line = classes(
    selected ? 'bg-selected' : index % 2 === 1 ? 'bg-panel' : null,
    active && 'group-focus-visible/grid:shadow-[inset_0_0_0_2px_var(--focus)] shadow-[inset_0_0_0_1px_var(--border)]',
  )
  return (
    <div
      id={domId}
      role="option"
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-label={row ? undefined : t('library.tileWaiting', { n: format.whole(index + 1) })}
      draggable
      onDragStart={(event) => onDrag(number, event)}
      onClick={(event) => onChoose(number, event)}
      onDoubleClick={() => onOpen(number)}
      onContextMenu={(event) => {
        if (!selected) onChoose(number, event)
      }}
      style={{ width, height: height + caption, transform: `translate(${x}px, ${y}px)` }}
      className={classes('group/tile absolute top-0 left-0', form === 'list' && line)}
    >
      {form === 'list' ? (
        row ? <ListLine row={row} label={tileText(t, format, row)} flying={flying} /> : null
      ) : (
        <>
          <div style={{ height }} className={classes('relative rounded-thumb bg-panel', ring)}>
            {row ? (
              <TileFace
                row={row}
                label={tileText(t, format, row)}
                width={width}
                height={height}
                flying={flying}
                named={active && selected && caption === 0}
                caption={caption > 0}
              />
            ) : null}
          </div>
          {caption > 0 && row ? <p aria-hidden className="truncate pt-0.5 text-label text-text-2">{row.title || row.prompt}</p> : null}
        </>
      )}
    </div>
  )
})
