import { ImageOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemId, MediaItem } from '../../src-shared/media'
import { errorText, goBack, openScreen, SidePanel, useCommand } from '../shell'
import { Button, EmptyState, ErrorState, Skeleton } from '../ui'
import { selectAt } from '../ui/selection'
import { followCollections } from './collections'
import { OneInspector } from './Inspector'
import { MediaView } from './MediaView'
import { openOver } from './over'
import { OverLibrary } from './OverLibrary'
import { recall } from './remix'
import { chooseUnjudged, useAdvanceCommand } from './useGridCommands'
import { useItem } from './useItem'
import { useItemCommands } from './useItemCommands'
import { useLibrary } from './useLibrary'
import { useViewerOrder } from './useViewerOrder'
import { ViewerHeader } from './ViewerHeader'

interface ViewerScreenProps {
  itemId: ItemId
  /** The order it was opened from, for going to the next; without one, that of the library. */
  ids?: readonly ItemId[] | undefined
}

const toLibrary = { name: 'library' } as const

/** One item large, with its neighbours a key away. */
export function ViewerScreen({ itemId, ids }: ViewerScreenProps) {
  const { t } = useTranslation()
  const { item, error } = useItem(itemId)
  const order = useViewerOrder(itemId, ids, item?.number ?? null, (id) => openScreen({ name: 'viewer', itemId: id, ...(ids && { ids: [...ids] }) }))
  const { previous, next } = order
  const goPrevious = previous === null ? null : () => order.go(previous)
  const goNext = next === null ? null : () => order.go(next)
  const back = () => goBack(toLibrary)
  useGridFollows(item?.number ?? null)
  useEffect(followCollections, [])
  useCommand('app.back', back)
  useCommand('library.grid', back)
  useCommand('library.previous', goPrevious)
  useCommand('library.next', goNext)
  useCommand('library.nextUnjudged', ids || item === null ? null : () => chooseUnjudged(1, item.number, order.go))
  useCommand('library.previousUnjudged', ids || item === null ? null : () => chooseUnjudged(-1, item.number, order.go))
  useAdvanceCommand()
  return (
    <div className="flex min-h-0 min-w-0 grow">
      <div className="flex min-h-0 min-w-0 grow flex-col bg-well">
        <ViewerHeader item={item} position={order.position} count={order.count} onBack={back} onPrevious={goPrevious} onNext={goNext} />
        {item ? (
          <ItemStage key={item.id} item={item} onJudged={() => goNext?.()} onGone={() => (goNext ?? goPrevious ?? back)()} />
        ) : error?.code === 'not-found' ? (
          <EmptyState icon={ImageOff} action={<Button onClick={back}>{t('library.viewer.back')}</Button>}>{t('library.viewer.gone')}</EmptyState>
        ) : error ? (
          <ErrorState title={t('library.failed')} action={<Button onClick={back}>{t('library.viewer.back')}</Button>}>{errorText(t, error.facts)}</ErrorState>
        ) : (
          <Skeleton className="m-8 grow" />
        )}
      </div>
      <SidePanel id="library.inspector" side="right" label={t('library.inspector.label')} initial={innerWidth < 1200 ? 304 : 320}>
        <OneInspector id={itemId} preview={false} />
      </SidePanel>
      <OverLibrary />
    </div>
  )
}

/** The picture with the keys that judge it; goes on to the next when it is trashed. */
function ItemStage({ item, onJudged, onGone }: { item: MediaItem; onJudged: () => void; onGone: () => void }) {
  const [wasTrashed] = useState(item.trashedAt !== null)
  const remixable = item.type !== null
  useItemCommands({ targets: [item.id], favourite: item.favourite, pick: item.pick, trashed: item.trashedAt !== null, onJudged })
  useCommand('library.remix', remixable ? () => recall(item.id, 'remix') : null)
  useCommand('library.recallAll', remixable ? () => recall(item.id, 'all') : null)
  useCommand('library.recallSeed', remixable ? () => recall(item.id, 'seed') : null)
  useCommand('library.recallPrompt', remixable ? () => recall(item.id, 'prompt') : null)
  useCommand('library.trim', item.kind === 'image' || item.missing ? null : () => openScreen({ name: 'trim', itemId: item.id }))
  useCommand('library.addTags', () => openOver('tags', [item.id]))
  useCommand('library.collect', () => openOver('collect', [item.id]))
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
function useGridFollows(number: number | null): void {
  useEffect(() => {
    const { selection, numbers, setSelection } = useLibrary.getState()
    if (number !== null && selection.active !== number && numbers.includes(number)) setSelection(selectAt(selection, numbers, number))
  }, [number])
}
