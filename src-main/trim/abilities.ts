import { outputFormats, type OutputFormat, type TrimAbilities } from '../../src-shared/trim'
import type { Binaries } from '../media'
import { encodedTarget } from './formats'
import { matchingEncoder, missingForPieces } from './pieces'

const movie = { container: 'mp4', kind: 'video', videoCodec: 'h264', audioCodec: 'aac', hasAudio: true } as const

/** What the binaries in use can do, asked of them and not of their version. */
export function abilitiesOf({ capabilities, place }: Pick<Binaries, 'capabilities' | 'place'>): TrimAbilities {
  const { encoders } = capabilities
  const smart = (codec: 'h264' | 'hevc') => {
    const encoder = matchingEncoder(codec)!
    return { missing: encoders.has(encoder) ? missingForPieces(codec, capabilities) : encoder }
  }
  const output = (format: OutputFormat) => {
    const target = encodedTarget(movie, { format, preset: 'best' })
    return { missing: target.encoders.find((encoder) => !encoders.has(encoder)) ?? null }
  }
  return {
    version: capabilities.version,
    place,
    outputs: Object.fromEntries(outputFormats.map((format) => [format, output(format)])) as TrimAbilities['outputs'],
    smart: { h264: smart('h264'), hevc: smart('hevc') },
  }
}
