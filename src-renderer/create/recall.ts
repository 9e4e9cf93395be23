import type { JobRequest } from '../../src-shared/job'
import { fieldOf } from '../../src-shared/option'
import { writtenPrompt } from './draft'
import { chooseType, currentDraft, edit, setOption, useDrafts } from './useDrafts'
import { findModel } from './useModel'

/** Which parts of a request there are to be used again. */
export function recallable({ prompt, options }: JobRequest): { prompt: boolean; seed: boolean; options: boolean } {
  return { prompt: prompt !== '', seed: seedOf(options) !== null, options: Object.keys(options).some((name) => !isSeed(name)) }
}

const isSeed = (name: string) => name.toLowerCase() === 'seed'

function seedOf(options: JobRequest['options']): number | null {
  const found = Object.entries(options).find(([name, value]) => isSeed(name) && typeof value === 'number')
  return (found?.[1] as number | undefined) ?? null
}

/** Puts one part of a request into the draft that is shown; the rest of the draft stays. */
export function recall(request: JobRequest, part: 'prompt' | 'seed' | 'options'): void {
  if (part === 'prompt') {
    edit({ prompt: writtenPrompt(request.prompt) })
    return
  }
  if (part === 'seed') {
    const seed = seedOf(request.options)
    if (seed === null) return
    setOption(seedOption(), seed)
    edit({ seedLocked: true })
    return
  }
  // Options come with the model they belong to; the seed is its own part.
  const others = (options: JobRequest['options'], seed: boolean) => Object.entries(options).filter(([name]) => isSeed(name) === seed)
  chooseType(request.type)
  edit(({ options }) => ({
    provider: request.provider, others: [], sweeps: {}, parked: {},
    options: Object.fromEntries([...others(request.options, false), ...others(options, true)]),
  }))
}

/** What the chosen model calls its seed. */
function seedOption(): string {
  const state = useDrafts.getState()
  const option = findModel(state.type, currentDraft(state).provider)?.options.find((one) => fieldOf(one).kind === 'seed')
  return option?.name ?? 'seed'
}
