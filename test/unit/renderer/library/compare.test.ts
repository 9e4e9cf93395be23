import { describe, expect, it } from 'vitest'
import { compareItems } from '../../../../src-renderer/library/comparison/compare'
import { optionText } from '../../../../src-renderer/library/optionText'
import { requestOf } from '../../../../src-renderer/library/remix'
import { jobRequestSchema } from '../../../../src-shared/job'
import { item } from './item'

describe('comparing chosen items', () => {
  it('tells what differs from what is the same', () => {
    const { differs, same, creditsTogether, unknownCosts } = compareItems([
      item(), item({ options: { seed: 77, quality: 'ultra' }, creditCost: 4 }), item({ provider: 'veo', options: { seed: 42, quality: 'ultra', mode: 'pro' }, creditCost: null }),
    ])
    expect(differs.map((line) => [line.field, line.name, line.values])).toEqual([
      ['provider', '', ['kling', 'kling', 'veo']], ['option', 'seed', [42, 77, 42]], ['option', 'mode', [null, null, 'pro']], ['cost', '', [3, 4, null]],
    ])
    expect(same.map((line) => line.field + line.name)).toEqual(['optionquality', 'size', 'duration', 'rating', 'prompt'])
    expect(creditsTogether).toBe(7)
    expect(unknownCosts).toBe(1)
  })

  it('leaves out what nobody has, and compares lists by what they hold', () => {
    const still = { width: null, height: null, durationSeconds: null, creditCost: null, prompt: '' }
    const { differs, same } = compareItems([item({ ...still, options: { tags: ['a', 'b'] } }), item({ ...still, options: { tags: ['a', 'b'] } })])
    expect(differs).toEqual([])
    expect(same.map((line) => line.field + line.name)).toEqual(['provider', 'optiontags', 'rating'])
  })
})

describe('an item as a template', () => {
  it('is a request the contract takes, and nothing for what was not generated', () => {
    const request = requestOf(item())
    expect(jobRequestSchema.parse(request)).toEqual(request)
    expect(requestOf(item({ type: null }))).toBe(null)
  })

  it('writes lists out', () => {
    expect(optionText(['a', 'b'])).toBe('a, b')
    expect(optionText(false)).toBe('false')
  })
})
