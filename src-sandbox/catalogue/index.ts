import { avatar } from './avatar'
import { flux } from './flux'
import { image } from './image'
import { kling } from './kling'
import { speech } from './speech'
import type { ProviderDefinition } from './types'
import { google, luma, minimax, runway, special } from './video'

export * from './types'

/** Every provider the sandbox starts with, in the order in which it lists them. */
export const catalogue: readonly ProviderDefinition[] = [
  ...kling, ...minimax, ...google, ...runway, ...luma, ...special, ...image, ...flux, ...speech, ...avatar,
]
