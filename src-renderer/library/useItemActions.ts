import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import type { ItemId, MediaItem, MediaRow } from '../../src-shared/media'
import { request } from '../ipc'
import { openScreen, toastFailure } from '../shell'
import { announce, toast } from '../ui'
import { noEdits, redoStep, undoStep, withEdit, type Edit, type EditHistory } from './history'
import { remix } from './remix'
import { useRowStore } from './useRows'

/** What can be undone, and what is asked before something leaves for good. */
export const useEdits = create<{ history: EditHistory; emptying: ItemId[] | null }>(() => ({ history: noEdits, emptying: null }))

async function edit(step: Edit): Promise<void> {
  await step.redo()
  useEdits.setState(({ history }) => ({ history: withEdit(history, step) }))
}

/** Ids by what they had before, so that undo gives each its own back. */
async function grouped<Value>(ids: readonly ItemId[], pick: (row: MediaRow) => Value): Promise<Map<Value, ItemId[]>> {
  const { rows } = useRowStore.getState()
  const unknown = ids.filter((id) => !rows.has(id))
  const fetched = new Map<ItemId, MediaRow>()
  for (let at = 0; at < unknown.length; at += 1_000) {
    for (const row of await request('library.rows', unknown.slice(at, at + 1_000))) fetched.set(row.id, row)
  }
  const groups = new Map<Value, ItemId[]>()
  for (const id of ids) {
    const row = rows.get(id) ?? fetched.get(id)
    if (row === undefined) continue
    const value = pick(row)
    groups.set(value, [...(groups.get(value) ?? []), id])
  }
  return groups
}

export interface ItemActions {
  rate: (ids: readonly ItemId[], rating: number) => void
  setFavourite: (ids: readonly ItemId[], favourite: boolean) => void
  rename: (item: Pick<MediaItem, 'id' | 'title'>, title: string) => void
  trash: (ids: readonly ItemId[]) => void
  restore: (ids: readonly ItemId[]) => void
  /** Asks first. */
  deleteForGood: (ids: readonly ItemId[]) => void
  deleteConfirmed: () => void
  showInFolder: (id: ItemId) => void
  downloadAgain: (id: ItemId) => void
  copyPrompt: (prompt: string) => void
  remix: (item: Pick<MediaItem, 'id'>) => void
  trim: (id: ItemId) => void
  undo: () => void
  redo: () => void
}

/** Everything that can be done with items, with its feedback; what edits can be undone. */
export function useItemActions(): ItemActions {
  const { t } = useTranslation()
  return useMemo(() => {
    const attempt = (work: () => Promise<void>) => void work().catch(toastFailure)
    const undo = () =>
      attempt(async () => {
        const step = undoStep(useEdits.getState().history)
        if (step === null) return announce(t('library.done.nothingToUndo'))
        useEdits.setState({ history: step.history })
        await step.edit.undo()
        announce(t('library.done.undone'))
      })
    const actions: ItemActions = {
      rate: (ids, rating) =>
        attempt(async () => {
          if (ids.length === 0) return
          const before = await grouped(ids, (row) => row.rating)
          await edit({
            redo: () => request('library.rate', [...ids], rating),
            undo: async () => {
              for (const [old, group] of before) await request('library.rate', group, old)
            },
          })
          announce(rating === 0 ? t('library.done.unrated') : t('library.done.rated', { stars: t('app.stars', { count: rating }) }))
        }),
      setFavourite: (ids, favourite) =>
        attempt(async () => {
          if (ids.length === 0) return
          const changed = (await grouped(ids, (row) => row.favourite)).get(!favourite) ?? []
          if (changed.length === 0) return
          await edit({
            redo: () => request('library.setFavourite', changed, favourite),
            undo: () => request('library.setFavourite', changed, !favourite),
          })
          announce(t(favourite ? 'library.done.favoured' : 'library.done.unfavoured'))
        }),
      rename: (item, title) =>
        attempt(async () => {
          const wanted = title.trim()
          if (wanted === '' || wanted === item.title) return
          await edit({
            redo: () => request('library.rename', item.id, wanted),
            undo: () => request('library.rename', item.id, item.title),
          })
        }),
      trash: (ids) =>
        attempt(async () => {
          if (ids.length === 0) return
          const all = [...ids]
          await edit({ redo: () => request('library.trash', all), undo: () => request('library.restore', all) })
          toast(t('library.done.trashed', { count: all.length }), { action: { label: t('library.action.undo'), onSelect: undo } })
        }),
      restore: (ids) =>
        attempt(async () => {
          if (ids.length === 0) return
          const all = [...ids]
          await edit({ redo: () => request('library.restore', all), undo: () => request('library.trash', all) })
          toast(t('library.done.restored', { count: all.length }), { tone: 'ok' })
        }),
      deleteForGood: (ids) => useEdits.setState({ emptying: ids.length > 0 ? [...ids] : null }),
      deleteConfirmed: () =>
        attempt(async () => {
          const ids = useEdits.getState().emptying
          useEdits.setState({ emptying: null })
          if (ids === null) return
          await request('library.emptyTrash', ids)
          // What is gone cannot be restored by an older edit either.
          useEdits.setState({ history: noEdits })
          toast(t('library.done.emptied', { count: ids.length }))
        }),
      showInFolder: (id) => attempt(() => request('library.showInFolder', id)),
      downloadAgain: (id) =>
        attempt(async () => {
          toast(t('library.done.downloading'))
          await request('library.downloadAgain', id)
        }),
      copyPrompt: (prompt) =>
        attempt(async () => {
          await navigator.clipboard.writeText(prompt)
          toast(t('library.done.copied'), { tone: 'ok' })
        }),
      remix: ({ id }) => attempt(async () => remix(await request('library.item', id))),
      trim: (id) => openScreen({ name: 'trim', itemId: id }),
      undo,
      redo: () =>
        attempt(async () => {
          const step = redoStep(useEdits.getState().history)
          if (step === null) return
          useEdits.setState({ history: step.history })
          await step.edit.redo()
          announce(t('library.done.redone'))
        }),
    }
    return actions
  }, [t])
}
