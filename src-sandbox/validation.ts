import type { OptionDefinition, ProviderDefinition } from './catalogue'
import { referenceNames } from './catalogue'
import { invalid } from './errors'

export type OptionValues = Record<string, string | number | boolean>
export type Inputs = Record<string, unknown>

/** The closed range that `0.5..2` stands for, where that is the one allowed value. */
export function rangeOf(option: OptionDefinition): { low: number; high: number } | null {
  const match = option.allowedValues.length === 1 ? /^(-?[\d.]+?)\.\.(-?[\d.]+)$/.exec(option.allowedValues[0] ?? '') : null
  return match ? { low: Number(match[1]), high: Number(match[2]) } : null
}

/** Checks options against what the provider describes. Throws INVALID_INPUT naming the first that does not fit. */
export function checkOptions(provider: ProviderDefinition, options: Record<string, unknown>): OptionValues {
  const values: OptionValues = {}
  for (const [name, value] of Object.entries(options)) {
    const option = provider.options.find(candidate => candidate.name === name)
    if (!option) throw invalid(`options.${name}`, `${provider.name} has no such option`)
    if (value === null || value === undefined) continue
    values[name] = checkValue(option, value)
  }
  for (const option of provider.options) {
    if (option.required && values[option.name] === undefined) throw invalid(`options.${option.name}`, 'is required')
  }
  return values
}

function checkValue(option: OptionDefinition, value: unknown): string | number | boolean {
  const field = `options.${option.name}`
  if (!isScalar(value) || !fitsType(option.type, value)) throw invalid(field, `must be of type ${option.type}`)
  const range = rangeOf(option)
  if (range) {
    if (Number(value) < range.low || Number(value) > range.high) throw invalid(field, `must be from ${range.low} to ${range.high}`)
  } else if (option.allowedValues.length > 0 && !option.allowedValues.includes(String(value))) {
    const shown = option.allowedValues.slice(0, 12).join(', ')
    throw invalid(field, `must be one of ${shown}${option.allowedValues.length > 12 ? ', …' : ''}`)
  }
  return value
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function fitsType(type: OptionDefinition['type'], value: string | number | boolean): boolean {
  switch (type) {
    case 'integer':
    case 'seed':
      return Number.isInteger(value)
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'color':
      return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)
    case 'string':
    case 'enum':
      return typeof value === 'string'
    default:
      return true
  }
}

/** Checks which inputs are there, not yet what they hold. Throws INVALID_INPUT naming the first that does not fit. */
export function checkInputs(provider: ProviderDefinition, inputs: Inputs): void {
  const known = new Set(['text', 'voice', 'images', ...referenceNames])
  for (const [name, value] of Object.entries(inputs)) {
    if (value === null || value === undefined) continue
    if (!known.has(name)) throw invalid(`input.${name}`, 'there is no such input')
    const need = provider.inputs[name === 'images' ? 'image' : (name as keyof ProviderDefinition['inputs'])]
    if (need === undefined) throw invalid(`input.${name}`, `${provider.name} does not take this input`)
  }
  for (const [name, need] of Object.entries(provider.inputs)) {
    const given = name === 'image' ? (inputs['image'] ?? inputs['images']) : inputs[name]
    if (need === 'required' && (given === undefined || given === null || given === '')) throw invalid(`input.${name}`, 'is required')
  }
  const { text, voice } = inputs
  if (text !== undefined && text !== null) {
    if (typeof text !== 'string') throw invalid('input.text', 'must be a string')
    if (text.trim() === '' && provider.inputs.text === 'required') throw invalid('input.text', 'is empty')
    if (text.length > provider.maxTextLength) throw invalid('input.text', `is longer than ${provider.maxTextLength} characters`)
  }
  if (voice !== undefined && voice !== null && typeof voice !== 'string') throw invalid('input.voice', 'must be a string')
  const voices = provider.options.find(option => option.name === 'voice')?.allowedValues ?? []
  if (typeof voice === 'string' && voices.length > 0 && !voices.includes(voice)) throw invalid('input.voice', `${provider.name} has no voice of this name`)
}

/** Whether a provider could take a request as it is: what automatic choice asks of each. */
export function canTake(provider: ProviderDefinition, inputs: Inputs, options: Record<string, unknown>): boolean {
  try {
    checkInputs(provider, inputs)
    checkOptions(provider, options)
    return true
  } catch {
    return false
  }
}
