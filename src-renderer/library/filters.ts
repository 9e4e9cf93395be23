import type { MediaKind } from '../../src-shared/media'
import { everything, type MediaQuery } from '../../src-shared/mediaQuery'

export const places = ['all', 'favourites', 'image', 'video', 'audio', 'trash'] as const
export type Place = (typeof places)[number]

/** What a place of the left panel asks for; text and order stay. */
export function queryOfPlace(place: Place, query: MediaQuery): MediaQuery {
  const base: MediaQuery = { ...everything, text: query.text, sort: query.sort }
  switch (place) {
    case 'all':
      return base
    case 'favourites':
      return { ...base, favouritesOnly: true }
    case 'trash':
      return { ...base, trashed: true }
    case 'image':
    case 'video':
    case 'audio':
      return { ...base, kinds: [place] }
  }
}

/** The place that a query shows; null when its filters make it none of them. */
export function placeOfQuery(query: MediaQuery): Place | null {
  if (query.trashed) return 'trash'
  if (query.minRating > 0 || query.providers.length > 0 || query.batchId !== null || query.types.length > 0) return null
  if (query.favouritesOnly) return query.kinds.length === 0 ? 'favourites' : null
  const [kind] = query.kinds
  if (kind === undefined) return 'all'
  return query.kinds.length === 1 ? kind : null
}

export function toggleKind(kinds: readonly MediaKind[], kind: MediaKind): MediaKind[] {
  return kinds.includes(kind) ? kinds.filter((other) => other !== kind) : [...kinds, kind]
}

/** Whether something is filtered beside the place of the whole library or of the trash. */
export function isFiltered(query: MediaQuery): boolean {
  const { trashed: _trashed, sort: _sort, ...filters } = query
  const { trashed: _none, sort: _any, ...open } = everything
  return JSON.stringify(filters) !== JSON.stringify(open)
}
