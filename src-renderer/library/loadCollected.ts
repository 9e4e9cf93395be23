import type { ItemId } from '../../src-shared/media'
import { everything } from '../../src-shared/mediaQuery'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { compareMost } from './comparison/comparing'

/** The first items of a comparison that was kept, as many as stand side by side. */
export async function loadCollected(collectionId: string): Promise<ItemId[]> {
  try {
    return (await request('library.ids', { ...everything, collectionId, sort: 'manual' })).ids.slice(0, compareMost)
  } catch (error) {
    toastFailure(error)
    return []
  }
}
