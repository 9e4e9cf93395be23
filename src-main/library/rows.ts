import { z } from 'zod'
import { optionValueSchema } from '../../src-shared/job'
import { generationTypes } from '../../src-shared/provider'
import { foundTools, mediaKinds, origins, picks, type Lineage, type MediaItem, type MediaKind, type MediaRow, type Problem } from '../../src-shared/media'
import { splitTags } from './changes'

/** A row of `items` as SQLite gives it. */
export interface StoredItem {
  number: number
  id: string
  kind: string
  title: string
  prompt: string
  type: string | null
  provider: string | null
  options: string
  inputs: string
  credit_cost: number | null
  remote_id: string | null
  job_id: string | null
  batch_id: string | null
  account_id: string | null
  sandbox: number
  canceled_too_late: number
  created_at: number
  month: string
  trashed_at: number | null
  library_folder: string
  file_name: string
  sha256: string
  size_bytes: number
  width: number | null
  height: number | null
  duration_seconds: number | null
  frame_rate: number | null
  container: string
  video_codec: string | null
  audio_codec: string | null
  has_audio: number
  rating: number
  favourite: number
  missing: number
  preview_revision: number
  revision: number
  recorded_revision: number
  pick: string
  note: string
  tags_text: string
  /** Null: not yet made. */
  bigrams: string | null
  origin: string
  file_state: string
  found: string | null
  file_modified_at: number | null
  likeness_high: number | null
  likeness_low: number | null
}

export const rowColumns = `number, id, kind, title, prompt, provider, type, width, height, duration_seconds, rating, favourite, sandbox,
  missing, trashed_at, created_at, preview_revision, canceled_too_late, batch_id, pick, file_state, size_bytes,
  credit_cost, origin`

type StoredRow = Pick<
  StoredItem,
  | 'id' | 'kind' | 'title' | 'prompt' | 'provider' | 'type' | 'width' | 'height' | 'duration_seconds' | 'rating' | 'favourite' | 'sandbox'
  | 'missing' | 'trashed_at' | 'created_at' | 'preview_revision' | 'canceled_too_late' | 'batch_id' | 'number'
  | 'pick' | 'file_state' | 'size_bytes' | 'credit_cost' | 'origin'
>

/** The table holds nothing but the three kinds. */
export function kindOf(row: Pick<StoredItem, 'kind'>): MediaKind {
  return mediaKinds.find((kind) => kind === row.kind) ?? 'image'
}

function problemOf(row: Pick<StoredItem, 'missing' | 'file_state'>): Problem | null {
  if (row.missing === 1) return 'missing'
  return row.file_state === 'unreadable' || row.file_state === 'changed' ? row.file_state : null
}

export function mediaRow(row: StoredRow): MediaRow {
  return {
    number: row.number,
    id: row.id,
    kind: kindOf(row),
    title: row.title,
    prompt: row.prompt,
    provider: row.provider,
    type: generationTypes.find((type) => type === row.type) ?? null,
    width: row.width,
    height: row.height,
    durationSeconds: row.duration_seconds,
    rating: row.rating,
    favourite: row.favourite === 1,
    sandbox: row.sandbox === 1,
    missing: row.missing === 1,
    trashedAt: row.trashed_at,
    createdAt: row.created_at,
    previewRevision: row.preview_revision,
    canceledTooLate: row.canceled_too_late === 1,
    batchId: row.batch_id,
    pick: picks.find((pick) => pick === row.pick) ?? 'none',
    problem: problemOf(row),
    sizeBytes: row.size_bytes,
    creditCost: row.credit_cost,
    origin: origins.find((origin) => origin === row.origin) ?? 'generated',
  }
}

const foundSchema = z.object({ tool: z.enum(foundTools), facts: z.record(z.string(), z.string()) }).nullable().catch(null)
const optionsSchema = z.record(z.string(), optionValueSchema).catch({})
const inputsSchema = z.record(z.string(), z.string()).catch({})

export function mediaItem(row: StoredItem, madeFrom: Lineage[], usedIn: Lineage[], collectionIds: string[]): MediaItem {
  return {
    ...mediaRow(row),
    options: optionsSchema.parse(JSON.parse(row.options)),
    inputs: inputsSchema.parse(JSON.parse(row.inputs)),
    remoteId: row.remote_id,
    jobId: row.job_id,
    fileName: row.file_name.slice(row.file_name.lastIndexOf('/') + 1),
    frameRate: row.frame_rate,
    container: row.container,
    videoCodec: row.video_codec,
    audioCodec: row.audio_codec,
    hasAudio: row.has_audio === 1,
    madeFrom,
    usedIn,
    tags: splitTags(row.tags_text),
    note: row.note,
    found: row.found === null ? null : foundSchema.parse(JSON.parse(row.found)),
    collectionIds,
  }
}
