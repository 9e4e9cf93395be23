import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carryOver } from '../../../../src-renderer/create/carryOver'
import { costOf } from '../../../../src-renderer/create/cost'
import { draftOf, draftOfMatrix, emptyDraft, matrixOf, writtenPrompt, type Draft } from '../../../../src-renderer/create/draft'
import { offeredOptions } from '../../../../src-renderer/create/offered'
import { isSound, problemsOf } from '../../../../src-renderer/create/validate'
import { jobRequestSchema, type JobRequest } from '../../../../src-shared/job'
import { jobsOfMatrix, matrixSchema, modelsOf } from '../../../../src-shared/matrix'
import { expansions, resolvePrompt, wildcardBook } from '../../../../src-shared/prompt'
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

const none = wildcardBook(new Map())
const modelsIn = (type: Provider['type'], made: Draft, offered: readonly (Provider | null)[]) =>
  modelsOf(matrixOf(type, made), (id) => offered.find((one) => one?.id === id) ?? null)
/** What main makes of a draft. */
const requestsOf = (type: Provider['type'], made: Draft, model: Provider | null): JobRequest[] => {
  const matrix = matrixSchema.parse(matrixOf(type, made))
  const prompts = expansions(resolvePrompt(matrix.prompt.text, none).root, { mode: 'every', seed: 0 }, 100).map((text) => text.trim())
  return [...jobsOfMatrix(matrix, modelsIn(type, made, [model]), prompts, Math.random)].map(({ request }) => request)
}

describe('the jobs of a draft', () => {
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

  it('take a prompt that was sent as it is, whatever the prompt language would make of it', () => {
    for (const sent of ['A calm lake', '{"scene": {"light": "warm|cold"}}', 'under __score__ and ${x}', 'C:\\{temp}', 'a } b']) {
      const { draft: again } = draftOf(jobRequestSchema.parse({ type: 'VIDEO', provider: 'kling', prompt: sent }))
      expect(requestsOf('VIDEO', again, kling).map(({ prompt }) => prompt)).toEqual([sent])
    }
    expect(writtenPrompt('A calm lake')).toBe('A calm lake')
  })

  it('come back from a preset unchanged', () => {
    const made = draft({ provider: 'kling', others: ['veo', null], sweeps: { duration: [5, 10] }, mode: 'random', randomCount: 4, promptSeed: 9, count: 3, options: { mode: 'pro' } })
    expect(draftOfMatrix(matrixSchema.parse(matrixOf('VIDEO', made)))).toEqual({ type: 'VIDEO', draft: made })
  })

  it('always makes what main accepts, and comes back from it unchanged', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }).map(writtenPrompt), fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean())), fc.integer({ min: 1, max: 20 }), (prompt, options, count) => {
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
    const there = carryOver(first, { provider: 'veo', others: [] }, veo.options)
    expect(there.draft.options).toEqual({ mode: 'pro' })
    expect(there.dropped).toEqual(['duration', 'seed'])
    const back = carryOver(there.draft, { provider: 'kling', others: [] }, kling.options)
    expect(back.draft.options).toEqual(first.options)
    expect(back.dropped).toEqual([])
  })

  it('sends no option with automatic choice', () => {
    const { draft: automatic, dropped } = carryOver(draft({ provider: 'kling', options: { mode: 'pro' } }), { provider: null, others: [] }, [])
    expect(automatic).toMatchObject({ provider: null, options: {}, parked: { mode: 'pro' } })
    expect(dropped).toEqual(['mode'])
  })
})

describe('several models', () => {
  it('offer the options of all, each with the values of all', () => {
    const offered = offeredOptions([kling, veo, null])
    expect(offered.map(({ name, allowedValues, required }) => [name, allowedValues.join(' '), required])).toEqual([
      ['duration', '5 10 4 8', false], ['mode', 'std pro', false], ['seed', '0..100', false], ['style', 'noir', true],
    ])
    const free = provider('free', [option('duration', 'integer'), option('seed', 'seed', ['-5..50'])])
    expect(offeredOptions([kling, free]).map(({ allowedValues }) => allowedValues)).toEqual([[], ['std', 'pro'], ['-5..100']])
  })
  it('get what each takes, and say what they do not', () => {
    const models = modelsIn('VIDEO', draft({ provider: 'kling', others: ['veo'], options: { duration: 5, style: 'noir', mood: 'calm' }, sweeps: { mode: ['std', 'pro'] } }), [kling, veo])
    expect(models.map(({ options, sweeps, dropped, perPrompt }) => [options, sweeps.length, dropped, perPrompt])).toEqual([
      [{ duration: 5, mood: 'calm' }, 1, ['style'], 2],
      [{ style: 'noir', mood: 'calm' }, 1, ['duration'], 2],
    ])
  })
})

describe('problemsOf', () => {
  const problems = (made: Draft, offered: readonly Provider[] = []) => problemsOf(matrixOf('VIDEO', made), modelsIn('VIDEO', made, offered))
  it('wants words or a reference, and what each model requires', () => {
    expect(problems(draft({ prompt: ' ' })).prompt).toBe('required')
    const reference = { input: 'image', source: { kind: 'address', url: 'https://a.example/b.png' }, kind: 'image', name: 'b' } as const
    expect(problems(draft({ prompt: '', references: [reference] })).prompt).toBeNull()
    expect([...problems(draft({ provider: 'veo', options: { duration: 5 } }), [veo]).options]).toEqual([['duration', 'not-allowed'], ['style', 'required']])
    expect([...problems(draft({ provider: 'kling', others: ['veo'] }), [kling, veo]).options]).toEqual([['style', 'required']])
    expect(isSound(problems(draft({ provider: 'veo', options: { style: 'noir' } }), [veo]))).toBe(true)
  })
})

describe('costOf', () => {
  const cost = (jobs: number, model: Pick<Provider, 'creditCost' | 'estimatedSeconds'> | null, concurrency: number | null) => costOf([{ provider: model, jobs }], concurrency)
  it('counts an unknown price as unknown, never as nothing', () => {
    expect(cost(4, kling, 3)).toEqual({ jobs: 4, knownCredits: 48, unknownJobs: 0, seconds: 180 })
    expect(cost(4, { creditCost: null, estimatedSeconds: null }, null)).toEqual({ jobs: 4, knownCredits: 0, unknownJobs: 4, seconds: null })
    expect(cost(2, null, 1).unknownJobs).toBe(2)
    expect(cost(2, { creditCost: 0, estimatedSeconds: 1 }, 1).unknownJobs).toBe(0)
  })
  it('adds up what is known of several models', () => {
    expect(costOf([{ provider: kling, jobs: 6 }, { provider: { creditCost: null, estimatedSeconds: 30 }, jobs: 2 }], 2)).toEqual({ jobs: 8, knownCredits: 72, unknownJobs: 2, seconds: 300 })
    expect(costOf([{ provider: kling, jobs: Infinity }], 2)).toMatchObject({ jobs: Infinity, knownCredits: Infinity })
  })
})
