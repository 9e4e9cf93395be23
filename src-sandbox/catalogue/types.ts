/** What a provider of the sandbox is: what `providers(type)` says of it, and what only the server knows (true price, inputs, media). */
export const generationTypes = ['VIDEO', 'IMAGE', 'AUDIO', 'AVATAR'] as const
export type GenerationType = (typeof generationTypes)[number]

/** The words of the catalogue's own models; a model that is added may have any other, as the API may one day. */
export type OptionType = 'string' | 'enum' | 'integer' | 'number' | 'boolean' | 'seed' | 'color' | (string & {})

export interface OptionDefinition {
  name: string
  type: OptionType
  required: boolean
  description: string
  /** Empty: anything of the type. One entry of the form `0.5..2` is a closed range, anything else a list of choices. */
  allowedValues: string[]
}

export type InputNeed = 'required' | 'optional'
export type ReferenceName = 'image' | 'endImage' | 'video' | 'audio'
export const referenceNames: readonly ReferenceName[] = ['image', 'endImage', 'video', 'audio']

export interface Pricing {
  /** Credits of the plainest request: what `pricing.creditCost` says, unless it is not listed. */
  creditCost: number
  /** False: the API says null and only the answer tells what was charged. */
  listed: boolean
  estimatedSeconds: number
  /** Option name -> value -> factor; the true price is the base times every factor that applies. */
  factors?: Record<string, Record<string, number>>
  /** Speech: the base price covers this many characters; each further started portion costs it again. */
  charactersPerUnit?: number
}

/** What the provider makes when no option says otherwise. */
export interface MediaDefaults {
  aspectRatio: string
  /** `720p`, `1080p` … for video, `1K`, `2K` for images: length of the short side, or of the long one for images. */
  resolution: string
  durationSeconds: number
  format: string
  /** Video with a soundtrack. */
  sound: boolean
}

export interface ProviderDefinition {
  id: string
  type: GenerationType
  name: string
  description: string
  features: string[]
  limitations: string[]
  pricing: Pricing
  /** `text` is the prompt or the words to speak. A reference that is not named here is refused. */
  inputs: { text?: InputNeed; voice?: InputNeed } & Partial<Record<ReferenceName, InputNeed>>
  /** How many images `image` takes as a list. */
  maxImages: number
  maxTextLength: number
  options: OptionDefinition[]
  media: MediaDefaults
}
