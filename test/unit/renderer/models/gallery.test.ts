import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparison } from '../../../../src-renderer/models/comparison'
import { capabilityCounts, cardAfter, furtherFeatures, galleryCards, matches, variants, type GalleryView } from '../../../../src-renderer/models/gallery'
import { wordsOf } from '../../../../src-renderer/models/optionLabel'
import { rangeOf } from '../../../../src-shared/option'
import { artFor } from '../../../../src-renderer/models/picture'
import type { Provider } from '../../../../src-shared/provider'

const provider = (patch: Partial<Provider>): Provider => ({
  id: 'x', type: 'VIDEO', name: 'x', description: '', features: ['text to video'], limitations: [], creditCost: null, estimatedSeconds: null, options: [], ...patch,
})
const kling = provider({ id: 'kling', name: 'Kling 2.1', creditCost: 12, estimatedSeconds: 90, features: ['text to video', 'image to video', 'pro mode'] })
const veo = provider({ id: 'veo', name: 'Veo 3', creditCost: 20, estimatedSeconds: 60 })
const odd = provider({ id: 'odd', name: 'Ódd', description: 'Cinematográfico' })
const flux = provider({ id: 'flux', type: 'IMAGE', name: 'Flux', creditCost: 3, features: [] })
const all = [kling, veo, odd, flux]
const view: GalleryView = { filter: 'all', text: '', sort: 'offered', favourites: 'anywhere' }
const ids = (patch: Partial<GalleryView>, favourites: string[] = []) => galleryCards(all, favourites, { ...view, ...patch }).map((card) => card.provider?.id ?? card.key)

describe('galleryCards', () => {
  it('puts automatic choice first, for each type that is offered', () => {
    expect(ids({})).toEqual(['IMAGE/', 'VIDEO/', 'kling', 'veo', 'odd', 'flux'])
    expect(ids({ filter: 'text-to-video' })).toEqual(['VIDEO/', 'kling', 'veo', 'odd'])
  })
  it('sorts what is not stated last', () => {
    expect(ids({ sort: 'price' })).toEqual(['IMAGE/', 'VIDEO/', 'flux', 'kling', 'veo', 'odd'])
    expect(ids({ sort: 'time' })).toEqual(['IMAGE/', 'VIDEO/', 'veo', 'kling', 'odd', 'flux'])
  })
  it('finds words without accents and case, anywhere, all of them', () => {
    expect(ids({ text: 'odd CINEMATOGRAFICO' })).toEqual(['odd'])
    expect(matches(kling, 'pro 2.1')).toBe(true)
    expect(matches(kling, 'pro veo')).toBe(false)
  })
  it('puts favourites first, or shows them alone', () => {
    expect(ids({ favourites: 'first' }, ['VIDEO/veo'])).toEqual(['IMAGE/', 'VIDEO/', 'veo', 'kling', 'odd', 'flux'])
    expect(ids({ favourites: 'only' }, ['VIDEO/veo'])).toEqual(['veo'])
  })
  it('counts by what models make', () => {
    expect(Object.fromEntries(capabilityCounts(all, ''))).toMatchObject({ all: 4, 'text-to-video': 3, 'image-to-video': 1, 'text-to-image': 1 })
  })
})

it('walks a grid with the arrow keys and never leaves it', () => {
  expect(cardAfter('ArrowDown', 1, 10, 4)).toBe(5)
  expect(cardAfter('ArrowUp', 1, 10, 4)).toBeNull()
  expect(cardAfter('End', 1, 10, 4)).toBe(9)
  fc.assert(
    fc.property(fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'x'), fc.nat(50), fc.integer({ min: 1, max: 9 }), (key, index, columns) => {
      const next = cardAfter(key, index, 51, columns)
      expect(next === null || (next >= 0 && next < 51)).toBe(true)
    }),
  )
})

it('says a thing once: features that are capabilities are left out', () => {
  expect(furtherFeatures(kling)).toEqual(['pro mode'])
})

it('takes the versions of a model from its options', () => {
  const option = { type: 'string', required: false, description: '' }
  expect(variants(provider({ options: [{ ...option, name: 'mode', allowedValues: ['std', 'pro'] }, { ...option, name: 'style', allowedValues: ['noir'] }] }))).toEqual(['std', 'pro'])
})

it('marks the lines in which models differ, and leaves out what none says', () => {
  const lines = comparison([kling, veo])
  expect(lines.find((line) => line.aspect.kind === 'price')).toMatchObject({ values: [12, 20], differs: true })
  expect(lines.some((line) => line.aspect.kind === 'limits')).toBe(false)
  expect(comparison([kling, kling]).every((line) => !line.differs)).toBe(true)
})

it('writes option names as words', () => {
  expect(wordsOf('motionIntensity')).toBe('Motion intensity')
  expect(wordsOf('cfg_scale')).toBe('Cfg scale')
  expect(wordsOf('cfg-scale')).toBe('Cfg scale')
  expect(wordsOf('fps')).toBe('Fps')
})

it('reads a closed range, and takes nothing else for one', () => {
  expect(rangeOf(['0.5..2'])).toEqual({ min: 0.5, max: 2 })
  expect(rangeOf(['-1 to 1'])).toEqual({ min: -1, max: 1 })
  expect(rangeOf(['1-100'])).toEqual({ min: 1, max: 100 })
  expect(rangeOf(['2..1'])).toBeNull()
  expect(rangeOf(['16:9'])).toBeNull()
  expect(rangeOf(['0..1', '2..3'])).toBeNull()
})

it('gives neighbours different pictures, the same each time', () => {
  const keys = Array.from({ length: 40 }, (_, index) => `VIDEO/model-${index}`)
  const pictures = [...artFor(keys).values()]
  expect(pictures).toEqual([...artFor(keys).values()])
  for (let index = 1; index < pictures.length; index += 1) expect(pictures.slice(Math.max(0, index - 4), index)).not.toContain(pictures[index])
})
