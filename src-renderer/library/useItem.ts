import { useEffect, useState } from 'react'
import { toAppError, type AppError } from '../../src-shared/errors'
import type { ItemId, MediaItem } from '../../src-shared/media'
import { on, request } from '../ipc'

interface ItemState {
  id: ItemId | null
  item: MediaItem | null
  error: AppError | null
}

/** One item with everything known of it, kept up to date. `item` stays null until it arrives; then it is of this id. */
export function useItem(id: ItemId | null): { item: MediaItem | null; error: AppError | null } {
  const [state, setState] = useState<ItemState>({ id: null, item: null, error: null })
  useEffect(() => {
    if (id === null) return
    let current = true
    const load = async () => {
      try {
        const item = await request('library.item', id)
        if (current) setState({ id, item, error: null })
      } catch (error) {
        if (current) setState({ id, item: null, error: toAppError(error) })
      }
    }
    void load()
    const stop = on('library.changed', ({ ids }) => {
      if (ids === 'all' || ids.includes(id)) void load()
    })
    return () => {
      current = false
      stop()
    }
  }, [id])
  return state.id === id ? state : { item: null, error: null }
}

/** Several items at once, in the order asked for; those that are gone are left out. Null before the first answer. */
export function useItems(ids: readonly ItemId[]): MediaItem[] | null {
  const [items, setItems] = useState<MediaItem[] | null>(null)
  const key = ids.join()
  useEffect(() => {
    let current = true
    const wanted = key === '' ? [] : key.split(',')
    const load = async () => {
      const found = await Promise.all(wanted.map((id) => request('library.item', id).catch(() => null)))
      if (current) setItems(found.filter((item) => item !== null))
    }
    void load()
    const stop = on('library.changed', ({ ids: changed }) => {
      if (changed === 'all' || changed.some((id) => wanted.includes(id))) void load()
    })
    return () => {
      current = false
      stop()
    }
  }, [key])
  return items
}
