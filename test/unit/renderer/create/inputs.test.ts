import { describe, expect, it } from 'vitest'
import { inputFor, kindOfAddress, neededInputs, suggestedInputs, textInputs } from '../../../../src-renderer/create/inputs'
import { newestBatches } from '../../../../src-renderer/create/batches'
import type { Job } from '../../../../src-shared/job'
import type { Provider } from '../../../../src-shared/provider'

const provider = (patch: Partial<Provider>): Provider => ({
  id: 'x', type: 'VIDEO', name: 'x', description: '', features: [], limitations: [], creditCost: null, estimatedSeconds: null, options: [], ...patch,
})

describe('reference inputs', () => {
  it.each([
    [{ features: ['text to video'] }, []],
    [{ features: ['text to video', 'image to video'] }, ['image']],
    [{ features: ['text-to-image'], description: 'Highest detail.' }, []],
    [{ features: ['image to video', 'first and last frame'] }, ['image', 'endImage']],
    [{ description: 'Several people dance, driven by reference footage.' }, ['video']],
    [{ features: ['lip sync', 'reference audio'], description: 'Puts your audio on the lips of your video or image.' }, ['image', 'video', 'audio']],
  ])('reads what %o speaks of', (said, expected) => {
    expect(suggestedInputs(provider(said as Partial<Provider>))).toEqual(expected)
  })

  it('reads what a model cannot do without', () => {
    expect(neededInputs(provider({ limitations: ['needs an image', '6 seconds'] }))).toEqual(['image'])
    expect(neededInputs(provider({ limitations: ['needs audio'] }))).toEqual(['audio'])
    expect(neededInputs(null)).toEqual([])
  })

  it('puts a second picture at the end where the model speaks of one', () => {
    expect(inputFor('image', [], ['image', 'endImage'])).toBe('image')
    expect(inputFor('image', ['image'], ['image', 'endImage'])).toBe('endImage')
    expect(inputFor('image', ['image'], ['image'])).toBe('image')
    expect(inputFor(null, [], ['video'])).toBe('video')
    expect(inputFor(null, [], [])).toBe('image')
  })

  it('guesses a kind by the ending of an address', () => {
    expect(kindOfAddress('https://a.example/b.PNG?x=1')).toBe('image')
    expect(kindOfAddress('https://a.example/b.mp4')).toBe('video')
    expect(kindOfAddress('https://a.example/b.flac#t')).toBe('audio')
    expect(kindOfAddress('https://a.example/b')).toBeNull()
  })

  it('asks for the voice of an avatar unless it is an option', () => {
    expect(textInputs('AVATAR', null)).toEqual(['voice'])
    expect(textInputs('AVATAR', provider({ options: [{ name: 'voice', type: 'string', required: false, description: '', allowedValues: [] }] }))).toEqual([])
    expect(textInputs('VIDEO', null)).toEqual([])
  })
})

describe('newestBatches', () => {
  const job = (id: string, batchId: string, createdAt: number) => ({ id, batchId, createdAt, position: createdAt }) as Job
  const batch = (id: string, createdAt: number) => [id, { id, name: id, kind: 'list' as const, accountId: 'a', createdAt, pause: null, costTolerance: null }] as const

  it('shows of one that is too large what began last and whose turn is next', () => {
    const jobs = Array.from({ length: 500 }, (_, index) => ({ ...job(String(index), 'new', index), status: index < 300 ? 'completed' : 'queued' }) as Job)
    const [shown] = newestBatches(jobs, new Map([batch('new', 1)]), 100)
    expect(shown?.hidden).toBe(400)
    expect(shown?.jobs.map(({ id }) => Number(id))).toEqual(Array.from({ length: 100 }, (_, index) => 206 + index))
    expect(newestBatches(jobs.slice(300), new Map([batch('new', 1)]), 100)[0]?.jobs[0]?.id).toBe('300')
  })

  it('shows the newest first, whole, and the newest one however large', () => {
    const jobs = [job('1', 'old', 1), job('2', 'new', 5), job('3', 'new', 6), job('4', 'new', 7)]
    const batches = new Map([batch('old', 1), batch('new', 5)])
    expect(newestBatches(jobs, batches, 10).map((group) => group.jobs.map(({ id }) => id))).toEqual([['2', '3', '4'], ['1']])
    expect(newestBatches(jobs, batches, 2).map((group) => group.batch.id)).toEqual(['new'])
    expect(newestBatches([], batches, 2)).toEqual([])
  })
})
