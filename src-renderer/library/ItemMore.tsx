import { Copy, Dices, Ellipsis, FolderOpen, FolderPlus, History, ListRestart, TextQuote, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MediaItem } from '../../src-shared/media'
import { useShortcut } from '../shell'
import { IconButton, Menu, type MenuEntry } from '../ui'
import { copyPrompts, showInFolder, trash } from './itemActions'
import { openOver } from './over'
import { recall } from './remix'

/** What else can be done with one item. */
export function ItemMore({ item }: { item: MediaItem }) {
  const { t } = useTranslation()
  const keys = {
    all: useShortcut('library.recallAll'), seed: useShortcut('library.recallSeed'), prompt: useShortcut('library.recallPrompt'),
    collect: useShortcut('library.collect'), trash: useShortcut('library.trash'),
  }
  const recalls: MenuEntry[] = item.type === null
    ? []
    : [
        { label: t('library.action.recallAll'), icon: History, shortcut: keys.all, onSelect: () => recall(item.id, 'all') },
        { label: t('library.action.recallPrompt'), icon: TextQuote, shortcut: keys.prompt, disabled: item.prompt === '', onSelect: () => recall(item.id, 'prompt') },
        { label: t('library.action.recallSeed'), icon: Dices, shortcut: keys.seed, disabled: item.options['seed'] === undefined, onSelect: () => recall(item.id, 'seed') },
        { label: t('library.action.recallOptions'), icon: ListRestart, onSelect: () => recall(item.id, 'options') },
        'separator',
      ]
  const entries: MenuEntry[] = [
    ...recalls,
    { label: t('library.action.collect'), icon: FolderPlus, shortcut: keys.collect, onSelect: () => openOver('collect', [item.id]) },
    { label: t('library.action.show'), icon: FolderOpen, disabled: item.missing, onSelect: () => showInFolder(item.id) },
    { label: t('library.action.copyPrompt'), icon: Copy, disabled: item.prompt === '', onSelect: () => copyPrompts([item.id]) },
    'separator',
    { label: t('library.action.trash'), icon: Trash2, danger: true, shortcut: keys.trash, onSelect: () => trash([item.id]) },
  ]
  return <Menu entries={entries} trigger={<IconButton icon={Ellipsis} label={t('library.action.more')} />} />
}
