import type { Provider } from '../../src-shared/provider'
import type { Draft } from './draft'
import { fieldOf, problemWith, type OptionProblem } from '../../src-shared/option'

export interface DraftProblems {
  prompt: 'required' | null
  /** By option name, in the model's order. */
  options: Map<string, OptionProblem>
}

/** What keeps a draft from being sent. Words may be missing where a reference says what is wanted. */
export function problemsOf(draft: Draft, provider: Provider | null): DraftProblems {
  const options = new Map<string, OptionProblem>()
  for (const option of provider?.options ?? []) {
    const problem = problemWith(fieldOf(option), draft.options[option.name])
    if (problem !== null) options.set(option.name, problem)
  }
  return { prompt: draft.prompt.trim() === '' && draft.references.length === 0 ? 'required' : null, options }
}

export function isSound(problems: DraftProblems): boolean {
  return problems.prompt === null && problems.options.size === 0
}
