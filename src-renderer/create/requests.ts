import type { JobRequest, OptionValue } from '../../src-shared/job'
import type { GenerationType, Provider } from '../../src-shared/provider'
import { seedFieldOf, seedsFor } from '../../src-shared/seed'
import type { Draft } from './draft'

const isSet = (value: OptionValue) => value !== '' && !(Array.isArray(value) && value.length === 0)

/**
 * The jobs a draft stands for. Only what was set is sent; several of one kind differ by their seed where the model takes one. One
 * alone without a seed gets none: the server draws it.
 */
export function requestsOf(type: GenerationType, draft: Draft, provider: Provider | null, random: () => number = Math.random): JobRequest[] {
  const options = Object.fromEntries(Object.entries(draft.options).filter(([, value]) => isSet(value)))
  const base: JobRequest = {
    type,
    provider: draft.provider,
    prompt: draft.prompt.trim(),
    inputs: Object.fromEntries(Object.entries(draft.inputs).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]]))),
    references: draft.references.map(({ input, source, itemId }) => ({ input, source, ...(itemId !== undefined && { itemId }) })),
    options,
    priority: draft.provider === null ? draft.priority : null,
  }
  const seed = seedFieldOf(provider)
  if (seed === null || draft.count === 1) return Array.from({ length: draft.count }, () => base)
  return seedsFor(seed, options[seed.name], draft.count, random).map((value) => ({ ...base, options: { ...options, [seed.name]: value } }))
}
