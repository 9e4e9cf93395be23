import type { OptionValue } from './job'
import type { ProviderOption } from './provider'

/**
 * How an option is edited, typed and checked, read from what the API says of it and from nothing else: no model is known here. What is not
 * understood is a text, and is sent as it was written.
 */
export type OptionField = Pick<ProviderOption, 'name' | 'description' | 'required'> &
  (
    | { kind: 'choice'; look: 'segmented' | 'select' | 'search'; values: readonly OptionValue[]; unit: string | null }
    | { kind: 'number' | 'integer'; min?: number; max?: number; unit: string | null }
    | { kind: 'seed'; min: number; max: number }
    | { kind: 'boolean' | 'colour' | 'text' | 'longText' }
  )

/** A seed of any API fits in 32 bits; this is what is drawn from where no range is given. */
const largestSeed = 4_294_967_295

/** Choices that fit side by side: few, and short together. */
function lookOf(values: readonly string[]): 'segmented' | 'select' | 'search' {
  if (values.length > 12) return 'search'
  return values.length <= 4 && values.join('').length + values.length * 3 <= 30 ? 'segmented' : 'select'
}

type Basis = 'boolean' | 'seed' | 'integer' | 'seconds' | 'number' | 'colour' | 'longText' | 'text'

function basisOf({ name, type }: ProviderOption): Basis {
  const said = type.toLowerCase().replace(/[^a-z]/g, '')
  if (/^(bool|boolean|flag|switch)$/.test(said)) return 'boolean'
  if (said === 'seed' || (name.toLowerCase() === 'seed' && /^(int|integer|number|long)$/.test(said))) return 'seed'
  if (/^(int|integer|long|count)$/.test(said)) return 'integer'
  if (/^(seconds?|duration)$/.test(said)) return 'seconds'
  if (/^(number|float|double|decimal|percent|range)$/.test(said)) return 'number'
  if (/^(colou?r|hexcolou?r)$/.test(said)) return 'colour'
  return /^(longtext|textarea|multiline|markdown|ssml)$/.test(said) || /prompt|script|lyrics/i.test(name) ? 'longText' : 'text'
}

/** How an option that the API described is to be edited. */
export function fieldOf(option: ProviderOption): OptionField {
  const { name, description, required, allowedValues } = option
  const facts = { name, description, required }
  const basis = basisOf(option)
  const limits = rangeOf(allowedValues)
  const unit = basis === 'seconds' ? 's' : null
  if (basis === 'seed') return { ...facts, kind: 'seed', min: limits?.min ?? 0, max: limits?.max ?? largestSeed }
  const isNumber = basis === 'integer' || basis === 'seconds' || basis === 'number'
  if (limits && (isNumber || basis === 'text')) return { ...facts, kind: basis === 'integer' ? 'integer' : 'number', ...limits, unit }
  if (allowedValues.length > 0) {
    if (basis === 'boolean') return { ...facts, kind: 'boolean' }
    const numbers = isNumber ? allowedValues.map(parseNumber) : []
    const values = isNumber && numbers.every((number) => number !== null) ? numbers : allowedValues
    return { ...facts, kind: 'choice', look: lookOf(allowedValues), values, unit }
  }
  switch (basis) {
    case 'integer':
      return { ...facts, kind: 'integer', unit }
    case 'seconds':
    case 'number':
      return { ...facts, kind: 'number', unit }
    case 'boolean':
    case 'colour':
    case 'longText':
    case 'text':
      return { ...facts, kind: basis }
  }
}

export type OptionProblem = 'required' | 'not-allowed' | 'not-a-number' | 'not-whole' | 'out-of-range' | 'not-a-colour'

function problemWithNumber(field: { min?: number; max?: number }, value: OptionValue, whole: boolean): OptionProblem | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'not-a-number'
  if (whole && !Number.isInteger(value)) return 'not-whole'
  return value < (field.min ?? -Infinity) || value > (field.max ?? Infinity) ? 'out-of-range' : null
}

/** What is wrong with a value for a field; null when it can be sent, or left out. */
export function problemWith(field: OptionField, value: OptionValue | undefined): OptionProblem | null {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return field.required ? 'required' : null
  switch (field.kind) {
    case 'choice':
      return field.values.some((allowed) => String(allowed) === String(value)) ? null : 'not-allowed'
    case 'seed':
      return problemWithNumber(field, value, true)
    case 'integer':
      return problemWithNumber(field, value, true)
    case 'number':
      return problemWithNumber(field, value, false)
    case 'boolean':
      return typeof value === 'boolean' ? null : 'not-allowed'
    case 'colour':
      return typeof value === 'string' && /^#[\da-f]{3,8}$/i.test(value) ? null : 'not-a-colour'
    case 'text':
    case 'longText':
      return null
  }
}

/** A value in the form this field sends it, where that is the same value: a number written as text, a choice by its words. */
export function fitted(field: OptionField, value: OptionValue): OptionValue {
  if (field.kind === 'choice') return field.values.find((allowed) => String(allowed) === String(value)) ?? value
  if ((field.kind === 'integer' || field.kind === 'number' || field.kind === 'seed') && typeof value === 'string') return parseNumber(value) ?? value
  if (field.kind === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return (field.kind === 'text' || field.kind === 'longText') && typeof value === 'number' ? String(value) : value
}

const range = /^\s*([+-]?\d+(?:\.\d+)?)\s*(?:\.\.|…|–|—|to|(?<=\d\s*)-)\s*([+-]?\d+(?:\.\d+)?)\s*$/i

/** The limits that a single allowed value such as `0.5..2` or `1-100` stands for; null when it is an ordinary value. */
export function rangeOf(allowedValues: readonly string[]): { min: number; max: number } | null {
  const found = allowedValues.length === 1 ? range.exec(allowedValues[0] ?? '') : null
  if (found === null) return null
  const [min, max] = [Number(found[1]), Number(found[2])]
  return min < max ? { min, max } : null
}

/** A number as people write it, with a comma or a point; null when it is none. Grouping is not accepted: it is ambiguous. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace('−', '-')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}
