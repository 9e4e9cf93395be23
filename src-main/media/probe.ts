import { open } from 'node:fs/promises'
import { z } from 'zod'
import { AppError } from '../../src-shared/errors'
import type { MediaKind } from '../../src-shared/media'
import { probeArguments } from './arguments'
import { containerFacts, sniff, sniffBytes, type Container, type Sniffed } from './sniff'
import { runBinary } from './spawned'

/** What a file is, as ffprobe sees it. Sizes are as shown: turned by the rotation, with square pixels. */
export interface Probe {
  kind: MediaKind
  container: Container
  /** How long it plays; null for a still picture. */
  durationSeconds: number | null
  /** The file's first timestamp, seconds; ffmpeg counts `-ss` from it. */
  startSeconds: number
  sizeBytes: number | null
  width: number | null
  height: number | null
  frameRate: number | null
  videoCodec: string | null
  audioCodec: string | null
  hasAudio: boolean
  video: ProbedPicture | null
  audio: { sampleRate: number | null; channels: number | null; durationSeconds: number | null } | null
}

/** A picture as it is coded: before it is turned, in its own pixels. */
export interface ProbedPicture {
  index: number
  rotationDegrees: number
  pixelFormat: string | null
  hasTransparency: boolean
  durationSeconds: number | null
  codedWidth: number
  codedHeight: number
  /** Width over height of a pixel, as `1:1`; null when the file does not say. */
  sampleAspect: string | null
  profile: string | null
  /** Ticks in a second of its timestamps; null when they are not a whole number. */
  ticksPerSecond: number | null
  isInterlaced: boolean
  color: { range: string | null; space: string | null; transfer: string | null; primaries: string | null }
}

const numeric = z.union([z.number(), z.string()]).transform(Number).pipe(z.number()).optional().catch(undefined)
const text = z.string().optional().catch(undefined)
const streamSchema = z.object({
  index: z.number().int(),
  codec_type: text,
  codec_name: text,
  width: numeric,
  height: numeric,
  sample_aspect_ratio: text,
  avg_frame_rate: text,
  r_frame_rate: text,
  time_base: text,
  pix_fmt: text,
  profile: text,
  field_order: text,
  color_range: text,
  color_space: text,
  color_transfer: text,
  color_primaries: text,
  sample_rate: numeric,
  channels: numeric,
  duration: numeric,
  disposition: z.object({ attached_pic: z.number().optional() }).optional().catch(undefined),
  tags: z.object({ rotate: numeric }).optional().catch(undefined),
  side_data_list: z.array(z.object({ rotation: numeric })).optional().catch(undefined),
})
const answerSchema = z.object({
  streams: z.array(streamSchema).default([]),
  format: z.object({ duration: numeric, start_time: numeric, size: numeric }),
})
type Stream = z.infer<typeof streamSchema>

/** Pictures that some builds of ffmpeg cannot read and the page can show all the same: a failure proves nothing about the file. */
const pageShows: readonly Container[] = ['avif', 'heic', 'webp']
const probeLimits = { timeoutMs: 30_000, outputBytes: 8 * 1024 * 1024 }

/**
 * Sniffs a file, then asks ffprobe.
 *
 * @throws AppError `file-missing`, `not-media` (also what ffprobe cannot make sense of), `unsupported-media`, `timed-out`, `canceled`.
 */
export async function probeFile(ffprobe: string, path: string, folder: string, signal?: AbortSignal): Promise<Probe> {
  const sniffed = await sniffFile(path)
  let answer: unknown
  try {
    const output = await runBinary(ffprobe, probeArguments({ path, container: sniffed.container }), { ...probeLimits, folder, signal })
    answer = JSON.parse(output.toString('utf8'))
  } catch (error) {
    if (error instanceof AppError && error.code !== 'ffmpeg-failed') throw error
    const code = pageShows.includes(sniffed.container) ? 'unsupported-media' : 'not-media'
    throw new AppError(code, error instanceof AppError ? error.message : 'ffprobe gave no answer', { cause: error })
  }
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) throw new AppError('unsupported-media', 'ffprobe gave an unexpected answer', { cause: parsed.error })
  return readProbe(parsed.data, sniffed)
}

/** @throws AppError `file-missing`, `not-media`. */
async function sniffFile(path: string): Promise<Sniffed> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw new AppError('file-missing', 'The file is not there or cannot be read', { cause: error })
  })
  try {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(sniffBytes), 0, sniffBytes, 0)
    const sniffed = sniff(buffer.subarray(0, bytesRead))
    if (sniffed === null) throw new AppError('not-media', 'The file is not media of a known kind')
    return sniffed
  } finally {
    await handle.close()
  }
}

