import type { JobRequest, OptionValue } from '../../src-shared/job'
import type { GenerationType, Provider } from '../../src-shared/provider'
import type { Draft } from './draft'
import { fieldOf } from './fields'

type SeedField = Extract<ReturnType<typeof fieldOf>, { kind: 'seed' }>

/** The model's seed option, where it has one. */
export function seedFieldOf(provider: Provider | null): SeedField | null {
  for (const option of provider?.options ?? []) {
    const field = fieldOf(option)
    if (field.kind === 'seed') return field
  }
  return null
}

/** Numbers drawn from the whole of a seed's range, `random` giving 0 to 1. */
export function drawSeed(field: { min: number; max: number }, random: () => number): number {
  return Math.min(field.max, field.min + Math.floor(random() * (field.max - field.min + 1)))
}

/** `count` seeds, all different: counted on from the one that is set, else drawn. */
function seedsFor(field: SeedField, set: OptionValue | undefined, count: number, random: () => number): number[] {
  const span = field.max - field.min + 1
  if (typeof set === 'number') return Array.from({ length: count }, (_, index) => field.min + ((set - field.min + index) % span))
  const seeds = new Set<number>()
  while (seeds.size < Math.min(count, span)) seeds.add(drawSeed(field, random))
  return Array.from({ length: count }, (_, index) => [...seeds][index % seeds.size]!)
}

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
