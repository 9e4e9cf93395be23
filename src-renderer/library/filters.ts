import { everything, type MediaQuery } from '../../src-shared/mediaQuery'

export const places = ['all', 'favourites', 'picked', 'image', 'video', 'audio', 'duplicates', 'trash'] as const
export type Place = (typeof places)[number]

/** What a place of the left panel asks for; text and order stay. Duplicates are not one question: their view asks by itself. */
export function queryOfPlace(place: Exclude<Place, 'duplicates'>, query: MediaQuery): MediaQuery {
  const base: MediaQuery = { ...everything, text: query.text, sort: query.sort === 'manual' ? 'newest' : query.sort }
  switch (place) {
    case 'all':
      return base
    case 'favourites':
      return { ...base, favouritesOnly: true }
    case 'picked':
      return { ...base, picks: ['pick'] }
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
  const asked = JSON.stringify({ ...query, text: '', sort: 'newest' })
  return (['all', 'favourites', 'picked', 'image', 'video', 'audio'] as const)
    .find((place) => JSON.stringify({ ...queryOfPlace(place, query), text: '', sort: 'newest' }) === asked) ?? null
}

/** In or out of the chosen values of a chip. */
export function toggled<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
}

/** Whether something is filtered beside the place of the whole library or of the trash. */
export function isFiltered(query: MediaQuery): boolean {
  return JSON.stringify({ ...query, trashed: false, sort: 'newest' }) !== JSON.stringify({ ...everything, sort: 'newest' })
}
