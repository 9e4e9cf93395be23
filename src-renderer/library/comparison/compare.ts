import type { MediaItem } from '../../../src-shared/media'
import type { OptionValue } from '../../../src-shared/job'

/** One line of the table that compares chosen items. `name` is a known field, or `option` with the option's own name. */
export interface ComparedLine {
  field: 'prompt' | 'provider' | 'size' | 'duration' | 'cost' | 'rating' | 'option' | 'input'
  name: string
  values: (OptionValue | null)[]
}

export interface Comparison {
  differs: ComparedLine[]
  same: ComparedLine[]
  /** Of those whose cost is known; `unknownCosts` says how many are not in it. */
  creditsTogether: number
  unknownCosts: number
}

function sameValue(values: readonly (OptionValue | null)[]): boolean {
  const first = JSON.stringify(values[0] ?? null)
  return values.every((value) => JSON.stringify(value ?? null) === first)
}

function namesOf(items: readonly MediaItem[], pick: (item: MediaItem) => Record<string, unknown>): string[] {
  return [...new Set(items.flatMap((item) => Object.keys(pick(item))))]
}

/** What differs and what is the same among chosen items. Values nobody has are left out; values only some have differ. */
export function compareItems(items: readonly MediaItem[]): Comparison {
  const lines: ComparedLine[] = [
    { field: 'provider', name: '', values: items.map((item) => item.provider) },
    ...namesOf(items, (item) => item.options).map((name): ComparedLine => ({
      field: 'option', name, values: items.map((item) => item.options[name] ?? null),
    })),
    ...namesOf(items, (item) => item.inputs).map((name): ComparedLine => ({
      field: 'input', name, values: items.map((item) => item.inputs[name] ?? null),
    })),
    { field: 'size', name: '', values: items.map((item) => (item.width && item.height ? `${item.width} × ${item.height}` : null)) },
    { field: 'duration', name: '', values: items.map((item) => item.durationSeconds) },
    { field: 'cost', name: '', values: items.map((item) => item.creditCost) },
    { field: 'rating', name: '', values: items.map((item) => item.rating) },
    { field: 'prompt', name: '', values: items.map((item) => item.prompt || null) },
  ]
  const told = lines.filter((line) => line.values.some((value) => value !== null))
  return {
    differs: told.filter((line) => !sameValue(line.values)),
    same: told.filter((line) => sameValue(line.values)),
    creditsTogether: items.reduce((sum, item) => sum + (item.creditCost ?? 0), 0),
    unknownCosts: items.filter((item) => item.creditCost === null).length,
  }
}
