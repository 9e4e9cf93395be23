import { memo, useEffect, useState } from 'react'
import { DatabaseBackup, Flag, FolderPlus, Heart, Images, SearchX, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { request } from '../ipc'
import { errorText, openScreen } from '../shell'
import { Button, EmptyState, ErrorState, Skeleton } from '../ui'
import { everything } from '../../src-shared/mediaQuery'
import { isFiltered, placeOfQuery } from './filters'
import { LibraryGrid } from './LibraryGrid'
import { rebuild, useTasks } from './tasks'
import { loadOrder, useLibrary } from './useLibrary'
import { useViewOptions } from './viewOptions'

/** The grid, or why there is none and what to do. */
export const LibraryBody = memo(function LibraryBody({ onQuickLook }: { onQuickLook: () => void }) {
  const { t } = useTranslation()
  const status = useLibrary((library) => library.status)
  const error = useLibrary((library) => library.error)
  const count = useLibrary((library) => library.numbers.length)
  const tileSize = useViewOptions((options) => options.tileSize)
  if (status === 'failed' && error && count === 0) {
    return (
      <ErrorState title={t('library.failed')} action={<Button onClick={() => void loadOrder()}>{t('library.again')}</Button>}>
        {errorText(t, error.facts)}
      </ErrorState>
    )
  }
  if (status === 'loading') {
    return (
      <div aria-busy className="grid min-h-0 grow content-start gap-1 overflow-hidden px-3" style={{ gridTemplateColumns: `repeat(auto-fill, minmax(${tileSize}px, 1fr))` }}>
        {Array.from({ length: 24 }, (_, index) => (
          <Skeleton key={index} className="aspect-square rounded-thumb!" />
        ))}
      </div>
    )
  }
  return count === 0 ? <NothingShown /> : <LibraryGrid onQuickLook={onQuickLook} />
})

/** Whether the folder holds records of results that the database knows nothing of. */
function useCanRebuild(rebuilding: boolean): boolean {
  const [can, setCan] = useState(false)
  useEffect(() => {
    let current = true
    request('library.state').then((state) => current && setCan(state.canRebuild), () => undefined)
    return () => {
      current = false
    }
  }, [rebuilding])
  return can || rebuilding
}

function NothingShown() {
  const { t } = useTranslation()
  const query = useLibrary((library) => library.query)
  const setQuery = useLibrary((library) => library.setQuery)
  const place = placeOfQuery(query)
  const rebuilding = useTasks((state) => state.tasks.some((task) => task.kind === 'rebuild' && task.status === 'running'))
  const canRebuild = useCanRebuild(rebuilding)
  const showAll = () => {
    // The search field belongs to the shell: going there without a search empties it.
    setQuery({ ...everything, sort: query.sort })
    openScreen({ name: 'library' })
  }
  if (query.text !== '') {
    return <EmptyState icon={SearchX} action={<Button onClick={showAll}>{t('library.empty.clear')}</Button>}>{t('library.empty.searched', { text: query.text })}</EmptyState>
  }
  if (place === 'trash') {
    return <EmptyState icon={Trash2} action={<Button onClick={showAll}>{t('library.empty.back')}</Button>}>{t('library.empty.trash')}</EmptyState>
  }
  if (query.collectionId !== null && !isFiltered({ ...query, collectionId: null })) {
    return <EmptyState icon={FolderPlus} action={<Button onClick={showAll}>{t('library.empty.back')}</Button>}>{t('library.empty.collection')}</EmptyState>
  }
  if (place === 'picked') {
    return <EmptyState icon={Flag} action={<Button onClick={showAll}>{t('library.empty.back')}</Button>}>{t('library.empty.picked')}</EmptyState>
  }
  if (place === 'favourites') {
    return <EmptyState icon={Heart} action={<Button onClick={showAll}>{t('library.empty.back')}</Button>}>{t('library.empty.favourites')}</EmptyState>
  }
  if (isFiltered(query)) {
    return <EmptyState icon={SearchX} action={<Button onClick={showAll}>{t('library.empty.clear')}</Button>}>{t('library.empty.filtered')}</EmptyState>
  }
  if (canRebuild) {
    return (
      <EmptyState icon={DatabaseBackup} action={<Button variant="primary" loading={rebuilding} onClick={rebuild}>{t('library.task.rebuild')}</Button>}>
        {t('library.empty.rebuild')}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={Images} action={<Button variant="primary" onClick={() => openScreen({ name: 'create' })}>{t('library.empty.create')}</Button>}>
      {t('library.empty.all')}
    </EmptyState>
  )
}
