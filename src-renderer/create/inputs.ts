import type { MediaKind } from '../../src-shared/media'
import type { GenerationType, Provider } from '../../src-shared/provider'

/** The inputs for references that the API's page names, in the order in which they are offered. */
export const referenceInputs = ['image', 'endImage', 'video', 'audio'] as const
export type ReferenceInputName = (typeof referenceInputs)[number]

const spokenOf: Record<ReferenceInputName, RegExp> = {
  image:
    /image[- ]to|image editing|i2v|reference image|references|from (a |your )?(still|image|picture|photo|portrait)|needs an image|first frame|start(ing)? (frame|image)|portrait image|your (video or )?(image|portrait)/,
  endImage: /(last|end|final) (frame|image)|keyframes|first and last/,
  video: /video[- ]to[- ]video|footage|(reference|input|your|driving) video|dance/,
  audio: /lip[- ]?sync|(reference|your|own|input) audio|needs audio|audio[- ]to/,
}

/**
 * The reference inputs a model speaks of. The API gives no list, so this reads features, limits, description and option names; all are
 * offered for every model, and these come first.
 */
export function suggestedInputs(provider: Provider | null): ReferenceInputName[] {
  if (provider === null) return []
  const said = [...provider.features, ...provider.limitations, provider.description, ...provider.options.map((option) => option.name)].join(' · ').toLowerCase()
  // "text to image" makes images and takes none: what it says of its results is left out before looking for the word.
  const takes = said.replace(/text[- ](to|a)[- ](image|video|speech)/g, ' ')
  return referenceInputs.filter((name) => spokenOf[name].test(takes))
}

/** The inputs that a model's limits say it cannot do without. */
export function neededInputs(provider: Provider | null): ReferenceInputName[] {
  const said = provider?.limitations.join(' · ').toLowerCase() ?? ''
  return referenceInputs.filter((name) => new RegExp(`(needs|requires)( an?| one)?( reference)? ${name}\\b`, 'i').test(said))
}

/** The input a file of this kind goes to: the end image where the first is taken and the model speaks of one. */
export function inputFor(kind: MediaKind | null, taken: readonly string[], suggested: readonly ReferenceInputName[]): ReferenceInputName {
  if (kind === null) return suggested[0] ?? 'image'
  return kind === 'image' && taken.includes('image') && suggested.includes('endImage') && !taken.includes('endImage') ? 'endImage' : kind
}

/** Further words beside the prompt: an avatar takes a voice, unless that is one of its options. */
export function textInputs(type: GenerationType, provider: Provider | null): string[] {
  return type === 'AVATAR' && !provider?.options.some((option) => option.name === 'voice') ? ['voice'] : []
}

/** The kind of file an address seems to lead to, by its ending. */
export function kindOfAddress(url: string): MediaKind | null {
  const ending = /\.(\w+)(?:[?#]|$)/.exec(url)?.[1]?.toLowerCase() ?? ''
  if (/^(png|jpe?g|webp|gif|avif|heic|bmp)$/.test(ending)) return 'image'
  if (/^(mp4|mov|webm|mkv|m4v)$/.test(ending)) return 'video'
  return /^(mp3|wav|m4a|ogg|oga|flac|aac|opus)$/.test(ending) ? 'audio' : null
}
