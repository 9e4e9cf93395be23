import type { OptionValue } from '../../src-shared/job'
import { fieldOf, fitted, problemWith } from '../../src-shared/option'
import type { ProviderOption } from '../../src-shared/provider'
import type { Draft } from './draft'

export interface CarryOver {
  draft: Draft
  /** Names of options whose values the models have no place for, or do not allow: for telling. */
  dropped: string[]
}

/**
 * The draft with other models chosen, which offer these options: every value that they describe and allow stays, the others are set aside
 * and named, and what had been set aside before comes back where it applies. With automatic choice nothing is known, so all is set aside.
 */
export function carryOver(draft: Draft, chosen: Pick<Draft, 'provider' | 'others'>, offered: readonly ProviderOption[]): CarryOver {
  const wanted: Record<string, OptionValue> = { ...draft.parked, ...draft.options }
  const fields = new Map(offered.map((option) => [option.name, fieldOf(option)]))
  const fit = (name: string, value: OptionValue): OptionValue | null => {
    const field = fields.get(name)
    if (field === undefined) return null
    const fits = fitted(field, value)
    return problemWith(field, fits) === null ? fits : null
  }
  const options: Record<string, OptionValue> = {}
  const sweeps: Record<string, OptionValue[]> = {}
  const parked: Record<string, OptionValue> = {}
  for (const [name, value] of Object.entries(wanted)) {
    const fits = fit(name, value)
    if (fits !== null) options[name] = fits
    else parked[name] = value
  }
  for (const [name, values] of Object.entries(draft.sweeps)) {
    const fits = values.flatMap((value) => fit(name, value) ?? [])
    if (fits.length > 0) sweeps[name] = fits
    else if (values[0] !== undefined) parked[name] = values[0]
  }
  return {
    draft: { ...draft, ...chosen, options, sweeps, parked },
    dropped: [...Object.keys(draft.options).filter((name) => !(name in options)), ...Object.keys(draft.sweeps).filter((name) => !(name in sweeps))],
  }
}
