import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { everything } from '../../src-shared/mediaQuery'
import { SidePanel } from '../shell'
import { announce, useFormat } from '../ui'
import { followCollections } from './collections'
import { DuplicatesView } from './DuplicatesView'
import { FilterBar } from './FilterBar'
import { Inspector } from './Inspector'
import { LibraryBody } from './LibraryBody'
import { OverLibrary } from './OverLibrary'
import { PlacesPanel } from './PlacesPanel'
import { QuickLook } from './QuickLook'
import { TaskBar } from './TaskBar'
import { followTasks } from './tasks'
import { TrashBar } from './TrashBar'
import { useChosen } from './useChosen'
import { chooseNext, useGridCommands } from './useGridCommands'
import { useItemCommands } from './useItemCommands'
import { followLibrary, useLibrary } from './useLibrary'

interface LibraryScreenProps {
  /** What the app-wide search field holds. */
  search?: string | undefined
  /** Shows the results of one batch only. */
  batchId?: string | undefined
  /** Shows what was made between two moments only. */
  made?: { min: number; max: number } | undefined
}

/** The library: places, filters, grid, and what is known of the chosen ones. */
export function LibraryScreen({ search = '', batchId, made }: LibraryScreenProps) {
  const { t } = useTranslation()
  const [looking, setLooking] = useState(false)
  const quickLook = useCallback(() => setLooking(true), [])
  const trashed = useLibrary((library) => library.query.trashed)
  const duplicates = useLibrary((library) => library.duplicates)
  const { chosen, active } = useChosen()
  useAsked(search, batchId ?? null, made)
  useEffect(followLibrary, [])
  useEffect(followCollections, [])
  useEffect(followTasks, [])
  useCountAnnounced()
  useItemCommands({ targets: chosen, favourite: active?.favourite ?? false, pick: active?.pick ?? 'none', trashed, onJudged: chooseNext })
  useGridCommands(quickLook)
  return (
    <div className="flex min-h-0 min-w-0 grow">
      <SidePanel id="library.places" side="left" label={t('library.places.label')} initial={innerWidth < 1200 ? 176 : 232} min={140} max={360}>
        <PlacesPanel />
      </SidePanel>
      <div className="flex min-h-0 min-w-0 grow flex-col bg-well">
        <h1 className="sr-only">{t('library.title')}</h1>
        {duplicates ? (
          <DuplicatesView />
        ) : (
          <>
            <FilterBar />
            {trashed ? <TrashBar /> : null}
            <LibraryBody onQuickLook={quickLook} />
          </>
        )}
        <TaskBar />
      </div>
      <SidePanel id="library.inspector" side="right" label={t('library.inspector.label')} initial={innerWidth < 1200 ? 304 : 320}>
        <Inspector chosen={chosen} />
      </SidePanel>
      {looking ? <QuickLook onClose={() => setLooking(false)} /> : null}
      <OverLibrary />
    </div>
  )
}

/** The search field and links from elsewhere say what to show. */
function useAsked(text: string, batchId: string | null, made: LibraryScreenProps['made']): void {
  useEffect(() => {
    const { query, setQuery } = useLibrary.getState()
    if (made !== undefined) setQuery({ ...everything, sort: query.sort, createdAt: made })
    else if (batchId !== null && batchId !== query.batchId) setQuery({ ...everything, sort: query.sort, text, batchId })
    else if (text !== query.text) setQuery({ text })
  }, [text, batchId, made])
}

/** Reads the new count aloud when a filter changed it. */
function useCountAnnounced(): void {
  const { t } = useTranslation()
  const format = useFormat()
  const status = useLibrary((library) => library.status)
  const count = useLibrary((library) => library.numbers.length)
  useEffect(() => {
    if (status === 'ready') announce(t('library.shownAll', { count, total: format.whole(count) }))
  }, [status, count, format, t])
}
