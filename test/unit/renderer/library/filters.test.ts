import { describe, expect, it } from 'vitest'
import { everything, mediaQuerySchema } from '../../../../src-shared/mediaQuery'
import { isFiltered, placeOfQuery, places, queryOfPlace, toggleKind } from '../../../../src-renderer/library/filters'
import { editsKept, noEdits, redoStep, undoStep, withEdit, type Edit } from '../../../../src-renderer/library/history'
import { monthName } from '../../../../src-renderer/library/monthName'

describe('places and filters', () => {
  it('knows each place again by its question', () => {
    for (const place of places) {
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
    expect(toggleKind(['image'], 'image')).toEqual([])
    expect(toggleKind(['image'], 'audio')).toEqual(['image', 'audio'])
  })

  it('names months in the language', () => {
    expect(monthName('en', '2026-11')).toBe('November 2026')
    expect(monthName('es', '2026-11')).toBe('noviembre de 2026')
    expect(monthName('en', '2026-02', 'short')).toBe('Feb')
    expect(monthName('en', 'sometime')).toBe('sometime')
  })
})

describe('undoing edits', () => {
  const edit = (): Edit => ({ undo: async () => {}, redo: async () => {} })

  it('goes back and on, and a new edit ends what could be redone', () => {
    const [first, second, third] = [edit(), edit(), edit()]
    const both = withEdit(withEdit(noEdits, first), second)
    const back = undoStep(both)!
    expect(back.edit).toBe(second)
    expect(redoStep(back.history)!.edit).toBe(second)
    const other = withEdit(back.history, third)
    expect(redoStep(other)).toBe(null)
    expect(undoStep(other)!.edit).toBe(third)
    expect(undoStep(undoStep(undoStep(other)!.history)!.history)).toBe(null)
  })

  it('keeps a hundred', () => {
    let history = noEdits
    for (let count = 0; count < editsKept + 20; count += 1) history = withEdit(history, edit())
    expect(history.edits.length).toBe(editsKept)
    expect(history.at).toBe(editsKept)
  })
})
