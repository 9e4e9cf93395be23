import i18next from 'i18next'
import { create } from 'zustand'
import type { Collection, NewCollection } from '../../src-shared/collection'
import { everything } from '../../src-shared/mediaQuery'
import { on, request } from '../ipc'
import { toast } from '../ui'
import { attempt } from './attempt'
import { undo } from './history'
import { itemsOf, type Targets } from './itemActions'
import { useLibrary } from './useLibrary'

/** All collections, as main has them; null before the first answer. */
export const useCollections = create<{ collections: readonly Collection[] | null }>(() => ({ collections: null }))

/** Items change the counts many times in a row. */
const gatherMs = 400

/** Follows the collections while something shows them; returns how to stop. */
export function followCollections(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const load = () => attempt(async () => useCollections.setState({ collections: await request('library.collections') }))
  const later = () => {
    timer ??= setTimeout(() => {
      timer = null
      load()
    }, gatherMs)
  }
  load()
  const stops = [on('library.collectionsChanged', load), on('library.changed', later)]
  return () => {
    if (timer !== null) clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

/** The collection the view shows, if it shows one. */
export function useShownCollection(): Collection | null {
  const id = useLibrary((library) => library.query.collectionId)
  const collections = useCollections((state) => state.collections)
  return id === null ? null : (collections?.find((collection) => collection.id === id) ?? null)
}

/** Shows what is in a collection; a search that was kept is asked again, and can be changed. */
export function showCollection(collection: Collection): void {
  const { query, setQuery } = useLibrary.getState()
  if (collection.kind === 'search' && collection.query) setQuery({ ...collection.query })
  else setQuery({ ...everything, text: query.text, collectionId: collection.id, sort: collection.kind === 'smart' ? query.sort : 'manual' })
}

const undoAction = () => ({ label: i18next.t('library.action.undo'), onSelect: undo })

export function createCollection(collection: NewCollection, then?: (id: string) => void): void {
  attempt(async () => {
    const id = await request('library.createCollection', collection)
    then?.(id)
  })
}

export function renameCollection({ id, name }: Collection, wanted: string): void {
  if (wanted.trim() !== '' && wanted.trim() !== name) attempt(() => request('library.changeCollection', id, { name: wanted.trim() }))
}

/** Into another (null: to the top), before one of its siblings (null: at the end). */
export function moveCollection(id: string, parentId: string | null, beforeId: string | null): void {
  attempt(() => request('library.moveCollection', id, parentId, beforeId))
}

export function removeCollection(collection: Collection): void {
  attempt(async () => {
    await request('library.removeCollection', collection.id)
    const { query, setQuery } = useLibrary.getState()
    if (query.collectionId === collection.id) setQuery({ ...everything, sort: 'newest' })
    toast(i18next.t('library.done.collectionRemoved', { name: collection.name }), { action: undoAction() })
  })
}

export function collect(collection: Pick<Collection, 'id' | 'name'>, targets: Targets): void {
  if (targets.length === 0) return
  attempt(async () => {
    await request('library.collect', collection.id, itemsOf(targets))
    toast(i18next.t('library.done.collected', { count: targets.length, name: collection.name }), { action: undoAction() })
  })
}

export function takeOut(collection: Pick<Collection, 'id' | 'name'>, targets: Targets): void {
  if (targets.length === 0) return
  attempt(async () => {
    await request('library.takeOut', collection.id, itemsOf(targets))
    toast(i18next.t('library.done.takenOut', { count: targets.length, name: collection.name }), { action: undoAction() })
  })
}

/** One line of the tree, as deep as it lies. */
export interface TreeLine {
  collection: Collection
  depth: number
  hasInside: boolean
}

/** Manual and smart collections as lines of a tree; what lies in a closed one is left out. */
export function treeLines(collections: readonly Collection[], closed: ReadonlySet<string>): TreeLine[] {
  const inTree = collections.filter(({ kind }) => kind === 'manual' || kind === 'smart')
  const known = new Set(inTree.map(({ id }) => id))
  // What lies in one that is not here stands at the top.
  const parentOf = ({ parentId }: Collection) => (parentId !== null && known.has(parentId) ? parentId : null)
  const lines: TreeLine[] = []
  const add = (parentId: string | null, depth: number) => {
    for (const collection of inTree) {
      if (parentOf(collection) !== parentId) continue
      const hasInside = inTree.some((other) => parentOf(other) === collection.id)
      lines.push({ collection, depth, hasInside })
      if (hasInside && !closed.has(collection.id)) add(collection.id, depth + 1)
    }
  }
  add(null, 0)
  return lines
}

/** A collection's name with those it lies in, from the outermost on: "Campaign / Portraits". */
export function pathOf(collection: Collection, collections: readonly Collection[]): string {
  const names = [collection.name]
  let parent = collections.find(({ id }) => id === collection.parentId)
  while (parent !== undefined && names.length < 20) {
    names.unshift(parent.name)
    const above = parent.parentId
    parent = above === null ? undefined : collections.find(({ id }) => id === above)
  }
  return names.join(' / ')
}
