import { capabilities, generationTypes, providerKey, type Capability, type GenerationType, type Provider } from '../../src-shared/provider'

/** A card: a model, or the API's own choice for a type. */
export interface Card {
  /** `TYPE/id`; `TYPE/` for automatic choice. */
  key: string
  type: GenerationType
  /** null: automatic. */
  provider: Provider | null
}

export const capabilityOrder: readonly Capability[] = [
  'text-to-image', 'image-to-image', 'text-to-video', 'image-to-video', 'video-to-video', 'avatar', 'speech',
]
export const sorts = ['offered', 'price', 'time', 'name'] as const
export type Sort = (typeof sorts)[number]

export interface GalleryView {
  filter: Capability | 'all'
  text: string
  sort: Sort
  favourites: 'anywhere' | 'first' | 'only'
}

export const automaticKey = (type: GenerationType) => `${type}/`

const typeOf: Record<Capability, GenerationType> = {
  'text-to-image': 'IMAGE', 'image-to-image': 'IMAGE', 'text-to-video': 'VIDEO', 'image-to-video': 'VIDEO', 'video-to-video': 'VIDEO',
  avatar: 'AVATAR', speech: 'AUDIO',
}

/** Without accents and case, so that what people type is found. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase()
}

/** Whether every word of what is sought stands somewhere in what the API says of a model. */
export function matches(provider: Provider, text: string): boolean {
  const words = folded(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const said = folded([provider.name, provider.id, provider.description, ...provider.features, ...provider.limitations].join(' '))
  return words.every((word) => said.includes(word))
}

/** Small first; what is not stated comes last, whatever the order. */
function byKnown(a: number | null, b: number | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0)
  return a - b
}

/** How many models can do each, of those that match the text. */
export function capabilityCounts(providers: readonly Provider[], text: string): Map<Capability | 'all', number> {
  const found = providers.filter((provider) => matches(provider, text))
  const counts = new Map<Capability | 'all', number>([['all', found.length]])
  for (const provider of found) for (const can of capabilities(provider)) counts.set(can, (counts.get(can) ?? 0) + 1)
  return counts
}

/** The cards to show, in order: automatic choice first, unless something particular is sought. */
export function galleryCards(providers: readonly Provider[], favourites: readonly string[], view: GalleryView): Card[] {
  const liked = new Set(favourites)
  const shown = providers.filter(
    (provider) =>
      matches(provider, view.text) &&
      (view.filter === 'all' || capabilities(provider).includes(view.filter)) &&
      (view.favourites !== 'only' || liked.has(providerKey(provider))),
  )
  const order = (a: Provider, b: Provider): number => {
    const first = view.favourites === 'first' ? Number(liked.has(providerKey(b))) - Number(liked.has(providerKey(a))) : 0
    if (first !== 0) return first
    switch (view.sort) {
      case 'offered':
        return 0
      case 'price':
        return byKnown(a.creditCost, b.creditCost)
      case 'time':
        return byKnown(a.estimatedSeconds, b.estimatedSeconds)
      case 'name':
        return a.name.localeCompare(b.name, undefined, { numeric: true })
    }
  }
  const cards = shown.toSorted(order).map((provider): Card => ({ key: providerKey(provider), type: provider.type, provider }))
  if (view.text.trim() !== '' || view.favourites === 'only') return cards
  const filter = view.filter
  const offered = new Set(providers.map((provider) => provider.type))
  const types = (filter === 'all' ? generationTypes : [typeOf[filter]]).filter((type) => offered.has(type))
  return [...types.map((type): Card => ({ key: automaticKey(type), type, provider: null })), ...cards]
}

/** What a model says of itself beyond what it makes, which is shown in words of our own. */
export function furtherFeatures(provider: Provider): string[] {
  const made = new Set<string>(capabilities(provider))
  return provider.features.filter((feature) => !made.has(feature.toLowerCase().replace(/[\s_]+/g, '-') as Capability))
}

/** Options whose values are, in truth, versions of the model. */
const variantNames = new Set(['model', 'mode', 'version', 'variant'])

/** The versions and modes a model comes in, as its options say. */
export function variants(provider: Provider): string[] {
  return provider.options.filter((option) => variantNames.has(option.name)).flatMap((option) => option.allowedValues)
}

/** Where an arrow key leads in a grid of `count` cards in `columns`; null where it leads nowhere. */
export function cardAfter(key: string, index: number, count: number, columns: number): number | null {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key]
  const target = key === 'Home' ? 0 : key === 'End' ? count - 1 : step === undefined ? null : index + step
  return target === null || target < 0 || target >= count ? null : target
}
