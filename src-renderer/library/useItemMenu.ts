import { Columns2, Copy, Download, Flag, FlagOff, FolderMinus, FolderOpen, FolderPlus, Heart, Image, Repeat2, RotateCcw, Scissors, Star, Tag, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { openScreen, useShortcut } from '../shell'
import type { MenuEntry } from '../ui'
import { takeOut, useShownCollection } from './collections'
import { compareMost, openComparison } from './comparison/comparing'
import { copyPrompts, deleteForGood, downloadAgain, rate, restore, setFavourite, setPick, showInFolder, trash } from './itemActions'
import { openItem } from './openItem'
import { openOver } from './over'
import { recall } from './remix'
import { useChosen } from './useChosen'
import { useLibrary } from './useLibrary'

/** What can be done with the chosen items, for the menu at the pointer. */
export function useItemMenu(): MenuEntry[] {
  const { t } = useTranslation()
  const { chosen, active } = useChosen()
  const trashed = useLibrary((library) => library.query.trashed)
  const collection = useShownCollection()
  const keys = {
    open: useShortcut('library.open'), trim: useShortcut('library.trim'), heart: useShortcut('library.favourite'), trash: useShortcut('library.trash'),
    pick: useShortcut('library.pick'), reject: useShortcut('library.reject'), collect: useShortcut('library.collect'), tags: useShortcut('library.addTags'),
    compare: useShortcut('library.compare'), remix: useShortcut('library.remix'),
  }
  const [only] = chosen
  if (only === undefined) return []
  if (trashed) {
    return [
      { label: t('library.action.restore'), icon: RotateCcw, onSelect: () => restore(chosen) },
      { label: t('library.action.deleteForGood'), icon: Trash2, danger: true, shortcut: keys.trash, onSelect: () => deleteForGood(chosen) },
    ]
  }
  const favourite = !(active?.favourite ?? false)
  const single: MenuEntry[] = chosen.length > 1 ? [] : [
    { label: t('library.action.open'), icon: Image, shortcut: keys.open, onSelect: () => openItem(only) },
    ...(active && active.kind !== 'image' && !active.missing
      ? [{ label: t('library.action.trim'), icon: Scissors, shortcut: keys.trim, onSelect: () => openScreen({ name: 'trim', itemId: active.id }) }]
      : []),
    ...(active && active.type !== null ? [{ label: t('library.action.remix'), icon: Repeat2, shortcut: keys.remix, onSelect: () => recall(active.id, 'remix') }] : []),
    ...(active && !active.missing ? [{ label: t('library.action.show'), icon: FolderOpen, onSelect: () => showInFolder(active.id) }] : []),
    ...(active?.missing ? [{ label: t('library.action.downloadAgain'), icon: Download, onSelect: () => downloadAgain(active.id) }] : []),
    'separator',
  ]
  return [
    ...single,
    ...(chosen.length >= 2 && chosen.length <= compareMost
      ? [{ label: t('library.action.compare'), icon: Columns2, shortcut: keys.compare, onSelect: () => openComparison(chosen) }, 'separator' as const]
      : []),
    { label: t('library.action.pick'), icon: Flag, shortcut: keys.pick, onSelect: () => setPick(chosen, 'pick') },
    { label: t('library.action.reject'), icon: FlagOff, shortcut: keys.reject, onSelect: () => setPick(chosen, 'reject') },
    { label: t(favourite ? 'library.action.favourite' : 'library.action.notFavourite'), icon: Heart, shortcut: keys.heart, onSelect: () => setFavourite(chosen, favourite) },
    ...[5, 4, 3, 2, 1].map((stars) => ({ label: t('app.stars', { count: stars }), icon: Star, shortcut: String(stars), onSelect: () => rate(chosen, stars) })),
    'separator',
    { label: t('library.action.tag'), icon: Tag, shortcut: keys.tags, onSelect: () => openOver('tags', chosen) },
    { label: t('library.action.collect'), icon: FolderPlus, shortcut: keys.collect, onSelect: () => openOver('collect', chosen) },
    ...(collection?.kind === 'manual' ? [{ label: t('library.action.takeOut', { name: collection.name }), icon: FolderMinus, onSelect: () => takeOut(collection, chosen) }] : []),
    { label: t('library.action.copyPrompt'), icon: Copy, onSelect: () => copyPrompts(chosen) },
    'separator',
    { label: t('library.action.trash'), icon: Trash2, danger: true, shortcut: keys.trash, onSelect: () => trash(chosen) },
  ]
}
