import { z } from 'zod'
import { itemIdSchema, mediaKinds, origins, picks, problems, type Origin, type PickFlag, type Problem } from './media'

export const aspects = ['landscape', 'portrait', 'square'] as const
export type Aspect = (typeof aspects)[number]

const names = z.array(z.string().max(200)).max(200).default([])
/** Both ends inclusive; null: open. */
const range = z.strictObject({ min: z.number().nullable().default(null), max: z.number().nullable().default(null) }).default({ min: null, max: null })

const sorts = ['newest', 'oldest', 'rating', 'title', 'size', 'duration', 'cost', 'manual'] as const

/**
 * One question to the library: every chip narrows it, and an empty list narrows nothing. `text` is searched as typed: words from their
 * beginning, all of them; `"a phrase"`; `-word` leaves out.
 */
export const mediaQuerySchema = z.strictObject({
  text: z.string().max(1_000).default(''),
  kinds: z.array(z.enum(mediaKinds)).default([]),
  types: z.array(z.string().max(20)).default([]),
  /** The model: by its id, or by `TYPE/id` where one id serves two types. */
  providers: names,
  minRating: z.number().int().min(0).max(5).default(0),
  maxRating: z.number().int().min(0).max(5).default(5),
  favouritesOnly: z.boolean().default(false),
  picks: z.array(z.enum(picks)).default([]),
  tagsAll: names,
  tagsAny: names,
  /** True: only what has no tag. */
  untagged: z.boolean().default(false),
  /** Also finds what lies in collections inside it; a smart one adds its own question. */
  collectionId: z.string().max(64).nullable().default(null),
  /** When it was made, epoch milliseconds. */
  createdAt: range,
  sizeBytes: range,
  durationSeconds: range,
  creditCost: range,
  aspects: z.array(z.enum(aspects)).default([]),
  batchId: z.string().max(64).nullable().default(null),
  origins: z.array(z.enum(origins)).default([]),
  problems: z.array(z.enum(problems)).default([]),
  trashed: z.boolean().default(false),
  /** `manual`: the order of the collection asked for, else like `newest`. */
  sort: z.enum(sorts).default('newest'),
})
export type MediaQuery = z.infer<typeof mediaQuerySchema>

/** The question without any filter. */
export const everything: MediaQuery = {
  text: '', kinds: [], types: [], providers: [], minRating: 0, maxRating: 5, favouritesOnly: false, picks: [], tagsAll: [], tagsAny: [],
  untagged: false, collectionId: null, createdAt: { min: null, max: null }, sizeBytes: { min: null, max: null },
  durationSeconds: { min: null, max: null }, creditCost: { min: null, max: null }, aspects: [], batchId: null, origins: [], problems: [],
  trashed: false, sort: 'newest',
}

/** Items by their ids, or by their numbers as the order of a view gives them: 10,000 of these are 40 KB. */
export const itemsSchema = z.union([
  z.array(itemIdSchema).min(1).max(100_000),
  z.instanceof(Int32Array).refine((numbers) => numbers.length > 0 && numbers.length <= 1_000_000, { error: '1 to 1,000,000 numbers' }),
])
export type Items = z.infer<typeof itemsSchema>

/** The whole order of a view, compact: rows are then asked for by number, for the range that is shown. */
export interface MediaOrder {
  numbers: Int32Array<ArrayBuffer>
  /** Of all items not in the trash, whatever the filter. */
  total: number
  trashed: number
  /** In the order of `numbers` when sorted by time, else empty. `month` is `2026-11`. */
  months: { month: string; count: number }[]
}

/** How wide each item is for its height. */
export interface MediaShapes {
  numbers: Int32Array<ArrayBuffer>
  /** Width to height, times a thousand, in the order of `numbers`; 0: unknown, or a sound. */
  shapes: Int32Array<ArrayBuffer>
}

export interface FacetCount<Value> {
  value: Value
  count: number
}

/** How many items each chip would leave. A facet is counted under all other chips of the question, so that its own can be widened. */
export interface Facets {
  total: number
  kinds: FacetCount<string>[]
  types: FacetCount<string>[]
  /** `TYPE/id`, or the bare name of a model another tool named. The most used first, at most 200. */
  providers: FacetCount<string>[]
  ratings: FacetCount<number>[]
  picks: FacetCount<PickFlag>[]
  origins: FacetCount<Origin>[]
  aspects: FacetCount<Aspect>[]
  problems: FacetCount<Problem>[]
  /** The most used first, at most 200. */
  tags: FacetCount<string>[]
  /** The newest first, at most 100. `name`: as it was given when the batch was queued, while the queue still knows it. */
  batches: (FacetCount<string> & { name: string })[]
  sizeBytes: { min: number; max: number } | null
  durationSeconds: { min: number; max: number } | null
  creditCost: { min: number; max: number } | null
}
