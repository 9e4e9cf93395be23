import { z } from 'zod'
import type { OptionValue } from './job'
import type { GenerationType } from './provider'

export const itemIdSchema = z.string().min(1).max(64)
export type ItemId = string

export const mediaKinds = ['image', 'video', 'audio'] as const
export type MediaKind = (typeof mediaKinds)[number]

/** A judgement beside the stars: kept, thrown out, or none. */
export const picks = ['none', 'pick', 'reject'] as const
export type PickFlag = (typeof picks)[number]

/**
 * What keeps an item from being used as it is. `missing`: its file is not where it was filed; `unreadable`: nothing here can show it;
 * `changed`: its bytes are not those that were filed.
 */
export const problems = ['missing', 'unreadable', 'changed'] as const
export type Problem = (typeof problems)[number]

export const origins = ['generated', 'made', 'imported'] as const
/** `made`: cut or taken out of another item by the app. */
export type Origin = (typeof origins)[number]

export const foundTools = ['a1111', 'comfyui', 'invokeai', 'camera', 'studio', 'other'] as const
/** Which program wrote the parameters that an imported file carried. */
export type FoundTool = (typeof foundTools)[number]

/** Where an item came from. `made-from`: a reference of its generation; the others: cut or taken out of it by the app. */
export interface Lineage {
  itemId: ItemId
  relation: 'made-from' | 'trimmed-from' | 'frame-of' | 'joined-from'
}

export interface MediaItem {
  id: ItemId
  /** Its number in orders of views; another one after the database was rebuilt. */
  number: number
  kind: MediaKind
  title: string
  prompt: string
  type: GenerationType | null
  provider: string | null
  options: Record<string, OptionValue>
  inputs: Record<string, string>
  creditCost: number | null
  remoteId: string | null
  jobId: string | null
  batchId: string | null
  /** Made on the embedded sandbox, and marked as such. */
  sandbox: boolean
  canceledTooLate: boolean
  /** Epoch milliseconds. */
  createdAt: number
  trashedAt: number | null
  fileName: string
  sizeBytes: number
  width: number | null
  height: number | null
  durationSeconds: number | null
  frameRate: number | null
  container: string
  videoCodec: string | null
  audioCodec: string | null
  hasAudio: boolean
  /** 0: not rated, 1 to 5. */
  rating: number
  favourite: boolean
  madeFrom: Lineage[]
  /** What was made out of it. */
  usedIn: Lineage[]
  /** The file is not where it was filed. */
  missing: boolean
  /** What keeps it from being used as it is; null: nothing. */
  problem: Problem | null
  pick: PickFlag
  tags: string[]
  note: string
  origin: Origin
  /** What an imported file said of itself beside prompt, model and options; null for what the app made. */
  found: { tool: FoundTool; facts: Record<string, string> } | null
  /** Manual collections and comparison sets it was put in. */
  collectionIds: string[]
  /** Rises when the thumbnail or poster was made again, so that the page asks for it anew. */
  previewRevision: number
}

/** What a tile shows: small, so that thousands cross in one answer. */
export type MediaRow = Pick<
  MediaItem,
  | 'id' | 'kind' | 'title' | 'prompt' | 'provider' | 'type' | 'width' | 'height' | 'durationSeconds' | 'rating' | 'favourite' | 'sandbox'
  | 'missing' | 'trashedAt' | 'createdAt' | 'previewRevision' | 'canceledTooLate' | 'batchId' | 'number' | 'pick' | 'problem' | 'sizeBytes'
  | 'creditCost' | 'origin'
>

/** Ids first: the whole order of a view, with the months it spans for the scrubber. */
export interface MediaIds {
  ids: ItemId[]
  /** Of all items not in the trash, whatever the filter. */
  total: number
  trashed: number
  /** In the order of `ids` when sorted by time, else empty. `month` is `2026-11`. */
  months: { month: string; count: number }[]
}

/** Addresses of the app's own `media:` scheme: ids only, main knows the files. */
export const mediaUrl = {
  item: (id: ItemId) => `media://item/${encodeURIComponent(id)}`,
  /** A still of about `size` pixels on its longer side: 256 or 1024. */
  thumbnail: (id: ItemId, size: 256 | 1024, revision = 0) => `media://thumbnail/${encodeURIComponent(id)}?size=${size}&v=${revision}`,
  /** One picture holding evenly spaced frames of a video side by side; see `filmstripFrames`. */
  filmstrip: (id: ItemId) => `media://filmstrip/${encodeURIComponent(id)}`,
  /** What stands in for a video that the player cannot show; made by `trim.makePreview`. Its frames have the source's times. */
  preview: (id: ItemId, revision = 0) => `media://preview/${encodeURIComponent(id)}?v=${revision}`,
  reference: (hash: string) => `media://reference/${hash}`,
  /** Sample art of a model that has no result of the user's own yet; `index` picks one of the shipped pictures. */
  art: (index: number) => `media://art/${index}`,
}

/** How many frames stand side by side in a filmstrip. */
export const filmstripFrames = 24
/** How many pictures `media://art/` knows. */
export const artCount = 16

/** A reference the app keeps: bytes once by their SHA-256. */
export interface KeptReference {
  hash: string
  kind: MediaKind
  fileName: string
  sizeBytes: number
  width: number | null
  height: number | null
  durationSeconds: number | null
  itemId: ItemId | null
}
