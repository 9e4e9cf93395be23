/**
 * The prompt language as a tree. Places are UTF-16 offsets into the text as written, so that an editor can point at them; `end` is
 * exclusive.
 */
export interface Place {
  start: number
  end: number
}

export type PromptNode = Literal | Choice | WildcardUse | Definition | VariableUse

export interface Literal extends Place {
  kind: 'literal'
  /** Without escapes. */
  text: string
}

/** `{a|b}`, `{2$$a|b|c}`, `{1-3$$ and $$a|b|c}`. */
export interface Choice extends Place {
  kind: 'choice'
  /** How many are picked; null: one. `max` is Infinity where it was left out. */
  pick: { min: number; max: number } | null
  separator: string
  /** Where what stands before the first alternative ends. */
  headerEnd: number
  options: Option[]
}

export interface Option extends Place {
  weight: number
  /** Where the weight with its two colons ends; equal to `start` without one. */
  weightEnd: number
  nodes: PromptNode[]
}

/** `__name__`, `__folder/na*__`. */
export interface WildcardUse extends Place {
  kind: 'wildcard'
  name: string
}

/** `${name=value}`; with `=!` the value is drawn once, else anew at each use. */
export interface Definition extends Place {
  kind: 'definition'
  name: string
  once: boolean
  valueStart: number
  value: PromptNode[]
}

/** `${name}`, `${name:what stands there when it has no value}`. */
export interface VariableUse extends Place {
  kind: 'variable'
  name: string
  fallback: PromptNode[] | null
  fallbackStart: number
}

export type PromptIssueCode =
  | 'unpaired-brace'
  | 'empty-alternative'
  | 'single-alternative'
  | 'no-weight'
  | 'pick-too-many'
  | 'unknown-wildcard'
  | 'empty-wildcard'
  | 'wildcard-cycle'
  | 'unknown-variable'
  | 'too-deep'
  | 'too-large'
  | 'too-long'

/** What is wrong at a place. An error keeps the prompt from being sent; a warning is only told. */
export interface PromptIssue extends Place {
  code: PromptIssueCode
  severity: 'error' | 'warning'
  /** The wildcard or variable it is about. */
  name?: string
  /** The wildcard file in which it stands; the place is then where the prompt uses that file. */
  file?: string
}

/** As many are told; a text with more is no prompt. */
export const mostIssues = 100

/** The longest prompt a job may have, characters. */
export const longestPrompt = 100_000
