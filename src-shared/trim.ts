import { z } from 'zod'
import type { ErrorFacts } from './errors'
import { itemIdSchema, type ItemId, type KeptReference } from './media'

/**
 * **copy** encodes nothing again and begins at a keyframe; **smart** is exact to the frame and encodes only the frames at both ends;
 * **exact** encodes everything again and is exact to the frame.
 */
export const cuts = ['copy', 'smart', 'exact'] as const
export type Cut = (typeof cuts)[number]

const secondsSchema = z.number().min(0).max(1e6)

/** A part of an item. Times are the player's; main snaps them to frames. */
export const trimPartSchema = z.strictObject({
  itemId: itemIdSchema,
  /** Source time of the first frame kept; null: from the beginning. */
  inSeconds: secondsSchema.nullable(),
  /** Source time where the part ends, exclusive; null: to the end. */
  outSeconds: secondsSchema.nullable(),
})
export type TrimPart = z.infer<typeof trimPartSchema>

/** What is done to picture and sound on the way, in this order. */
export const editsSchema = z.strictObject({
  /** Pixels of the picture as it is shown; what lies outside is cut off. */
  crop: z
    .strictObject({ x: z.number().int().min(0), y: z.number().int().min(0), width: z.number().int().min(16), height: z.number().int().min(16) })
    .nullable(),
  /** Another aspect ratio, such as 9 to 16: by cutting off what is too much, or by black bars. */
  aspect: z
    .strictObject({ width: z.number().int().min(1).max(100), height: z.number().int().min(1).max(100), fit: z.enum(['crop', 'pad']) })
    .nullable(),
  /** Of the result's longer side, pixels; never enlarged. Null: as large as it is. */
  longSidePixels: z.number().int().min(64).max(8_192).nullable(),
  /** 2 is twice as fast; the pitch of the sound stays. */
  speed: z.number().min(0.25).max(8),
  /** 1 leaves the sound as it is. */
  volume: z.number().min(0).max(4),
  /** Of the sound, seconds of the result. */
  fadeInSeconds: z.number().min(0).max(60),
  fadeOutSeconds: z.number().min(0).max(60),
  mute: z.boolean(),
})
export type Edits = z.infer<typeof editsSchema>

export const noEdits: Edits = {
  crop: null, aspect: null, longSidePixels: null, speed: 1, volume: 1, fadeInSeconds: 0, fadeOutSeconds: 0, mute: false,
}

/** `source`: the container of the source wherever it can hold the result. The last three hold the sound alone. */
export const outputFormats = ['source', 'mp4', 'gif', 'webp', 'm4a', 'mp3', 'wav'] as const
export type OutputFormat = (typeof outputFormats)[number]

/** How large and how good what is exported gets. `source` and `wav` know only `best`. */
export const outputPresets = ['best', 'medium', 'small'] as const
export type OutputPreset = (typeof outputPresets)[number]

export const trimRequestSchema = z.strictObject({
  /** In the order of the result. Several of one item are its segments, of several items a join. */
  parts: z.array(trimPartSchema).min(1).max(200),
  /** Several parts become one result, or one each. */
  merge: z.boolean().default(true),
  cut: z.enum(cuts),
  edits: editsSchema.default(noEdits),
  output: z.strictObject({ format: z.enum(outputFormats), preset: z.enum(outputPresets) }).default({ format: 'source', preset: 'best' }),
})
export type TrimRequest = z.infer<typeof trimRequestSchema>

/** What the trimmer must know of a source. Frame times are presentation times in seconds, relative to the player's time zero. */
export interface TrimSource {
  itemId: ItemId
  durationSeconds: number
  /** Of each frame in order of showing; empty for audio. Never assume n / fps. */
  frameSeconds: number[]
  /** Indexes into `frameSeconds`. */
  keyframes: number[]
  frameRate: number | null
  hasVideo: boolean
  hasAudio: boolean
  container: string
  videoCodec: string | null
  audioCodec: string | null
  /** Whether the window's player can show it: `no` needs the preview (`trim.makePreview`), `perhaps` when the player fails or shows nothing. */
  playable: 'yes' | 'perhaps' | 'no'
}

