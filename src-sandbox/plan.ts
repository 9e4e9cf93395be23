import type { ProviderDefinition } from './catalogue'
import { invalid } from './errors'
import type { MediaRequest } from './media'
import type { Reference } from './references'
import type { OptionValues } from './validation'

export interface PlannedReferences {
  images: Reference[]
  endImage: Reference | null
  video: Reference | null
  audio: Reference | null
}

const kinds = { IMAGE: 'image', VIDEO: 'video', AUDIO: 'speech', AVATAR: 'avatar' } as const

/** Turns a checked request into the exact description of its file. */
export function planMedia(provider: ProviderDefinition, text: string, voice: string | null, options: OptionValues, references: PlannedReferences, seed: number, captionAt: MediaRequest['captionAt']): MediaRequest {
  const size = planSize(provider, options, references)
  const string = (name: string): string => (typeof options[name] === 'string' ? options[name] : '')
  const number = (name: string, otherwise: number): number => (typeof options[name] === 'number' ? options[name] : otherwise)
  const { seed: _seed, ...rest } = options
  return {
    kind: kinds[provider.type],
    text,
    label: provider.name,
    seed,
    flavour: JSON.stringify([provider.id, Object.entries(rest).sort()]),
    style: `${string('style')} ${string('background').replaceAll('#', '')}`.replaceAll('_', ' ').trim(),
    ...size,
    durationSeconds: number('duration', provider.media.durationSeconds),
    format: string('format') || string('outputFormat') || provider.media.format,
    sound: typeof options['generateAudio'] === 'boolean' ? options['generateAudio'] : provider.media.sound,
    references: {
      images: references.images.map(reference => reference.sha256),
      endImage: references.endImage?.sha256 ?? null,
      video: references.video?.sha256 ?? null,
      audio: references.audio?.sha256 ?? null,
    },
    speech: {
      voice: voice ?? (string('voice') || string('language') || 'narrator'),
      emotion: string('emotion') || 'neutral',
      speed: number('speed', 1),
      pitchSemitones: number('pitch', 0),
      volumeDecibels: number('volumeGainDb', 0),
      sampleRateHz: number('sampleRate', 24_000),
      ssml: options['ssml'] === true,
    },
    avatar: { presenter: string('avatarId') || 'kate', background: string('background') || 'studio', gesture: string('gesture') || 'friendly' },
    captionAt,
    color: /^#[0-9a-f]{6}$/i.test(string('background')) ? string('background') : null,
  }
}

function planSize(provider: ProviderDefinition, options: OptionValues, references: PlannedReferences): { width: number; height: number } {
  const { width, height, size } = options
  if (typeof width === 'number' || typeof height === 'number') {
    const exact = { width: Number(width ?? 1_024), height: Number(height ?? 1_024) }
    if (exact.width % 8 !== 0) throw invalid('options.width', 'must be a multiple of 8')
    if (exact.height % 8 !== 0) throw invalid('options.height', 'must be a multiple of 8')
    return exact
  }
  const pair = typeof size === 'string' ? /^(\d+)x(\d+)$/.exec(size) : null
  if (pair) return { width: Number(pair[1]), height: Number(pair[2]) }
  const shape = typeof options['aspectRatio'] === 'string' ? options['aspectRatio'] : provider.media.aspectRatio
  const ratio = shape === 'auto' ? ratioOf(references) : parseRatio(shape)
  const doubled = options['upscale'] === true ? 2 : 1
  const detail = typeof options['resolution'] === 'string' ? options['resolution'] : provider.media.resolution
  return sized(ratio, detail, doubled)
}

function parseRatio(shape: string): number {
  const [across = 1, down = 1] = shape.split(':').map(Number)
  return across / down || 1
}

function ratioOf(references: PlannedReferences): number {
  const first = references.images[0] ?? references.video
  const ratio = first?.width && first.height ? first.width / first.height : 16 / 9
  return Math.max(0.4, Math.min(2.5, ratio))
}

/** `720p` is the short side, `1K` `2K` and bare numbers the long one; even numbers, as video wants them. */
function sized(ratio: number, detail: string, factor: number): { width: number; height: number } {
  const byShort = /^(\d+)p$/.exec(detail)
  const even = (value: number): number => Math.max(2, Math.round((value * factor) / 2) * 2)
  if (byShort) {
    const short = Number(byShort[1])
    return ratio >= 1 ? { width: even(short * ratio), height: even(short) } : { width: even(short), height: even(short / ratio) }
  }
  const long = /^(\d+)K$/i.test(detail) ? Number.parseInt(detail, 10) * 1_024 : Number(detail) || 1_024
  return ratio >= 1 ? { width: even(long), height: even(long / ratio) } : { width: even(long * ratio), height: even(long) }
}
