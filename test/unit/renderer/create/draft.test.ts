import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carryOver } from '../../../../src-renderer/create/carryOver'
import { costOf } from '../../../../src-renderer/create/cost'
import { draftOf, emptyDraft, type Draft } from '../../../../src-renderer/create/draft'
import { requestsOf } from '../../../../src-renderer/create/requests'
import { isSound, problemsOf } from '../../../../src-renderer/create/validate'
import { jobRequestSchema } from '../../../../src-shared/job'
import type { Provider, ProviderOption } from '../../../../src-shared/provider'

const option = (name: string, type: string, allowedValues: string[] = [], required = false): ProviderOption => ({
  name, type, required, description: '', allowedValues,
})
const provider = (id: string, options: ProviderOption[]): Provider => ({
  id, type: 'VIDEO', name: id, description: '', features: [], limitations: [], creditCost: 12, estimatedSeconds: 90, options,
})
const kling = provider('kling', [option('duration', 'integer', ['5', '10']), option('mode', 'string', ['std', 'pro']), option('seed', 'seed', ['0..100'])])
const veo = provider('veo', [option('duration', 'integer', ['4', '8']), option('mode', 'string', ['std', 'pro']), option('style', 'string', ['noir'], true)])
const draft = (patch: Partial<Draft>): Draft => ({ ...emptyDraft, prompt: 'A street', ...patch })

describe('requestsOf', () => {
  it('sends only what was set', () => {
    const [request, ...others] = requestsOf('VIDEO', draft({ provider: 'kling', options: { duration: 5, mode: '' }, inputs: { voice: ' ' } }), kling)
    expect(others).toEqual([])
    expect(request).toEqual({ type: 'VIDEO', provider: 'kling', prompt: 'A street', inputs: {}, references: [], options: { duration: 5 }, priority: null })
  })

  it('gives several their own seeds, counted on from the one that is set', () => {
    const seeds = (options: Draft['options'], count: number) => requestsOf('VIDEO', draft({ provider: 'kling', options, count }), kling).map((request) => request.options['seed'])
    expect(seeds({ seed: 42 }, 3)).toEqual([42, 43, 44])
    expect(seeds({ seed: 100 }, 2)).toEqual([100, 0])
    const drawn = seeds({}, 8)
    expect(new Set(drawn).size).toBe(8)
    expect(drawn.every((seed) => typeof seed === 'number' && seed >= 0 && seed <= 100)).toBe(true)
  })

  it('makes equal jobs where the model takes no seed, and asks for the priority only with automatic choice', () => {
    const requests = requestsOf('VIDEO', draft({ count: 3 }), null)
    expect(requests).toHaveLength(3)
    expect(requests[0]).toMatchObject({ provider: null, priority: 'QUALITY', options: {} })
    expect(requestsOf('VIDEO', draft({ provider: 'veo' }), veo)[0]?.priority).toBeNull()
  })

  it('always makes what main accepts, and comes back from it unchanged', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean())), fc.integer({ min: 1, max: 20 }), (prompt, options, count) => {
        for (const request of requestsOf('VIDEO', draft({ prompt, provider: 'kling', options, count }), kling)) {
          expect(jobRequestSchema.parse(request)).toEqual(request)
          const again = requestsOf('VIDEO', draftOf(request).draft, kling)
          expect(again).toEqual([request])
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('carryOver', () => {
  it('keeps what applies, sets the rest aside and names it, and brings it back', () => {
    const first = draft({ provider: 'kling', options: { duration: 5, mode: 'pro', seed: 7 } })
    const there = carryOver(first, veo)
    expect(there.draft.options).toEqual({ mode: 'pro' })
    expect(there.dropped).toEqual(['duration', 'seed'])
    const back = carryOver(there.draft, kling)
    expect(back.draft.options).toEqual(first.options)
    expect(back.dropped).toEqual([])
  })

  it('sends no option with automatic choice', () => {
    const { draft: automatic, dropped } = carryOver(draft({ provider: 'kling', options: { mode: 'pro' } }), null)
    expect(automatic).toMatchObject({ provider: null, options: {}, parked: { mode: 'pro' } })
    expect(dropped).toEqual(['mode'])
  })
})

describe('problemsOf', () => {
  it('wants words or a reference, and what the model requires', () => {
    expect(problemsOf(draft({ prompt: ' ' }), null).prompt).toBe('required')
    const reference = { input: 'image', source: { kind: 'address', url: 'https://a.example/b.png' }, kind: 'image', name: 'b' } as const
    expect(problemsOf(draft({ prompt: '', references: [reference] }), null).prompt).toBeNull()
    expect([...problemsOf(draft({ provider: 'veo', options: { duration: 5 } }), veo).options]).toEqual([['duration', 'not-allowed'], ['style', 'required']])
    expect(isSound(problemsOf(draft({ options: { style: 'noir' } }), veo))).toBe(true)
  })
})

describe('costOf', () => {
  it('counts an unknown price as unknown, never as nothing', () => {
    expect(costOf(kling, 4, 3)).toEqual({ knownCredits: 48, unknownJobs: 0, seconds: 180 })
    expect(costOf({ creditCost: null, estimatedSeconds: null }, 4, null)).toEqual({ knownCredits: 0, unknownJobs: 4, seconds: null })
    expect(costOf(null, 2, 1).unknownJobs).toBe(2)
    expect(costOf({ creditCost: 0, estimatedSeconds: 1 }, 2, 1).unknownJobs).toBe(0)
  })
})