/** Why something cannot be made; `detail` of the plan names what is missing. */
export type TrimRefusal =
  | 'gif-copy'
  | 'flac-copy'
  /** The ffmpeg in use cannot write it; `detail` is the encoder's name. */
  | 'no-encoder'
  | 'too-short'
  /** Sound was asked for where there is none. */
  | 'no-sound'
  /** A picture was asked for where there is none. */
  | 'no-picture'
  /** Parts with and without a picture cannot be joined. */
  | 'mixed-kinds'

/** Why a copy or smart cut becomes an exact one. */
export type TrimFallback =
  /** Smart cuts know H.264 and HEVC; `detail` is the codec. */
  | 'codec'
  /** Frames refer across keyframes: joined there, some could not be decoded. */
  | 'open-gop'
  /** No whole group of pictures lies between the points: everything would be encoded anyway. */
  | 'no-whole-group'
  /** The ends could not be encoded like the rest; `detail` says what (`interlaced`, a pixel format). */
  | 'format'
  | 'container'
  | 'sound-only'
  /** Edits change what would be copied. */
  | 'edits'
  /** The format asked for is another one. */
  | 'output'
  /** The parts differ in what is named by `detail`, and are brought to one format. */
  | 'different-parts'
  /** The ffmpeg in use lacks what is named by `detail`. */
  | 'ffmpeg'
  /** The result failed its own check. Known only afterwards. */
  | 'check-failed'

/** What becomes of one part. */
export interface PartPlan {
  itemId: ItemId
  /** Snapped to frames; the end is the true one. */
  inSeconds: number
  outSeconds: number
  durationSeconds: number
  frames: number | null
  /** Where the first picture inside the file really lies in the source; before `inSeconds` when copying from the middle of a GOP. */
  startsAtSeconds: number
  /** Players hide what lies before the in point (MP4 edit list); WebM and MKV show it. */
  hidden: boolean
  /** Still inside the file although hidden: told because of privacy. */
  hiddenSeconds: number
  /** How many of `frames` are encoded again. */
  encodedFrames: number
}

/** What a request will be, told before it is made. */
export interface TrimPlan {
  /** As asked for. */
  cut: Cut
  /** As it will be made. */
  madeAs: Cut
  /** Why `madeAs` is not `cut`. */
  fallback: TrimFallback | null
  /** Null when possible. */
  refusal: TrimRefusal | null
  /** What `fallback` or `refusal` is about: a codec, an encoder; a technical name, the same in every language. */
  detail: string | null
  parts: PartPlan[]
  /** How many files it gives. */
  results: number
  /** Of all results together. */
  frames: number | null
  durationSeconds: number
  container: string
  width: number | null
  height: number | null
  sound: 'none' | 'copied' | 'encoded'
  expectedBytes: number | null
  expectedSeconds: number | null
}

/** What the ffmpeg in use can do, to be said before somebody chooses. */
export interface TrimAbilities {
  version: string
  place: 'settings' | 'system' | 'embedded'
  /** What it can write; each format it cannot, with the encoder that is missing. */
  outputs: Record<OutputFormat, { missing: string | null }>
  /** Null: smart cuts are possible; else what is missing. */
  smart: Record<'h264' | 'hevc', { missing: string | null }>
}

/** One result being made: a job of its own. */
export interface Trim {
  id: string
  /** The items it is made of, the first one first. */
  itemIds: ItemId[]
  title: string
  /** What `trim.retry` does again. */
  request: TrimRequest
  /** As asked for. */
  cut: Cut
  /** As it is made; exact when it fell back. */
  madeAs: Cut
  fellBack: TrimFallback | null
  status: 'queued' | 'running' | 'completed' | 'failed' | 'canceled'
  /** 0 to 1 of the result's own length; reaches 1 once, with `completed`. */
  fraction: number
  resultId: ItemId | null
  /** The result was put into the app's trash by `trim.undo`. */
  undone: boolean
  error: ErrorFacts | null
}

/** How far a running one is. */
export interface TrimProgress {
  id: string
  fraction: number
}

/** A frame taken out at full size: an item, and a reference for Create. */
export interface GrabbedFrame {
  itemId: ItemId
  reference: KeptReference
}

export interface Waveform {
  /** False: there is no sound at all. Silence is sound whose `loudestPeak` is 0. */
  hasSound: boolean
  /** Of the loudest sample, 0 to 1: divide by it to see soft sound. */
  loudestPeak: number
  /** 0 to 1, evenly over the duration; empty without sound. */
  peaks: number[]
}
