/** What `providers(type)` says, kept open: unknown types of options, unknown features and unknown fields pass through. */
export const generationTypes = ['IMAGE', 'VIDEO', 'AUDIO', 'AVATAR'] as const
export type GenerationType = (typeof generationTypes)[number]

export interface ProviderOption {
  name: string
  /** The API's own word ("string", "integer", "seed" …); an unknown one is edited as text. */
  type: string
  required: boolean
  description: string
  /** Empty: the API names no values, so none are enforced. */
  allowedValues: string[]
}

export interface Provider {
  /** The API's id, unique within a type. */
  id: string
  type: GenerationType
  name: string
  description: string
  features: string[]
  limitations: string[]
  /** Base price of one generation; null when the API does not say. Never shown or counted as nothing. */
  creditCost: number | null
  estimatedSeconds: number | null
  options: ProviderOption[]
}

/** Where the list came from: just asked, remembered from last time, or shipped with the app for a first start without a network. */
export type CatalogueSource = 'network' | 'cache' | 'shipped'

export interface Catalogue {
  providers: Provider[]
  source: CatalogueSource
  /** When it was asked for, epoch milliseconds; null for the shipped one. */
  fetchedAt: number | null
  /** Favourite models as `TYPE/id`. */
  favourites: string[]
}

export type Capability = 'text-to-image' | 'image-to-image' | 'text-to-video' | 'image-to-video' | 'video-to-video' | 'avatar' | 'speech'

/** A provider's name within the app: the same id may serve two types. */
export function providerKey(provider: { type: GenerationType; id: string }): string {
  return `${provider.type}/${provider.id}`
}

/**
 * What a model makes. The API gives no list of inputs, so this reads what `features` and the description say;
 * it sorts the gallery and never forbids anything.
 */
export function capabilities(provider: Provider): Capability[] {
  const text = [...provider.features, provider.description, provider.name].join(' ').toLowerCase()
  const takesImage = /image[- ]to|i2v|from (a )?(still|image|picture)|first frame|reference image|image input|imagen a|kontext|image editing/.test(text)
  switch (provider.type) {
    case 'IMAGE':
      return takesImage ? ['text-to-image', 'image-to-image'] : ['text-to-image']
    case 'VIDEO': {
      const takesVideo = /video[- ]to[- ]video|reference footage|from footage|dance/.test(text)
      const onlyImage = takesImage && /i2v|from (a )?still|image to video only/.test(text) && !/text[- ]to[- ]video/.test(text)
      return [
        ...(onlyImage || (takesVideo && !/text[- ]to[- ]video/.test(text)) ? [] : (['text-to-video'] as const)),
        ...(takesImage ? (['image-to-video'] as const) : []),
        ...(takesVideo ? (['video-to-video'] as const) : []),
      ]
    }
    case 'AUDIO':
      return ['speech']
    case 'AVATAR':
      return ['avatar']
  }
}
