import { ChevronDown, ChevronRight, Columns2, Ellipsis, Folder, FolderPlus, Pencil, Search, Sparkles, Trash2, ArrowUp, ArrowDown, type LucideIcon } from 'lucide-react'
import { memo, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Collection, CollectionKind } from '../../src-shared/collection'
import { classes, IconButton, Menu, TextField, useFormat, type MenuEntry } from '../ui'
import {
  collect, createCollection, moveCollection, removeCollection, renameCollection, showCollection, treeLines, useCollections, type TreeLine,
} from './collections'
import { openComparison } from './comparison/comparing'
import { carriesItems, droppedItems } from './dragging'
import { loadCollected } from './loadCollected'
import { useLibrary } from './useLibrary'

const icons: Record<CollectionKind, LucideIcon> = { manual: Folder, smart: Sparkles, search: Search, comparison: Columns2 }

/** Which collections are closed; kept by the page. */
const useClosed = create<{ closed: string[] }>()(persist(() => ({ closed: [] as string[] }), { name: 'library.closed' }))

function toggleClosed(id: string): void {
  useClosed.setState(({ closed }) => ({ closed: closed.includes(id) ? closed.filter((other) => other !== id) : [...closed, id] }))
}

/** The user's collections as a tree, and below it searches and comparisons that were kept. Items can be dropped on a collection. */
export const CollectionTree = memo(function CollectionTree() {
  const { t } = useTranslation()
  const collections = useCollections((state) => state.collections)
  const closed = useClosed((state) => state.closed)
  const [naming, setNaming] = useState<string | null>(null)
  if (collections === null) return null
  const lines = treeLines(collections, new Set(closed))
  const others = collections.filter(({ kind }) => kind === 'search' || kind === 'comparison')
  const add = (parentId: string | null) =>
    createCollection({ kind: 'manual', name: t('library.collection.unnamed'), parentId }, setNaming)
  const row = (line: TreeLine) => (
    <CollectionLine key={line.collection.id} {...line} all={collections} naming={naming === line.collection.id} onName={setNaming} onAdd={add} />
  )
  return (
    <>
      <div className="mt-3 flex h-7 flex-none items-center pl-2">
        <h2 className="grow text-label font-medium text-text-3 uppercase">{t('library.collection.title')}</h2>
        <IconButton size={24} icon={FolderPlus} label={t('library.collection.new')} onClick={() => add(null)} />
      </div>
      {lines.length === 0 ? <p className="px-2 text-small text-pretty text-text-3">{t('library.collection.none')}</p> : <ul className="flex flex-col gap-0.5">{lines.map(row)}</ul>}
      {others.length > 0 ? (
        <>
          <h2 className="mt-3 flex h-7 flex-none items-center pl-2 text-label font-medium text-text-3 uppercase">{t('library.collection.kept')}</h2>
          <ul className="flex flex-col gap-0.5">{others.map((collection) => row({ collection, depth: 0, hasInside: false }))}</ul>
        </>
      ) : null}
    </>
  )
})

interface LineProps extends TreeLine {
  all: readonly Collection[]
  /** Its name is being changed. */
  naming: boolean
  onName: (id: string | null) => void
  onAdd: (parentId: string | null) => void
}

