import { describe, expect, it } from 'vitest'
import { everything, mediaQuerySchema } from '../../../../src-shared/mediaQuery'
import { isFiltered, placeOfQuery, places, queryOfPlace, toggled } from '../../../../src-renderer/library/filters'
import { monthName } from '../../../../src-renderer/library/monthName'

describe('places and filters', () => {
  it('knows each place again by its question', () => {
    for (const place of places) {
      if (place === 'duplicates') continue
      const query = queryOfPlace(place, { ...everything, sort: 'title', text: 'neon', minRating: 4 })
      expect(placeOfQuery(query)).toBe(place)
      expect(query).toMatchObject({ sort: 'title', text: 'neon', minRating: 0 })
    }
    expect(placeOfQuery({ ...everything, minRating: 3 })).toBe(null)
    expect(placeOfQuery({ ...everything, kinds: ['image', 'video'] })).toBe(null)
  })

  it('asks without filters exactly as the contract defaults', () => {
    expect(mediaQuerySchema.parse({})).toEqual(everything)
  })

  it('tells a filter from an order or the trash', () => {
    expect(isFiltered({ ...everything, trashed: true, sort: 'rating' })).toBe(false)
    expect(isFiltered({ ...everything, kinds: ['audio'] })).toBe(true)
    expect(toggled(['image'], 'image')).toEqual([])
    expect(toggled<string>(['image'], 'audio')).toEqual(['image', 'audio'])
  })

  it('names months in the language', () => {
    expect(monthName('en', '2026-11')).toBe('November 2026')
    expect(monthName('es', '2026-11')).toBe('noviembre de 2026')
    expect(monthName('en', '2026-02', 'short')).toBe('Feb')
    expect(monthName('en', 'sometime')).toBe('sometime')
  })
})
