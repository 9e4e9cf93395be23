import i18next from 'i18next'
import { create } from 'zustand'
import type { ItemId, MediaItem, PickFlag } from '../../src-shared/media'
import { request } from '../ipc'
import { announce, toast } from '../ui'
import { attempt } from './attempt'
import { undo } from './history'
import { loadRows } from './useRows'

/** Items an action is about: by id, or by number as views have them. */
export type Targets = readonly ItemId[] | Int32Array

/** In the form requests take; a copy, so that a selection that moves on does not change what was asked. */
export function itemsOf(targets: Targets): ItemId[] | Int32Array<ArrayBuffer> {
  return targets instanceof Int32Array ? Int32Array.from(targets) : [...targets]
}

/** Items that are asked about before they leave for good. */
export const useDeleting = create<{ targets: Targets | null }>(() => ({ targets: null }))

/** Undo is a key away; for many at once it is offered as well. */
function tell(count: number, text: string): void {
  if (count > 1) toast(text, { action: { label: i18next.t('library.action.undo'), onSelect: undo } })
  else announce(text)
}

export function rate(targets: Targets, rating: number): void {
  if (targets.length === 0) return
  attempt(async () => {
    await request('library.rate', itemsOf(targets), rating)
    const count = targets.length
    const stars = i18next.t('app.stars', { count: rating })
    tell(count, rating === 0 ? i18next.t('library.done.unrated', { count }) : i18next.t('library.done.rated', { count, stars }))
  })
}

export function setFavourite(targets: Targets, favourite: boolean): void {
  if (targets.length === 0) return
  attempt(async () => {
    await request('library.setFavourite', itemsOf(targets), favourite)
    tell(targets.length, i18next.t(favourite ? 'library.done.favoured' : 'library.done.unfavoured', { count: targets.length }))
  })
}

export function setPick(targets: Targets, pick: PickFlag): void {
  if (targets.length === 0) return
  attempt(async () => {
    await request('library.setPick', itemsOf(targets), pick)
    tell(targets.length, i18next.t(`library.done.pick-${pick}`, { count: targets.length }))
  })
}

export function rename(item: Pick<MediaItem, 'id' | 'title'>, title: string): void {
  const wanted = title.trim()
  if (wanted === '' || wanted === item.title) return
  attempt(() => request('library.rename', item.id, wanted))
}

export function setNote(item: Pick<MediaItem, 'id' | 'note'>, note: string): void {
  if (note !== item.note) attempt(() => request('library.setNote', item.id, note))
}

export function tag(targets: Targets, names: readonly string[]): void {
  if (targets.length === 0 || names.length === 0) return
  attempt(async () => {
    await request('library.tag', itemsOf(targets), [...names])
    tell(targets.length, i18next.t('library.done.tagged', { count: targets.length, name: names.join(', ') }))
  })
}

export function untag(targets: Targets, name: string): void {
  if (targets.length === 0) return
  attempt(async () => {
    await request('library.untag', itemsOf(targets), [name])
    tell(targets.length, i18next.t('library.done.untagged', { count: targets.length, name }))
  })
}

export function trash(targets: Targets): void {
  if (targets.length === 0) return
  attempt(async () => {
    await request('library.trash', itemsOf(targets))
    toast(i18next.t('library.done.trashed', { count: targets.length }), { action: { label: i18next.t('library.action.undo'), onSelect: undo } })
  })
}

export function restore(targets: Targets): void {
  if (targets.length === 0) return
  attempt(async () => {
    await request('library.restore', itemsOf(targets))
    toast(i18next.t('library.done.restored', { count: targets.length }), { tone: 'ok' })
  })
}

/** Asks first. */
export function deleteForGood(targets: Targets): void {
  useDeleting.setState({ targets: targets.length > 0 ? targets : null })
}

export function deleteConfirmed(): void {
  const { targets } = useDeleting.getState()
  useDeleting.setState({ targets: null })
  if (targets === null) return
  attempt(async () => {
    await request('library.emptyTrash', itemsOf(targets))
    toast(i18next.t('library.done.emptied', { count: targets.length }))
  })
}

export function showInFolder(id: ItemId): void {
  attempt(() => request('library.showInFolder', id))
}

export function downloadAgain(id: ItemId): void {
  attempt(async () => {
    toast(i18next.t('library.done.downloading'))
    await request('library.downloadAgain', id)
  })
}

/** Prompts of several are joined by empty lines; each is copied once. */
export function copyPrompts(targets: Targets): void {
  attempt(async () => {
    const rows = await loadRows([...targets])
    const prompts = new Set(rows.map((row) => row.prompt).filter((prompt) => prompt !== ''))
    if (prompts.size === 0) return
    await navigator.clipboard.writeText([...prompts].join('\n\n'))
    toast(i18next.t('library.done.copied', { count: prompts.size }), { tone: 'ok' })
  })
}
