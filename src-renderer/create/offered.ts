import { rangeOf } from '../../src-shared/option'
import type { Provider, ProviderOption } from '../../src-shared/provider'

/** The options of several models as one list: what one of them describes is offered, with the values of all. */
export function offeredOptions(providers: readonly (Provider | null)[]): ProviderOption[] {
  const options = new Map<string, ProviderOption>()
  for (const provider of providers) {
    for (const option of provider?.options ?? []) {
      const known = options.get(option.name)
      options.set(option.name, known === undefined ? option : merged(known, option))
    }
  }
  return [...options.values()]
}

function merged(a: ProviderOption, b: ProviderOption): ProviderOption {
  return { ...a, required: a.required || b.required, description: a.description || b.description, allowedValues: valuesOf(a.allowedValues, b.allowedValues) }
}

/** One that names no values takes any; of two ranges the wider one holds what either takes. */
function valuesOf(a: readonly string[], b: readonly string[]): string[] {
  if (a.length === 0 || b.length === 0) return []
  const [first, second] = [rangeOf(a), rangeOf(b)]
  if (first && second) return [`${Math.min(first.min, second.min)}..${Math.max(first.max, second.max)}`]
  return first || second ? [] : [...new Set([...a, ...b])]
}