function CollectionLine({ collection, depth, hasInside, all, naming, onName, onAdd }: LineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = useLibrary((library) => library.query.collectionId === collection.id)
  const open = !useClosed((state) => state.closed.includes(collection.id))
  const [over, setOver] = useState(false)
  const entries = useLineMenu(collection, all, onName, onAdd)
  const takesItems = collection.kind === 'manual'
  const Icon = icons[collection.kind]
  const show = () => {
    if (collection.kind === 'comparison') void loadCollected(collection.id).then(openComparison)
    else showCollection(collection)
  }
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!takesItems || !carriesItems(event)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'link'
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false)
      const items = droppedItems(event)
      if (!takesItems || items === null) return
      event.preventDefault()
      collect(collection, items)
    },
  }
  if (naming) return <li style={{ paddingLeft: depth * 16 }}><NameField collection={collection} onDone={() => onName(null)} /></li>
  return (
    <li
      {...drop}
      style={{ paddingLeft: depth * 16 }}
      className={classes('group/line flex flex-none items-center rounded-control transition-colors', shown ? 'bg-selected' : 'hover:bg-hover', over && 'bg-selection ring-2 ring-focus')}
    >
      {hasInside ? (
        <button
          type="button"
          aria-expanded={open}
          aria-label={t(open ? 'library.collection.close' : 'library.collection.open', { name: collection.name })}
          onClick={() => toggleClosed(collection.id)}
          className="flex size-6 flex-none items-center justify-center rounded-control text-text-3 hover:text-text"
        >
          {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
        </button>
      ) : null}
      <button
        type="button"
        aria-current={shown ? 'page' : undefined}
        onClick={show}
        onDoubleClick={() => onName(collection.id)}
        className={classes('flex h-7 min-w-0 grow items-center gap-2 rounded-control text-left', hasInside ? 'pl-0.5' : 'pl-2', shown ? 'text-text' : 'text-text-2 hover:text-text')}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden className="flex-none" />
        <span className="grow truncate">{collection.name}</span>
        <span className="pr-2 text-label text-text-3 tabular-nums group-focus-within/line:hidden group-hover/line:hidden">{format.whole(collection.count)}</span>
      </button>
      <span className="hidden group-focus-within/line:block group-hover/line:block">
        <Menu entries={entries} trigger={<IconButton size={24} icon={Ellipsis} label={t('library.collection.more', { name: collection.name })} />} />
      </span>
    </li>
  )
}

function useLineMenu(collection: Collection, all: readonly Collection[], onName: LineProps['onName'], onAdd: LineProps['onAdd']): MenuEntry[] {
  const { t } = useTranslation()
  const siblings = all.filter((other) => other.parentId === collection.parentId && (other.kind === 'manual' || other.kind === 'smart'))
  const at = siblings.findIndex(({ id }) => id === collection.id)
  const above = siblings[at - 1]
  const inTree = collection.kind === 'manual' || collection.kind === 'smart'
  const parent = all.find(({ id }) => id === collection.parentId)
  const moves: MenuEntry[] = !inTree
    ? []
    : [
        { label: t('library.collection.up'), icon: ArrowUp, disabled: at <= 0, onSelect: () => moveCollection(collection.id, collection.parentId, above?.id ?? null) },
        {
          label: t('library.collection.down'), icon: ArrowDown, disabled: at >= siblings.length - 1,
          onSelect: () => moveCollection(collection.id, collection.parentId, siblings[at + 2]?.id ?? null),
        },
        ...(above?.kind === 'manual' ? [{ label: t('library.collection.inside', { name: above.name }), onSelect: () => moveCollection(collection.id, above.id, null) }] : []),
        ...(parent ? [{ label: t('library.collection.outside', { name: parent.name }), onSelect: () => moveCollection(collection.id, parent.parentId, null) }] : []),
        'separator',
      ]
  return [
    { label: t('library.collection.rename'), icon: Pencil, onSelect: () => onName(collection.id) },
    ...(collection.kind === 'manual' ? [{ label: t('library.collection.newInside'), icon: FolderPlus, onSelect: () => onAdd(collection.id) }] : []),
    'separator',
    ...moves,
    { label: t('library.collection.remove'), icon: Trash2, danger: true, onSelect: () => removeCollection(collection) },
  ]
}

function NameField({ collection, onDone }: { collection: Collection; onDone: () => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState(collection.name)
  const finish = (keep: boolean) => {
    if (keep) renameCollection(collection, name)
    onDone()
  }
  return (
    <TextField
      value={name}
      onChange={setName}
      aria-label={t('library.collection.name')}
      maxLength={200}
      autoFocus
      onFocus={(event) => event.target.select()}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        finish(event.key === 'Enter')
      }}
    />
  )
}
