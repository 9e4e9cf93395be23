import { Download, FolderOpen, Heart, Image, RotateCcw, Scissors, Star, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { openScreen, useShortcut } from '../shell'
import type { MenuEntry } from '../ui'
import { useChosenItems } from './useChosenItems'
import { useItemActions } from './useItemActions'
import { useLibrary } from './useLibrary'

/** What can be done with the chosen items, for the menu at the pointer. */
export function useItemMenu(): MenuEntry[] {
  const { t } = useTranslation()
  const { ids, activeRow } = useChosenItems()
  const trashed = useLibrary((library) => library.query.trashed)
  const actions = useItemActions()
  const openKeys = useShortcut('library.open')
  const trimKeys = useShortcut('library.trim')
  const heartKeys = useShortcut('library.favourite')
  const trashKeys = useShortcut('library.trash')
  const [only] = ids
  if (only === undefined) return []
  const single = ids.length === 1
  if (trashed) {
    return [
      { label: t('library.action.restore'), icon: RotateCcw, onSelect: () => actions.restore(ids) },
      { label: t('library.action.deleteForGood'), icon: Trash2, danger: true, shortcut: trashKeys, onSelect: () => actions.deleteForGood(ids) },
    ]
  }
  const favourite = !(activeRow?.favourite ?? false)
  return [
    ...(single
      ? [
          { label: t('library.action.open'), icon: Image, shortcut: openKeys, onSelect: () => openScreen({ name: 'viewer', itemId: only, ids: useLibrary.getState().ids }) },
          ...(activeRow && activeRow.kind !== 'image' ? [{ label: t('library.action.trim'), icon: Scissors, shortcut: trimKeys, onSelect: () => actions.trim(only) }] : []),
          { label: t('library.action.show'), icon: FolderOpen, onSelect: () => actions.showInFolder(only) },
          ...(activeRow?.missing ? [{ label: t('library.action.downloadAgain'), icon: Download, onSelect: () => actions.downloadAgain(only) }] : []),
          'separator' as const,
        ]
      : []),
    { label: t(favourite ? 'library.action.favourite' : 'library.action.notFavourite'), icon: Heart, shortcut: heartKeys, onSelect: () => actions.setFavourite(ids, favourite) },
    ...[5, 4, 3, 2, 1].map((stars) => ({ label: t('app.stars', { count: stars }), icon: Star, shortcut: String(stars), onSelect: () => actions.rate(ids, stars) })),
    'separator',
    { label: t('library.action.trash'), icon: Trash2, danger: true, shortcut: trashKeys, onSelect: () => actions.trash(ids) },
  ]
}
