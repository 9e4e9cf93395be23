import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MediaItem } from '../../src-shared/media'
import { useShortcut } from '../shell'
import { IconButton, Rating, useFormat } from '../ui'
import { rate } from './itemActions'
import { PickButtons } from './PickButtons'

interface ViewerHeaderProps {
  item: MediaItem | null
  /** In the order it is looked through; 0: in none. */
  position: number
  count: number
  onBack: () => void
  onPrevious: (() => void) | null
  onNext: (() => void) | null
}

/** What is looked at, how it is judged, and the ways back and on. */
export function ViewerHeader({ item, position, count, onBack, onPrevious, onNext }: ViewerHeaderProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const backKeys = useShortcut('library.grid')
  const previousKeys = useShortcut('library.previous')
  const nextKeys = useShortcut('library.next')
  const facts = item
    ? [
        item.width && item.height ? `${item.width} × ${item.height}` : null,
        item.frameRate === null ? null : t('library.inspector.fps', { rate: format.number(item.frameRate) }),
        item.durationSeconds === null ? null : format.clock(item.durationSeconds),
      ].filter((fact) => fact !== null)
    : []
  return (
    <header className="flex h-9 flex-none items-center gap-2 pr-2 pl-1.5">
      <IconButton icon={ArrowLeft} label={t('library.viewer.back')} shortcut={backKeys} onClick={onBack} />
      <h1 className="min-w-0 truncate text-body">{item?.title}</h1>
      <span className="flex-none text-small text-text-3 tabular-nums">{facts.join(' · ')}</span>
      <span className="grow" />
      {item && item.trashedAt === null ? (
        <>
          <Rating label={t('library.inspector.rating')} value={item.rating} onChange={(rating) => rate([item.id], rating)} />
          <PickButtons pick={item.pick} targets={[item.id]} />
        </>
      ) : null}
      {position > 0 ? (
        <span className="flex-none text-small text-text-3 tabular-nums">{t('library.viewer.position', { n: format.whole(position), m: format.whole(count) })}</span>
      ) : null}
      <IconButton icon={ChevronLeft} label={t('library.viewer.previous')} shortcut={previousKeys} disabled={!onPrevious} onClick={() => onPrevious?.()} />
      <IconButton icon={ChevronRight} label={t('library.viewer.next')} shortcut={nextKeys} disabled={!onNext} onClick={() => onNext?.()} />
    </header>
  )
}
