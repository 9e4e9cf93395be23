import type { Announce } from '../announce'
import type { Library } from '../library'
import type { Log } from '../log'
import type { Media } from '../media'

export interface TrimParts {
  media: Media
  library: Library
  announce: Announce
  log: Log
}
