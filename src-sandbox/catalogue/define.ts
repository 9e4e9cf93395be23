import type { GenerationType, MediaDefaults, OptionDefinition, Pricing, ProviderDefinition } from './types'

/** Short forms in which the families are written down. */
type Draft = Pick<ProviderDefinition, 'id' | 'name' | 'description' | 'features' | 'limitations' | 'options'> & {
  credits: number
  seconds: number
  factors?: Pricing['factors']
  unlisted?: boolean
  charactersPerUnit?: number
  inputs?: ProviderDefinition['inputs']
  maxImages?: number
  maxTextLength?: number
  media?: Partial<MediaDefaults>
}

const mediaDefaults: Record<GenerationType, MediaDefaults> = {
  VIDEO: { aspectRatio: '16:9', resolution: '720p', durationSeconds: 5, format: 'mp4', sound: true },
  IMAGE: { aspectRatio: '1:1', resolution: '1K', durationSeconds: 0, format: 'png', sound: false },
  AUDIO: { aspectRatio: '1:1', resolution: '1K', durationSeconds: 0, format: 'mp3', sound: true },
  AVATAR: { aspectRatio: '16:9', resolution: '720p', durationSeconds: 0, format: 'mp4', sound: true },
}

export function provider(type: GenerationType, draft: Draft): ProviderDefinition {
  const { id, name, description, features, limitations, options } = draft
  const factors = draft.factors ? { factors: draft.factors } : {}
  const portion = draft.charactersPerUnit ? { charactersPerUnit: draft.charactersPerUnit } : {}
  return {
    id,
    type,
    name,
    description,
    features,
    limitations,
    options,
    pricing: { creditCost: draft.credits, listed: !draft.unlisted, estimatedSeconds: draft.seconds, ...factors, ...portion },
    inputs: draft.inputs ?? { text: 'required' },
    maxImages: draft.maxImages ?? 1,
    maxTextLength: draft.maxTextLength ?? 2_500,
    media: { ...mediaDefaults[type], ...draft.media },
  }
}

export function choice(name: string, allowedValues: string[], description: string, required = false): OptionDefinition {
  return { name, type: 'enum', required, description, allowedValues }
}

export function integer(name: string, allowedValues: string[], description: string): OptionDefinition {
  return { name, type: 'integer', required: false, description, allowedValues }
}

export function number(name: string, range: string, description: string): OptionDefinition {
  return { name, type: 'number', required: false, description, allowedValues: [range] }
}

export function flag(name: string, description: string): OptionDefinition {
  return { name, type: 'boolean', required: false, description, allowedValues: [] }
}

export function words(name: string, description: string): OptionDefinition {
  return { name, type: 'string', required: false, description, allowedValues: [] }
}

export function color(name: string, description: string): OptionDefinition {
  return { name, type: 'color', required: false, description, allowedValues: [] }
}

export const seed: OptionDefinition = {
  name: 'seed',
  type: 'seed',
  required: false,
  description: 'The same seed and the same request give the same file. Left out, one is drawn.',
  allowedValues: ['0..4294967295'],
}

export function seconds(...allowed: number[]): OptionDefinition {
  return integer('duration', allowed.map(String), 'Length of the clip in seconds.')
}

export function aspect(...allowed: string[]): OptionDefinition {
  return choice('aspectRatio', allowed, 'Shape of the picture, width to height.')
}

export function resolution(...allowed: string[]): OptionDefinition {
  return choice('resolution', allowed, 'Detail of the picture.')
}

export function format(...allowed: string[]): OptionDefinition {
  return choice('format', allowed, 'Kind of file.')
}
