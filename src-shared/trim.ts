import { z } from 'zod'
import type { ErrorFacts } from './errors'
import { itemIdSchema, type ItemId } from './media'

/** **copy** encodes nothing again and begins at a keyframe; **exact** encodes everything again and is exact to the frame. */
export const cuts = ['copy', 'exact'] as const
export type Cut = (typeof cuts)[number]

export const trimRequestSchema = z.strictObject({
  itemId: itemIdSchema,
  /** Source time of the first frame kept, seconds; snapped to a frame by main. */
  inSeconds: z.number().min(0).max(1e6),
  /** Source time where the cut ends, exclusive, seconds. */
  outSeconds: z.number().min(0).max(1e6),
  cut: z.enum(cuts),
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
}

/** What a cut will be, told before it is made. */
export interface TrimPlan {
  cut: Cut
  /** Null when possible; otherwise why not (e.g. copy of GIF or FLAC). */
  refusal: 'gif-copy' | 'flac-copy' | 'no-encoder' | 'too-short' | null
  inSeconds: number
  outSeconds: number
  durationSeconds: number
  frames: number | null
  /** Where the file's first picture really lies in the source; before `inSeconds` when copying from the middle of a GOP. */
  startsAtSeconds: number
  /** Players hide what lies before the in point (MP4 edit list); WebM and MKV show it. */
  hidden: boolean
  /** Still inside the file although hidden: told because of privacy. */
  hiddenSeconds: number
  expectedBytes: number | null
  expectedSeconds: number | null
}

export interface Trim {
  id: string
  itemId: ItemId
  title: string
  cut: Cut
  status: 'running' | 'completed' | 'failed' | 'canceled'
  /** 0 to 1 of the cut's own length. */
  fraction: number
  resultId: ItemId | null
  error: ErrorFacts | null
}