function readProbe(answer: z.infer<typeof answerSchema>, sniffed: Sniffed): Probe {
  const picture = answer.streams.find((stream) => stream.codec_type === 'video' && !stream.disposition?.attached_pic)
  const sound = answer.streams.find((stream) => stream.codec_type === 'audio')
  if (!picture && !sound) throw new AppError('not-media', 'The file holds neither picture nor sound')
  const isImage = containerFacts(sniffed.container).kind === 'image'
  const kind = isImage ? 'image' : picture ? 'video' : 'audio'
  const size = picture ? shownSize(picture) : null
  if (picture && !size) throw new AppError('unsupported-media', 'The picture has no size')
  return {
    kind,
    container: sniffed.container === 'mp4' && kind === 'audio' ? 'm4a' : sniffed.container,
    durationSeconds: playingTime(answer, sniffed.container, picture, sound),
    startSeconds: answer.format.start_time ?? 0,
    sizeBytes: answer.format.size ?? null,
    width: size?.width ?? null,
    height: size?.height ?? null,
    frameRate: kind === 'image' && sniffed.container !== 'gif' ? null : frameRate(picture),
    videoCodec: picture?.codec_name ?? null,
    audioCodec: sound?.codec_name ?? null,
    hasAudio: sound !== undefined,
    video: picture ? probedPicture(picture) : null,
    audio: sound ? { sampleRate: sound.sample_rate ?? null, channels: sound.channels ?? null, durationSeconds: sound.duration ?? null } : null,
  }
}

function probedPicture(picture: Stream): ProbedPicture {
  const ticks = /^1\/(\d+)$/.exec(picture.time_base ?? '')?.[1]
  return {
    index: picture.index,
    rotationDegrees: rotation(picture),
    pixelFormat: picture.pix_fmt ?? null,
    hasTransparency: /^(rgba|bgra|argb|abgr|ya8|ya16|yuva|gbrap|rgba64|pal8)/.test(picture.pix_fmt ?? ''),
    durationSeconds: picture.duration ?? null,
    codedWidth: picture.width ?? 0,
    codedHeight: picture.height ?? 0,
    sampleAspect: known(picture.sample_aspect_ratio?.replace(/^0:.*/, 'unknown')),
    profile: known(picture.profile),
    ticksPerSecond: ticks === undefined ? null : Number(ticks),
    isInterlaced: ['tt', 'bb', 'tb', 'bt'].includes(picture.field_order ?? ''),
    color: {
      range: known(picture.color_range),
      space: known(picture.color_space),
      transfer: known(picture.color_transfer),
      primaries: known(picture.color_primaries),
    },
  }
}

function known(value: string | undefined): string | null {
  return value === undefined || value === 'unknown' || value === 'reserved' ? null : value
}

/** MP4's movie header may count what an edit list hides: its tracks know better. Others have no duration of a track. */
function playingTime(answer: z.infer<typeof answerSchema>, container: Container, picture?: Stream, sound?: Stream): number | null {
  const whole = answer.format.duration ?? null
  if (!['mp4', 'mov', 'm4a'].includes(container)) return whole
  const tracks = [picture?.duration, sound?.duration].filter((seconds) => seconds !== undefined && seconds > 0) as number[]
  return tracks.length > 0 ? Math.max(...tracks) : whole
}

function shownSize(stream: Stream): { width: number; height: number } | null {
  if (!stream.width || !stream.height) return null
  const aspect = ratio(stream.sample_aspect_ratio?.replace(':', '/')) ?? 1
  const width = Math.round(stream.width * (aspect > 0.1 && aspect < 10 ? aspect : 1))
  const isTurned = Math.abs(rotation(stream)) % 180 === 90
  return isTurned ? { width: stream.height, height: width } : { width, height: stream.height }
}

function rotation(stream: Stream): number {
  const degrees = stream.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? stream.tags?.rotate ?? 0
  return Math.round(degrees)
}

function frameRate(stream: Stream | undefined): number | null {
  return ratio(stream?.avg_frame_rate) ?? ratio(stream?.r_frame_rate)
}

/** `24000/1001` as a number; null for 0/0 and the like. */
function ratio(value: string | undefined): number | null {
  const match = /^(\d+)\/(\d+)$/.exec(value ?? '')
  const number = match ? Number(match[1]) / Number(match[2]) : NaN
  return Number.isFinite(number) && number > 0 ? number : null
}
