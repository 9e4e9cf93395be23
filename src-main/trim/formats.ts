import type { Cut } from '../../src-shared/trim'
import type { Container, Probe } from '../media'

/** How a result is written. */
export interface Target {
  container: Container
  extension: string
  muxer: string
  video: readonly string[]
  audio: readonly string[]
  /** Encoders it needs; none to copy. */
  encoders: readonly string[]
}

const muxers: Partial<Record<Container, string>> = {
  mp4: 'mp4', mov: 'mov', m4a: 'mp4', webm: 'webm', mkv: 'matroska', gif: 'gif', wav: 'wav', flac: 'flac', ogg: 'ogg', mp3: 'mp3', aac: 'adts',
}

// Crisp enough to be cut again, fast enough to be waited for.
const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '16', '-pix_fmt', 'yuv420p']
const vp9 = ['-c:v', 'libvpx-vp9', '-crf', '24', '-b:v', '0', '-deadline', 'good', '-cpu-used', '5', '-row-mt', '1', '-pix_fmt', 'yuv420p']
const aac = ['-c:a', 'aac', '-b:a', '192k']
const opus = ['-c:a', 'libopus', '-b:a', '160k']

/** Into what a source is cut: the same container wherever it can hold the result. */
export function targetOf(cut: Cut, probe: Pick<Probe, 'container' | 'kind' | 'videoCodec' | 'audioCodec' | 'hasAudio'>): Target {
  return cut === 'copy' && probe.container !== 'wav' ? copyTarget(probe) : exactTarget(probe)
}

function copyTarget(probe: Parameters<typeof targetOf>[1]): Target {
  const container = remuxContainer(probe) ?? probe.container
  const isMovie = container === 'mp4' || container === 'mov'
  return {
    ...named(container),
    // Players of one vendor take HEVC in MP4 only under this name.
    video: ['-c:v', 'copy', ...(probe.videoCodec === 'hevc' && isMovie ? ['-tag:v', 'hvc1'] : [])],
    audio: ['-c:a', 'copy'],
    encoders: [],
  }
}

/** What a transport stream is turned into before it is cut: seeking in it is late by a whole group of pictures. */
export function remuxContainer(probe: Pick<Probe, 'container' | 'videoCodec' | 'audioCodec'>): 'mp4' | 'mkv' | null {
  if (probe.container !== 'mpegts') return null
  const fits = ['h264', 'hevc', null].includes(probe.videoCodec) && ['aac', 'mp3', 'ac3', null].includes(probe.audioCodec)
  return fits ? 'mp4' : 'mkv'
}

function exactTarget(probe: Parameters<typeof targetOf>[1]): Target {
  if (probe.container === 'gif') return { ...named('gif'), video: ['-c:v', 'gif'], audio: [], encoders: ['gif'] }
  if (probe.kind === 'audio') return exactSound(probe)
  const sound = (encoder: string) => (probe.hasAudio ? [encoder] : [])
  switch (probe.container) {
    case 'webm':
    case 'ogg':
      return { ...named('webm'), video: vp9, audio: opus, encoders: ['libvpx-vp9', ...sound('libopus')] }
    case 'mkv':
      return { ...named('mkv'), video: h264, audio: aac, encoders: ['libx264', ...sound('aac')] }
    case 'mov':
      return { ...named('mov'), video: h264, audio: aac, encoders: ['libx264', ...sound('aac')] }
    default:
      return { ...named('mp4'), video: h264, audio: aac, encoders: ['libx264', ...sound('aac')] }
  }
}

function exactSound(probe: Pick<Probe, 'container' | 'audioCodec'>): Target {
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

function named(container: Container): Pick<Target, 'container' | 'extension' | 'muxer'> {
  return { container, extension: container, muxer: muxers[container] ?? 'mp4' }
}
