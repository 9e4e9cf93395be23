import type { OptionValue } from './job'
import { fieldOf, type OptionField } from './option'
import type { Provider } from './provider'

type SeedField = Extract<OptionField, { kind: 'seed' }>

/** The model's seed option, where it has one. */
export function seedFieldOf(provider: Pick<Provider, 'options'> | null): SeedField | null {
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
export function seedsFor(field: SeedField, set: OptionValue | undefined, count: number, random: () => number): number[] {
  const span = field.max - field.min + 1
  if (typeof set === 'number') return Array.from({ length: count }, (_, index) => field.min + ((set - field.min + index) % span))
  const seeds = new Set<number>()
  while (seeds.size < Math.min(count, span)) seeds.add(drawSeed(field, random))
  return Array.from({ length: count }, (_, index) => [...seeds][index % seeds.size]!)
}
