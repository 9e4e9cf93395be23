import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openScreen, SidePanel, useCommand } from '../shell'
import { announce, useFormat } from '../ui'
import { selectAll } from '../ui/selection'
import { DeleteConfirm } from './DeleteConfirm'
import { everything } from '../../src-shared/mediaQuery'
import { FilterBar } from './FilterBar'
import { Inspector } from './Inspector'
import { LibraryBody } from './LibraryBody'
import { PlacesPanel } from './PlacesPanel'
import { QuickLook } from './QuickLook'
import { TrashBar } from './TrashBar'
import { useChosenItems } from './useChosenItems'
import { useItemActions } from './useItemActions'
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
  const trashed = useLibrary((library) => library.query.trashed)
  const { ids, activeRow } = useChosenItems()
  useAsked(search, batchId ?? null, made)
  useEffect(followLibrary, [])
  useCountAnnounced()
  useItemCommands({ ids, favourite: activeRow?.favourite ?? false, trashed })
  useGridCommands(ids.length === 1, () => setLooking(true))
  return (
    <div className="flex min-h-0 min-w-0 grow">
      <SidePanel id="library.places" side="left" label={t('library.places.label')} initial={innerWidth < 1200 ? 168 : 232} min={140} max={360}>
        <PlacesPanel />
      </SidePanel>
      <div className="flex min-h-0 min-w-0 grow flex-col bg-well">
        <h1 className="sr-only">{t('library.title')}</h1>
        <FilterBar />
        {trashed ? <TrashBar /> : null}
        <LibraryBody onQuickLook={() => setLooking(true)} />
      </div>
      <SidePanel id="library.inspector" side="right" label={t('library.inspector.label')} initial={innerWidth < 1200 ? 304 : 320}>
        <Inspector ids={ids} />
      </SidePanel>
      {looking ? <QuickLook onClose={() => setLooking(false)} /> : null}
      <DeleteConfirm />
    </div>
  )
}

/** The search field and links from elsewhere say what to show. */
function useAsked(text: string, batchId: string | null, made: LibraryScreenProps['made']): void {
  useEffect(() => {
    const { query, setQuery } = useLibrary.getState()
    if (made !== undefined) setQuery({ ...everything, sort: query.sort, createdAt: made })
    else if (batchId !== query.batchId) setQuery({ ...everything, sort: query.sort, text, batchId })
    else if (text !== query.text) setQuery({ text })
  }, [text, batchId, made])
}

/** Reads the new count aloud when a filter changed it. */
function useCountAnnounced(): void {
  const { t } = useTranslation()
  const format = useFormat()
  const status = useLibrary((library) => library.status)
  const count = useLibrary((library) => library.ids.length)
  useEffect(() => {
    if (status === 'ready') announce(t('library.shownAll', { count, total: format.whole(count) }))
  }, [status, count, format, t])
}

function useGridCommands(single: boolean, quickLook: () => void): void {
  const actions = useItemActions()
  const { activeRow } = useChosenItems()
  const chosen = single && activeRow !== null ? activeRow : null
  useCommand('library.selectAll', () => {
    const { selection, ids, setSelection } = useLibrary.getState()
    setSelection(selectAll(selection, ids))
  })
  useCommand('library.open', chosen ? () => openScreen({ name: 'viewer', itemId: chosen.id, ids: useLibrary.getState().ids }) : null)
  useCommand('library.quickLook', chosen ? quickLook : null)
  useCommand('library.remix', chosen && chosen.type !== null ? () => actions.remix(chosen) : null)
  useCommand('library.trim', chosen && chosen.kind !== 'image' ? () => actions.trim(chosen.id) : null)
}
