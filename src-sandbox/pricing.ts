import { round } from './account'
import type { ProviderDefinition } from './catalogue'
import type { OptionValues } from './validation'

/** What a request truly costs, in credits. */
export function priceOf(provider: ProviderDefinition, options: OptionValues, text: string): number {
  const { creditCost, factors = {}, charactersPerUnit } = provider.pricing
  const factor = Object.entries(options).reduce((product, [name, value]) => product * (factors[name]?.[String(value)] ?? 1), 1)
  const portions = charactersPerUnit ? Math.max(1, Math.ceil(text.length / charactersPerUnit)) : 1
  return round(creditCost * factor * portions)
}
