import type { Binaries } from './binaries'
import type { FontMetrics } from './font'

/** What every maker of a file needs. */
export interface Workshop {
  binaries: Binaries
  fonts: readonly FontMetrics[]
  /** An empty folder for this one file; removed afterwards. */
  folder: string
  /** Where a reference input lies, by its hash. */
  referencePath(sha256: string): string
  signal: AbortSignal
}

export const framesPerSecond = 24

/** Encoder arguments shared by all video: H.264 that every player takes, a keyframe every two seconds, the index in front. */
export const videoEncoder = [
  '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '21', '-pix_fmt', 'yuv420p', '-g', '48', '-keyint_min', '48', '-sc_threshold', '0', '-threads', '2',
  '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv',
]
/** To the colours that the encoder's tags promise: the scaler's own default is the matrix of standard definition. */
export const encoderColors = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p'
export const audioEncoder = ['-c:a', 'aac', '-b:a', '128k', '-ar', '48000', '-ac', '2']
export const container = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact', '-movflags', '+faststart', '-f', 'mp4']
