import type { Made } from '../library'
import type { PlannedResult } from './plan'

/** What the library is told of a result that ffprobe cannot read: an animated WebP. Nothing for others, which it looks at itself. */
export function factsOf({ target, size, durationSeconds }: PlannedResult): Pick<Made, 'facts'> {
  if (target.container !== 'webp') return {}
  return {
    facts: {
      kind: 'image', container: 'webp', width: size.width, height: size.height, durationSeconds, frameRate: target.mostFramesPerSecond,
      videoCodec: 'webp', audioCodec: null, hasAudio: false,
    },
  }
}
