import type { OptionValue } from '../../src-shared/job'
import type { Provider } from '../../src-shared/provider'
import type { Draft } from './draft'
import { fieldOf, fitted, problemWith } from '../../src-shared/option'

export interface CarryOver {
  draft: Draft
  /** Names of options whose values the model has no place for, or does not allow: for telling. */
  dropped: string[]
}

/**
 * The draft with another model chosen: every value that it describes and allows stays, the others are set aside and named, and what
 * had been set aside before comes back where it applies. With automatic choice nothing is known, so all is set aside.
 */
export function carryOver(draft: Draft, provider: Provider | null): CarryOver {
  const wanted: Record<string, OptionValue> = { ...draft.parked, ...draft.options }
  const fields = new Map((provider?.options ?? []).map((option) => [option.name, fieldOf(option)]))
  const options: Record<string, OptionValue> = {}
  const parked: Record<string, OptionValue> = {}
  for (const [name, value] of Object.entries(wanted)) {
    const field = fields.get(name)
    const fit = field && fitted(field, value)
    if (field !== undefined && fit !== undefined && problemWith(field, fit) === null) options[name] = fit
    else parked[name] = value
  }
  return {
    draft: { ...draft, provider: provider?.id ?? null, options, parked },
    dropped: Object.keys(draft.options).filter((name) => !(name in options)),
  }
}
