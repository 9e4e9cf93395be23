import { fieldOf, fitted, problemWith, type OptionField, type OptionProblem } from '../../src-shared/option'
import type { OptionValue } from '../../src-shared/job'
import type { ProviderOption } from '../../src-shared/provider'
import type { RowProblemCode } from '../../src-shared/table'

export type Checked = { value: OptionValue } | { code: RowProblemCode; message: string }

/** The value as the model's option takes it, typed by what the API describes; or what is wrong with it, in words. */
export function checkOption(option: ProviderOption, given: OptionValue): Checked {
  const field = fieldOf(option)
  // Spreadsheets write TRUE.
  const value = fitted(field, field.kind === 'boolean' && typeof given === 'string' ? given.toLowerCase() : given)
  const problem = problemWith(field, value)
  if (problem === null) return { value }
  return { code: problem, message: words(problem, field, JSON.stringify(given)) }
}

function words(problem: OptionProblem, field: OptionField, quoted: string): string {
  switch (problem) {
    case 'required':
      return 'is required'
    case 'not-allowed':
      return `${quoted} is not allowed; one of ${choicesOf(field)}`
    case 'not-a-number':
      return `${quoted} is not a number`
    case 'not-whole':
      return `${quoted} is not a whole number`
    case 'out-of-range':
      return `${quoted} is out of range: ${rangeOf(field)}`
    case 'not-a-colour':
      return `${quoted} is not a colour like #1a2b3c`
  }
}

/** Where nothing describes the option: a number or a switch where it looks like one. */
export function guessed(given: OptionValue): OptionValue {
  if (typeof given !== 'string') return given
  if (/^(true|false)$/i.test(given)) return given.toLowerCase() === 'true'
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(given) ? Number(given) : given
}

function choicesOf(field: OptionField): string {
  if (field.kind === 'boolean') return 'true, false'
  return field.kind === 'choice' ? listed(field.values.map(String)) : ''
}

function rangeOf(field: OptionField): string {
  const { min, max } = field as { min?: number; max?: number }
  return [min === undefined ? [] : [`at least ${min}`], max === undefined ? [] : [`at most ${max}`]].flat().join(', ')
}

/** The first of many names. */
export function listed(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}
