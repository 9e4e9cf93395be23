import { AudioLines, FlaskConical, Heart, Play, TriangleAlert } from 'lucide-react'
import { memo, useState, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { mediaUrl, type MediaRow } from '../../src-shared/media'
import { Badge, classes, Thumb, useFormat } from '../ui'
import { kindIcons } from './ItemThumb'

export interface TileProps {
  domId: string
  index: number
  /** Of all that the view holds. */
  count: number
  row: MediaRow | undefined
  id: string
  x: number
  y: number
  edge: number
  selected: boolean
  active: boolean
  onChoose: (id: string, event: MouseEvent) => void
  onOpen: (id: string) => void
}

const hoverMs = 250

/** One item in the grid: a picture, and on it only what cannot be seen in it. */
export const Tile = memo(function Tile(props: TileProps) {
  const { domId, index, count, row, id, x, y, edge, selected, active, onChoose, onOpen } = props
  const { t } = useTranslation()
  return (
    <div
      id={domId}
      role="option"
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-label={row ? undefined : t('library.title')}
      onClick={(event) => onChoose(id, event)}
      onDoubleClick={() => onOpen(id)}
      onContextMenu={(event) => {
        if (!selected) onChoose(id, event)
      }}
      style={{ width: edge, height: edge, transform: `translate(${x}px, ${y}px)` }}
      className={classes(
        'group/tile absolute top-0 left-0 rounded-thumb bg-panel',
        active ? 'z-2 shadow-[0_0_0_1px_var(--well),0_0_0_3px_var(--text)]' : selected ? 'z-1 shadow-[0_0_0_1px_var(--well),0_0_0_3px_var(--focus)]' : null,
        active && !selected && 'shadow-[0_0_0_1px_var(--well),0_0_0_2px_var(--border)]',
      )}
    >
      {row ? <TileFace row={row} edge={edge} selected={selected} active={active} /> : null}
    </div>
  )
})

function TileFace({ row, edge, selected, active }: { row: MediaRow; edge: number; selected: boolean; active: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [hovered, setHovered] = useState(false)
  const title = row.title || row.prompt
  const small = edge < 128
  const spoken = [
    t('library.tileLabel', { kind: t(`library.kind.${row.kind}`), title }),
    row.durationSeconds === null ? null : format.clock(row.durationSeconds),
    row.rating > 0 ? t('library.tileRated', { count: row.rating }) : null,
    row.favourite ? t('library.favourite') : null,
    row.sandbox ? t('library.sandbox') : null,
    row.missing ? t('library.missing') : null,
  ].filter((part) => part !== null)
  return (
    <div
      aria-label={spoken.join(', ')}
      role="img"
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      className="absolute inset-0 overflow-hidden rounded-thumb"
    >
      <Thumb
        src={mediaUrl.thumbnail(row.id, edge * devicePixelRatio > 320 ? 1024 : 256, row.previewRevision)}
        alt=""
        icon={kindIcons[row.kind]}
        className={classes('size-full', row.missing && 'opacity-40')}
      />
      {hovered && row.kind === 'video' && !row.missing ? <HoverPreview id={row.id} /> : null}
      <div className="absolute top-1.5 left-1.5 flex gap-1">
        {row.kind === 'video' ? <Badge icon={Play}>{row.durationSeconds === null || small ? null : format.clock(row.durationSeconds)}</Badge> : null}
        {row.kind === 'audio' ? <Badge icon={AudioLines}>{row.durationSeconds === null || small ? null : format.clock(row.durationSeconds)}</Badge> : null}
        {row.missing ? <Badge icon={TriangleAlert}>{edge < 200 ? null : t('library.missing')}</Badge> : null}
      </div>
      <div className="absolute top-1.5 right-1.5 flex gap-0.75">
        {row.favourite ? <Badge icon={Heart} tone="accent" /> : null}
        {row.rating > 0 ? <Badge tone="accent">{small ? `${row.rating}★` : '★'.repeat(row.rating)}</Badge> : null}
      </div>
      {row.sandbox ? (
        <span title={t('library.sandbox')} className="absolute right-1.5 bottom-1.5 text-white opacity-60 transition-opacity group-hover/tile:opacity-0 drop-shadow-[0_0_2px_#000]">
          <FlaskConical size={12} strokeWidth={2} aria-hidden />
        </span>
      ) : null}
      {small ? null : (
        <div
          className={classes(
            'pointer-events-none absolute inset-x-0 bottom-0 bg-linear-to-t from-black/85 to-transparent px-2 pt-6 pb-1.5 text-label text-white transition-opacity group-hover/tile:opacity-100',
            active && selected ? 'opacity-0 group-focus-visible/grid:opacity-100' : 'opacity-0',
          )}
        >
          <span className="line-clamp-2 pr-4">{title}</span>
        </div>
      )}
    </div>
  )
}

/** The video itself, without sound, once the pointer rests on its tile. */
function HoverPreview({ id }: { id: string }) {
  const [ready, setReady] = useState(false)
  return (
    <video
      ref={(video) => {
        if (video === null) return
        const timer = setTimeout(() => void video.play().catch(() => undefined), hoverMs)
        return () => clearTimeout(timer)
      }}
      src={mediaUrl.item(id)}
      muted
      loop
      playsInline
      preload="none"
      disablePictureInPicture
      aria-hidden
      onPlaying={() => setReady(true)}
      className={classes('absolute inset-0 size-full object-cover transition-opacity', ready ? 'opacity-100' : 'opacity-0')}
    />
  )
}
