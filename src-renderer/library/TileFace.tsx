import { AudioLines, Flag, FlagOff, FlaskConical, Heart, Play, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mediaUrl, type MediaRow } from '../../src-shared/media'
import { Badge, classes, Thumb, useFormat } from '../ui'
import { HoverScrub } from './HoverScrub'
import { kindIcons } from './ItemThumb'
import { useRested } from './useRested'

interface TileFaceProps {
  row: MediaRow
  /** All that it shows, as it is read aloud. */
  label: string
  width: number
  height: number
  flying: boolean
  /** Shows its title without the pointer. */
  named: boolean
  /** Its title stands under it. */
  caption: boolean
}

/** Narrower than this, badges hold signs only. */
const smallBelow = 128

/** The picture, and on it only what cannot be seen in it. */
export function TileFace({ row, label, width, height, flying, named, caption }: TileFaceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [hovered, setHovered] = useState(false)
  const shown = useRested(row.number, flying)
  const small = width < smallBelow
  const faded = row.missing || row.pick === 'reject'
  return (
    <div
      role="img"
      aria-label={label}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      className="absolute inset-0 overflow-hidden rounded-thumb"
    >
      <Thumb
        src={shown ? mediaUrl.thumbnail(row.id, Math.max(width, height) * devicePixelRatio > 320 ? 1024 : 256, row.previewRevision) : null}
        alt=""
        eager
        icon={kindIcons[row.kind]}
        className={classes('size-full', faded && 'opacity-40')}
      />
      {hovered && row.kind === 'video' && row.problem === null ? <HoverScrub key={row.id} row={row} width={width} height={height} /> : null}
      <div className="absolute top-1.5 left-1.5 flex gap-1">
        {row.kind === 'image' ? null : (
          <Badge icon={row.kind === 'video' ? Play : AudioLines}>{row.durationSeconds === null || small ? null : format.clock(row.durationSeconds)}</Badge>
        )}
        {row.problem === null ? null : <Badge icon={TriangleAlert}>{width < 200 ? null : t(`library.problem.${row.problem}`)}</Badge>}
      </div>
      <div className="absolute top-1.5 right-1.5 flex gap-0.75">
        {row.pick === 'none' ? null : <Badge icon={row.pick === 'pick' ? Flag : FlagOff} />}
        {row.favourite ? <Badge icon={Heart} tone="accent" /> : null}
        {row.rating > 0 ? <Badge tone="accent">{small ? `${row.rating}★` : '★'.repeat(row.rating)}</Badge> : null}
      </div>
      {row.sandbox ? (
        <span title={t('library.sandbox')} className="absolute right-1.5 bottom-1.5 text-white opacity-60 transition-opacity group-hover/tile:opacity-0 drop-shadow-[0_0_2px_#000]">
          <FlaskConical size={12} strokeWidth={2} />
        </span>
      ) : null}
      {/* Made when it is needed: it would be most of what there is in a tile. */}
      {small || caption || !(hovered || named) ? null : (
        <div
          className={classes(
            'pointer-events-none absolute inset-x-0 bottom-0 bg-linear-to-t from-black/85 to-transparent animate-fade px-2 pt-6 pb-1.5 text-label text-white group-hover/tile:opacity-100',
            named ? 'opacity-0 group-focus-visible/grid:opacity-100' : 'opacity-0',
          )}
        >
          <span className="line-clamp-2 pr-4">{row.title || row.prompt}</span>
        </div>
      )}
    </div>
  )
}
