import { ArrowLeft, ChevronLeft, ChevronRight, ImageOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemId, MediaItem } from '../../src-shared/media'
import { errorText, goBack, openScreen, SidePanel, useCommand, useShortcut } from '../shell'
import { Button, EmptyState, ErrorState, IconButton, Rating, Skeleton, useFormat } from '../ui'
import { selectAt } from '../ui/selection'
import { Inspector } from './Inspector'
import { DeleteConfirm } from './DeleteConfirm'
import { MediaView } from './MediaView'
import { useItem } from './useItem'
import { useItemActions } from './useItemActions'
import { useItemCommands } from './useItemCommands'
import { neighbour, useLibrary } from './useLibrary'

interface ViewerScreenProps {
  itemId: ItemId
  /** The order it was opened from, for going to the next. */
  ids?: readonly ItemId[] | undefined
}

const toLibrary = { name: 'library' } as const

/** One item large, with its neighbours a key away. */
export function ViewerScreen({ itemId, ids = [] }: ViewerScreenProps) {
  const { t } = useTranslation()
  const { item, error } = useItem(itemId)
  const go = (id: ItemId | null) => {
    if (id !== null) openScreen({ name: 'viewer', itemId: id, ids: [...ids] })
  }
  const previous = neighbour(ids, itemId, -1)
  const next = neighbour(ids, itemId, 1)
  const back = () => goBack(toLibrary)
  useGridFollows(itemId)
  useCommand('app.back', back)
  useCommand('library.grid', back)
  useCommand('library.previous', previous ? () => go(previous) : null)
  useCommand('library.next', next ? () => go(next) : null)
  return (
    <div className="flex min-h-0 min-w-0 grow">
      <div className="flex min-h-0 min-w-0 grow flex-col bg-well">
        <ViewerHeader item={item} position={ids.indexOf(itemId) + 1} count={ids.length} onBack={back} onPrevious={previous ? () => go(previous) : null} onNext={next ? () => go(next) : null} />
        {item ? (
          <ItemStage key={item.id} item={item} onGone={() => (next ?? previous ? go(next ?? previous) : back())} />
        ) : error?.code === 'not-found' ? (
          <EmptyState icon={ImageOff} action={<Button onClick={back}>{t('library.viewer.back')}</Button>}>{t('library.viewer.gone')}</EmptyState>
        ) : error ? (
          <ErrorState title={t('library.failed')} action={<Button onClick={back}>{t('library.viewer.back')}</Button>}>{errorText(t, error.facts)}</ErrorState>
        ) : (
          <Skeleton className="m-8 grow" />
        )}
      </div>
      <SidePanel id="library.inspector" side="right" label={t('library.inspector.label')} initial={innerWidth < 1200 ? 304 : 320}>
        <Inspector ids={[itemId]} preview={false} />
      </SidePanel>
      <DeleteConfirm />
    </div>
  )
}

/** The picture with the keys that judge it; goes on to the next when it is trashed. */
function ItemStage({ item, onGone }: { item: MediaItem; onGone: () => void }) {
  const actions = useItemActions()
  const [wasTrashed] = useState(item.trashedAt !== null)
  useItemCommands({ ids: [item.id], favourite: item.favourite, trashed: item.trashedAt !== null })
  useCommand('library.remix', item.type === null ? null : () => actions.remix(item))
  useCommand('library.trim', item.kind === 'image' || item.missing ? null : () => actions.trim(item.id))
  const trashedNow = item.trashedAt !== null && !wasTrashed
  const leave = useRef(onGone)
  useEffect(() => {
    leave.current = onGone
  })
  useEffect(() => {
    if (trashedNow) leave.current()
  }, [trashedNow])
  return <MediaView item={item} />
}

/** Coming back to the grid, the item last looked at is the active one. */
function useGridFollows(itemId: ItemId): void {
  useEffect(() => {
    const { selection, ids, setSelection } = useLibrary.getState()
    if (selection.active !== itemId && ids.includes(itemId)) setSelection(selectAt(selection, ids, itemId))
  }, [itemId])
}

interface ViewerHeaderProps {
  item: MediaItem | null
  position: number
  count: number
  onBack: () => void
  onPrevious: (() => void) | null
  onNext: (() => void) | null
}

function ViewerHeader({ item, position, count, onBack, onPrevious, onNext }: ViewerHeaderProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const actions = useItemActions()
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
      <h1 className="truncate text-body">{item?.title}</h1>
      <span className="flex-none text-small text-text-3 tabular-nums">{facts.join(' · ')}</span>
      <span className="grow" />
      {item ? <Rating label={t('library.inspector.rating')} value={item.rating} onChange={(rating) => actions.rate([item.id], rating)} /> : null}
      {position > 0 ? (
        <span className="flex-none text-small text-text-3 tabular-nums">{t('library.viewer.position', { n: format.whole(position), m: format.whole(count) })}</span>
      ) : null}
      <IconButton icon={ChevronLeft} label={t('library.viewer.previous')} shortcut={previousKeys} disabled={!onPrevious} onClick={() => onPrevious?.()} />
      <IconButton icon={ChevronRight} label={t('library.viewer.next')} shortcut={nextKeys} disabled={!onNext} onClick={() => onNext?.()} />
    </header>
  )
}
