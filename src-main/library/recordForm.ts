import { z } from 'zod'
import { mediaKinds, origins, picks } from '../../src-shared/media'
import { joinTags, splitTags } from './changes'
import { monthOf } from './fileName'
import type { StoredItem } from './rows'
import type { Membership, Source } from './store'

/** The form of a record's file; raised when a field changes its meaning. Fields that came later have defaults. */
const recordVersion = 1

const text = z.string().max(1_000_000)
const nullableNumber = z.number().nullable().default(null)
const nullableText = text.nullable().default(null)
const relation = z.enum(['made-from', 'trimmed-from', 'frame-of', 'joined-from'])

const recordSchema = z.object({
  version: z.literal(recordVersion),
  revision: z.number().int().default(1),
  /** The order of filing. */
  number: z.number().int().positive().max(2 ** 31 - 1).nullable().catch(null),
  id: z.string().min(1).max(64),
  file: z.string().min(1).max(4_096),
  sha256: z.string().max(64),
  sizeBytes: z.number(),
  kind: z.enum(mediaKinds),
  title: text,
  prompt: text,
  type: nullableText,
  provider: nullableText,
  options: z.record(z.string(), z.unknown()).default({}),
  inputs: z.record(z.string(), z.unknown()).default({}),
  creditCost: nullableNumber,
  remoteId: nullableText,
  jobId: nullableText,
  batchId: nullableText,
  accountId: nullableText,
  sandbox: z.boolean().default(false),
  canceledTooLate: z.boolean().default(false),
  createdAt: z.number(),
  trashedAt: nullableNumber,
  rating: z.number().int().min(0).max(5).catch(0),
  favourite: z.boolean().default(false),
  pick: z.enum(picks).default('none'),
  tags: z.array(z.string().max(200)).default([]),
  note: text.default(''),
  collections: z.array(z.object({ id: z.string().max(64), position: z.number() })).default([]),
  origin: z.enum(origins).optional(),
  found: z.unknown().default(null),
  fileModifiedAt: nullableNumber,
  likeness: z.tuple([z.number(), z.number()]).nullable().default(null),
  lineage: z.array(z.object({ itemId: z.string().max(64), relation })).default([]),
  media: z.object({
    container: z.string().max(20),
    width: nullableNumber,
    height: nullableNumber,
    durationSeconds: nullableNumber,
    frameRate: nullableNumber,
    videoCodec: nullableText,
    audioCodec: nullableText,
    hasAudio: z.boolean().default(false),
  }),
})

/** Everything of an item that the database holds, but what only this machine knows. */
export function recordOf(item: StoredItem, lineage: Source[], collections: Membership[]): z.input<typeof recordSchema> & { seed: unknown } {
  const options = JSON.parse(item.options) as Record<string, unknown>
  return {
    version: recordVersion,
    revision: item.revision,
    number: item.number,
    id: item.id,
    file: item.file_name,
    sha256: item.sha256,
    sizeBytes: item.size_bytes,
    kind: mediaKinds.find((kind) => kind === item.kind) ?? 'image',
    title: item.title,
    prompt: item.prompt,
    type: item.type,
    provider: item.provider,
    options,
    seed: options['seed'] ?? null,
    inputs: JSON.parse(item.inputs) as Record<string, unknown>,
    creditCost: item.credit_cost,
    remoteId: item.remote_id,
    jobId: item.job_id,
    batchId: item.batch_id,
    accountId: item.account_id,
    sandbox: item.sandbox === 1,
    canceledTooLate: item.canceled_too_late === 1,
    createdAt: item.created_at,
    trashedAt: item.trashed_at,
    rating: item.rating,
    favourite: item.favourite === 1,
    pick: picks.find((pick) => pick === item.pick) ?? 'none',
    tags: splitTags(item.tags_text),
    note: item.note,
    collections,
    origin: origins.find((origin) => origin === item.origin) ?? 'generated',
    found: item.found === null ? null : (JSON.parse(item.found) as unknown),
    fileModifiedAt: item.file_modified_at,
    likeness: item.likeness_high === null || item.likeness_low === null ? null : [item.likeness_high, item.likeness_low],
    lineage,
    media: {
      container: item.container,
      width: item.width,
      height: item.height,
      durationSeconds: item.duration_seconds,
      frameRate: item.frame_rate,
      videoCodec: item.video_codec,
      audioCodec: item.audio_codec,
      hasAudio: item.has_audio === 1,
    },
  }
}

/** What a record gives back to the database. */
export interface Recorded {
  number: number | null
  item: Omit<StoredItem, 'number' | 'missing' | 'preview_revision' | 'bigrams' | 'file_state'>
  lineage: Source[]
  collections: Membership[]
}

/** Null for a text that is no record of ours. A path that leads out of the library is refused. */
export function readRecord(json: string, folder: string): Recorded | null {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return null
  }
  const parsed = recordSchema.safeParse(value)
  if (!parsed.success || !isInside(parsed.data.file)) return null
  const record = parsed.data
  return {
    number: record.number ?? null,
    item: {
      id: record.id,
      kind: record.kind,
      title: record.title,
      prompt: record.prompt,
      type: record.type,
      provider: record.provider,
      options: JSON.stringify(record.options),
      inputs: JSON.stringify(record.inputs),
      credit_cost: record.creditCost,
      remote_id: record.remoteId,
      job_id: record.jobId,
      batch_id: record.batchId,
      account_id: record.accountId,
      sandbox: Number(record.sandbox),
      canceled_too_late: Number(record.canceledTooLate),
      created_at: record.createdAt,
      month: monthOf(record.createdAt),
      trashed_at: record.trashedAt,
      library_folder: folder,
      file_name: record.file,
      sha256: record.sha256,
      size_bytes: record.sizeBytes,
      width: record.media.width,
      height: record.media.height,
      duration_seconds: record.media.durationSeconds,
      frame_rate: record.media.frameRate,
      container: record.media.container,
      video_codec: record.media.videoCodec,
      audio_codec: record.media.audioCodec,
      has_audio: Number(record.media.hasAudio),
      rating: record.rating,
      favourite: Number(record.favourite),
      pick: record.pick,
      note: record.note,
      tags_text: joinTags(record.tags.map((tag) => tag.replaceAll('\n', ' '))),
      origin: record.origin ?? (record.jobId === null ? 'made' : 'generated'),
      found: record.found === null ? null : JSON.stringify(record.found),
      file_modified_at: record.fileModifiedAt,
      likeness_high: record.likeness?.[0] ?? null,
      likeness_low: record.likeness?.[1] ?? null,
      revision: record.revision,
      // It lies there already as it is.
      recorded_revision: record.revision,
    },
    lineage: record.lineage,
    collections: record.collections,
  }
}

/** A relative path with `/`, below the library and not in the app's own folder. */
export function isInside(file: string): boolean {
  const parts = file.split('/')
  return !/[\\\0]/.test(file) && !/^[a-z]:/i.test(file) && parts.every((part) => part !== '' && part !== '.' && part !== '..') && !parts[0]!.startsWith('.doitong')
}
