import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chipsOf, dayBound, dayField, facetValues, listedFacets, spanStart } from '../../../../src-renderer/library/chips'
import { completions } from '../../../../src-renderer/library/completions'
import { everything, mediaQuerySchema, type Facets, type MediaQuery } from '../../../../src-shared/mediaQuery'
import { mediaKinds, origins, picks, problems } from '../../../../src-shared/media'

const range = fc.record({ min: fc.option(fc.nat(100)), max: fc.option(fc.nat(100)) })
const queries: fc.Arbitrary<MediaQuery> = fc.record({
  text: fc.constantFrom('', 'neon'), kinds: fc.subarray([...mediaKinds]), providers: fc.subarray(['IMAGE/flux', 'kling']), minRating: fc.nat(5),
  maxRating: fc.nat(5), favouritesOnly: fc.boolean(), picks: fc.subarray([...picks]), tagsAll: fc.subarray(['sea', 'night']), tagsAny: fc.subarray(['dawn']),
  untagged: fc.boolean(), collectionId: fc.constantFrom(null, 'c'), createdAt: range, sizeBytes: range, durationSeconds: range, creditCost: range,
  aspects: fc.subarray(['square' as const, 'portrait' as const]), batchId: fc.constantFrom(null, 'b'), origins: fc.subarray([...origins]),
  problems: fc.subarray([...problems]), types: fc.subarray(['IMAGE', 'VIDEO']),
}).map((facts) => ({ ...everything, ...facts }))

describe('the chips of a question', () => {
  it('take away everything that filters, one after another, and nothing else', () => {
    fc.assert(
      fc.property(queries, (query) => {
        let left: MediaQuery = { ...query, sort: 'rating', trashed: true }
        for (let chips = chipsOf(left); chips.length > 0; chips = chipsOf(left)) {
          const next = { ...left, ...chips[0]!.without }
          expect(chipsOf(next).length).toBe(chips.length - 1)
          left = next
        }
        expect(left).toEqual({ ...everything, sort: 'rating', trashed: true })
        expect(mediaQuerySchema.parse(left)).toEqual(left)
      }),
    )
  })

  it('leave the order of a collection with it', () => {
    expect(chipsOf({ ...everything, collectionId: 'c', sort: 'manual' })[0]!.without).toEqual({ collectionId: null, sort: 'newest' })
  })
})

describe('the values of a filter', () => {
  it('keep their own order, and a chosen one stays although nothing has it', () => {
    expect(facetValues(mediaKinds, [{ value: 'video', count: 3 }], ['audio'])).toEqual([{ value: 'video', count: 3 }, { value: 'audio', count: 0 }])
  })

  it('list models and tags by use, those that are chosen and gone first', () => {
    const facets: Facets = {
      total: 5, kinds: [{ value: 'image', count: 5 }, { value: 'unheard of', count: 1 }], types: [], providers: [{ value: 'IMAGE/flux', count: 4 }], ratings: [], picks: [], origins: [],
      aspects: [], problems: [], tags: [{ value: 'sea', count: 2 }], batches: [], sizeBytes: null, durationSeconds: null, creditCost: null,
    }
    const listed = listedFacets(facets, { ...everything, providers: ['old'], tagsAll: ['sea'] })
    expect(listed.providers).toEqual([{ value: 'old', count: 0 }, { value: 'IMAGE/flux', count: 4 }])
    expect(listed.tagsAll).toEqual([{ value: 'sea', count: 2 }])
    expect(listed.kinds).toEqual([{ value: 'image', count: 5 }])
  })
})

describe('days', () => {
  it('last from their first to their last moment, where the user is', () => {
    const [from, to] = [dayBound('2026-11-23', false)!, dayBound('2026-11-23', true)!]
    expect(new Date(from).getHours()).toBe(0)
    expect(dayField(from)).toBe('2026-11-23')
    expect(dayField(to)).toBe('2026-11-23')
    expect(dayField(to + 1)).toBe('2026-11-24')
    expect(dayBound('', false)).toBe(null)
    expect(dayField(null)).toBe('')
  })

  it('count back from today', () => {
    const now = new Date(2026, 10, 23, 15)
    expect(spanStart('today', now)).toBe(new Date(2026, 10, 23).getTime())
    expect(spanStart('week', now)).toBe(new Date(2026, 10, 17).getTime())
  })
})

describe('completing tags', () => {
  const tags = [{ value: 'Night market', count: 2 }, { value: 'market', count: 9 }, { value: 'Árbol', count: 5 }, { value: 'supermarket', count: 50 }, { value: 'unused', count: 0 }]

  it('puts beginnings before words inside before anything inside, accents aside', () => {
    expect(completions(tags, 'mar', []).map(({ value }) => value)).toEqual(['market', 'Night market', 'supermarket'])
    expect(completions(tags, 'arb', []).map(({ value }) => value)).toEqual(['Árbol'])
  })

  it('offers what is used most before anything is typed, and never what is there already or unused', () => {
    expect(completions(tags, '', ['MARKET']).map(({ value }) => value)).toEqual(['supermarket', 'Árbol', 'Night market'])
  })
})
