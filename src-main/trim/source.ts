import { stat } from 'node:fs/promises'
import { AppError } from '../../src-shared/errors'
import type { TrimSource } from '../../src-shared/trim'
import type { Media, Packet, Probe } from '../media'

/** A file that can be cut, read once. */
export interface CutSource {
  path: string
  probe: Probe
  /** In the order of the file; empty for sound. */
  packets: Packet[]
  /** The player's time zero among the file's timestamps. */
  zeroSeconds: number
  /** Of each frame in order of showing, player's time. */
  frameSeconds: number[]
  /** How long it plays, player's time. */
  durationSeconds: number
  /** Where the last frame ends; where the sound does, when it goes on for long without a picture. */
  pictureEndSeconds: number
  /** File timestamps of the keyframes at which a stream can be cut and joined; null until `withClosedKeyframes` looked. */
  closedKeyframes: readonly number[] | null
  /** Tells whether the file is still the same one. */
  stamp: string
}

interface ReadOptions {
  /** Look where its stream can be cut and joined as well. */
  closedKeyframes?: boolean
  signal?: AbortSignal | undefined
}

/**
 * @throws AppError `unsupported-media` for what cannot be cut (a still picture, a length nobody knows), and what `probe` throws.
 */
export async function readSource(media: Media, path: string, { closedKeyframes = false, signal }: ReadOptions = {}): Promise<CutSource> {
  const stamp = await stampOf(path)
  const probe = await media.probe(path, signal)
  if (probe.kind === 'image' && probe.container !== 'gif') throw new AppError('unsupported-media', 'A still picture cannot be cut')
  const [packets, closed] = await Promise.all([media.packets(path, probe, signal), closedKeyframes ? media.closedKeyframes(path, probe, signal) : null])
  const zeroSeconds = zeroOf(probe)
  const frameSeconds = frameTimes(packets, zeroSeconds)
  const pictureEnd = frameSeconds.length > 0 ? frameSeconds.at(-1)! + lastFrameSeconds(packets, frameSeconds, zeroSeconds) : 0
  const durationSeconds = Math.max(probe.container === 'mpegts' ? 0 : (probe.durationSeconds ?? 0), pictureEnd)
  if (!(durationSeconds > 0)) throw new AppError('unsupported-media', 'The file does not say how long it is')
  const pictureEndSeconds = durationSeconds - pictureEnd > longSoundSeconds ? durationSeconds : pictureEnd
  return { path, probe, packets, zeroSeconds, frameSeconds, durationSeconds, pictureEndSeconds, closedKeyframes: closed, stamp }
}

/** The same source, knowing where its stream can be cut and joined; the file is read once more. */
export async function withClosedKeyframes(media: Media, source: CutSource, signal?: AbortSignal): Promise<CutSource> {
  if (source.closedKeyframes !== null) return source
  return { ...source, closedKeyframes: await media.closedKeyframes(source.path, source.probe, signal) }
}

/** Sound that goes on for longer than this after the last frame is more than the rest of a packet. */
const longSoundSeconds = 0.5

/** Some files do not say how long their last frame lasts: then as long as the one before. */
function lastFrameSeconds(packets: readonly Packet[], frameSeconds: readonly number[], zeroSeconds: number): number {
  const last = packets.find((packet) => packet.ptsSeconds - zeroSeconds === frameSeconds.at(-1))
  if (last !== undefined && last.durationSeconds > 0) return last.durationSeconds
  return frameSeconds.length > 1 ? frameSeconds.at(-1)! - frameSeconds.at(-2)! : 0
}

/**
 * Chromium counts from the file's own zero, and shifts what begins before it. It cannot play a transport stream, whose times begin
 * anywhere: counted from its first timestamp. So is sound alone, whose first packets may be nothing but its encoder's delay.
 */
function zeroOf(probe: Probe): number {
  return probe.container === 'mpegts' || probe.video === null ? probe.startSeconds : Math.min(0, probe.startSeconds)
}

/** Every frame once, in order of showing; what an edit list hides is not among them. */
export function frameTimes(packets: readonly Packet[], zeroSeconds: number): number[] {
  const shown = packets.filter((packet) => packet.isShown).map((packet) => packet.ptsSeconds - zeroSeconds)
  return shown.sort((a, b) => a - b).filter((seconds, index) => index === 0 || seconds !== shown[index - 1])
}

/** @throws AppError `file-missing`. */
export async function stampOf(path: string): Promise<string> {
  const file = await stat(path).catch((error: unknown) => {
    throw new AppError('file-missing', 'The source is not there', { cause: error })
  })
  return `${file.size} ${file.mtimeMs}`
}

/** What the page is told of it. */
export function describeSource(itemId: string, source: CutSource): TrimSource {
  const { probe, frameSeconds } = source
  const places = new Map(frameSeconds.map((seconds, index) => [seconds, index]))
  const keyframes = source.packets
    .filter((packet) => packet.isKey && packet.isShown)
    .map((packet) => places.get(packet.ptsSeconds - source.zeroSeconds)!)
  return {
    itemId,
    durationSeconds: source.durationSeconds,
    frameSeconds,
    keyframes: keyframes.sort((a, b) => a - b),
    frameRate: probe.frameRate,
    hasVideo: probe.video !== null,
    hasAudio: probe.hasAudio,
    container: probe.container,
    videoCodec: probe.videoCodec,
    audioCodec: probe.audioCodec,
    playable: playable(probe),
  }
}

/** What the window's player shows. It may know HEVC by the machine's own decoder, or load it and show nothing. */
function playable({ container, videoCodec, audioCodec }: Probe): TrimSource['playable'] {
  if (videoCodec === null) return ['mp3', 'aac', 'opus', 'vorbis', 'flac', null].includes(audioCodec) || /^pcm_(s16|s24|f32|u8)/.test(audioCodec!) ? 'yes' : 'no'
  if (!['mp4', 'mov', 'webm', 'mkv', 'ogg'].includes(container)) return 'no'
  if (['h264', 'vp8', 'vp9', 'av1'].includes(videoCodec)) return 'yes'
  return videoCodec === 'hevc' ? 'perhaps' : 'no'
}
