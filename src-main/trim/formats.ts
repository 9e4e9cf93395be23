import type { OutputFormat, OutputPreset, TrimRequest } from '../../src-shared/trim'
import type { Container, Probe } from '../media'

/** How a result is written. */
export interface Target {
  container: Container
  extension: string
  muxer: string
  /** Empty: no picture. */
  video: readonly string[]
  /** Empty: no sound. */
  audio: readonly string[]
  /** Encoders it needs; none to copy. */
  encoders: readonly string[]
  /** Of the longer side, pixels; never enlarged. */
  longSidePixels: number | null
  /** Pictures in a second at most, for what shows every frame for the same time. */
  mostFramesPerSecond: number | null
}

type Facts = Pick<Probe, 'container' | 'kind' | 'videoCodec' | 'audioCodec' | 'hasAudio'>

const muxers: Partial<Record<Container, string>> = {
  mp4: 'mp4', mov: 'mov', m4a: 'mp4', webm: 'webm', mkv: 'matroska', gif: 'gif', webp: 'webp', wav: 'wav', flac: 'flac', ogg: 'ogg', mp3: 'mp3', aac: 'adts',
}

// Crisp enough to be cut again, fast enough to be waited for.
const h264 = (quality: number) => ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', String(quality), '-pix_fmt', 'yuv420p']
const vp9 = ['-c:v', 'libvpx-vp9', '-crf', '24', '-b:v', '0', '-deadline', 'good', '-cpu-used', '5', '-row-mt', '1', '-pix_fmt', 'yuv420p']
const aac = (rate: string) => ['-c:a', 'aac', '-b:a', rate]
const opus = ['-c:a', 'libopus', '-b:a', '160k']

/** The target when packets are copied: the same container. */
export function copyTarget(probe: Facts): Target {
  const container = remuxContainer(probe) ?? probe.container
  const isMovie = container === 'mp4' || container === 'mov'
  return {
    ...named(container),
    // Players of one vendor take HEVC in MP4 only under this name.
    video: probe.videoCodec === null ? [] : ['-c:v', 'copy', ...(probe.videoCodec === 'hevc' && isMovie ? ['-tag:v', 'hvc1'] : [])],
    audio: probe.hasAudio ? ['-c:a', 'copy'] : [],
    encoders: [],
  }
}

/** What a transport stream is turned into before it is cut: seeking in it is late by a whole group of pictures. */
export function remuxContainer(probe: Pick<Probe, 'container' | 'videoCodec' | 'audioCodec'>): 'mp4' | 'mkv' | null {
  if (probe.container !== 'mpegts') return null
  const fits = ['h264', 'hevc', null].includes(probe.videoCodec) && ['aac', 'mp3', 'ac3', null].includes(probe.audioCodec)
  return fits ? 'mp4' : 'mkv'
}

/** The target when everything is encoded. */
export function encodedTarget(probe: Facts, output: TrimRequest['output']): Target {
  return output.format === 'source' ? sourceTarget(probe) : exportTarget(output.format, output.preset, probe.hasAudio)
}

/** Whether `output` asks for nothing but what the source is already. */
export function isSameFormat(probe: Facts, output: TrimRequest['output']): boolean {
  return output.format === 'source' || (output.preset === 'best' && output.format === (probe.container as string) && output.format !== 'wav')
}

function exportTarget(format: Exclude<OutputFormat, 'source'>, preset: OutputPreset, hasAudio: boolean): Target {
  const by = <T>(best: T, medium: T, small: T): T => ({ best, medium, small })[preset]
  const sound = (container: Container, codec: string, options: readonly string[]): Target => ({
    ...named(container), video: [], audio: ['-c:a', codec, ...options], encoders: [codec],
  })
  switch (format) {
    case 'mp4':
      return {
        ...named('mp4'),
        video: h264(by(16, 21, 26)),
        audio: hasAudio ? aac(by('192k', '160k', '96k')) : [],
        encoders: ['libx264', ...(hasAudio ? ['aac'] : [])],
        longSidePixels: by(null, 1_920, 1_280),
      }
    case 'gif':
      return { ...gif, longSidePixels: by(960, 640, 360), mostFramesPerSecond: by(25, 15, 10) }
    case 'webp':
      return {
        ...named('webp'),
        // Lossy, shown again and again, with as much work as is still quick.
        video: ['-c:v', 'libwebp_anim', '-quality', by('90', '75', '60'), '-compression_level', '3', '-loop', '0', '-pix_fmt', 'yuv420p'],
        audio: [],
        encoders: ['libwebp_anim'],
        longSidePixels: by(1_280, 720, 480),
        mostFramesPerSecond: by(30, 20, 12),
      }
    case 'm4a':
      return sound('m4a', 'aac', ['-b:a', by('256k', '160k', '96k')])
    case 'mp3':
      return sound('mp3', 'libmp3lame', ['-b:a', by('320k', '192k', '96k')])
    case 'wav':
      return sound('wav', 'pcm_s16le', [])
  }
}

const gif: Target = { ...named('gif'), video: ['-c:v', 'gif'], audio: [], encoders: ['gif'] }

function sourceTarget(probe: Facts): Target {
  if (probe.container === 'gif') return gif
  if (probe.videoCodec === null) return soundTarget(probe)
  const sound = (encoder: string) => (probe.hasAudio ? [encoder] : [])
  const isWeb = probe.container === 'webm' || probe.container === 'ogg'
  const container = isWeb ? 'webm' : probe.container === 'mkv' || probe.container === 'mov' ? probe.container : 'mp4'
  return isWeb
    ? { ...named('webm'), video: vp9, audio: probe.hasAudio ? opus : [], encoders: ['libvpx-vp9', ...sound('libopus')] }
    : { ...named(container), video: h264(16), audio: probe.hasAudio ? aac('192k') : [], encoders: ['libx264', ...sound('aac')] }
}

function soundTarget(probe: Pick<Probe, 'container' | 'audioCodec'>): Target {
  const soundOnly = (container: Container, codec: string, options: readonly string[] = []): Target => ({
    ...named(container), video: [], audio: ['-c:a', codec, ...options], encoders: [codec],
  })
  switch (probe.container) {
    case 'mp3':
      return soundOnly('mp3', 'libmp3lame', ['-b:a', '192k'])
    case 'wav':
      return soundOnly('wav', /^pcm_[a-z0-9]+$/.test(probe.audioCodec ?? '') ? probe.audioCodec! : 'pcm_s16le')
    case 'flac':
      return soundOnly('flac', 'flac')
    case 'ogg':
      return probe.audioCodec === 'vorbis' ? soundOnly('ogg', 'libvorbis', ['-q:a', '6']) : soundOnly('ogg', 'libopus', ['-b:a', '160k'])
    case 'webm':
      return soundOnly('webm', 'libopus', ['-b:a', '160k'])
    case 'mkv':
      return soundOnly('mkv', 'aac', ['-b:a', '192k'])
    case 'aac':
      return soundOnly('aac', 'aac', ['-b:a', '192k'])
    default:
      return soundOnly('m4a', 'aac', ['-b:a', '192k'])
  }
}

function named(container: Container): Pick<Target, 'container' | 'extension' | 'muxer' | 'longSidePixels' | 'mostFramesPerSecond'> {
  return { container, extension: container, muxer: muxers[container] ?? 'mp4', longSidePixels: null, mostFramesPerSecond: null }
}
