import { z } from 'zod'
import type { ErrorFacts } from './errors'
import type { CostTolerance } from './money'
import { generationTypes, type GenerationType } from './provider'

export const jobIdSchema = z.string().min(1).max(64)
export type JobId = string

/** An option's value as the user set it. The API's `options` is an open map; numbers stay numbers, switches stay booleans. */
export const optionValueSchema = z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(2_000)).max(100)])
export type OptionValue = z.infer<typeof optionValueSchema>

/** A reference input, in the order given: bytes the app keeps once by their hash, or an https address sent as it is. */
export const referenceInputSchema = z.strictObject({
  /** The name of the API's input, e.g. `image`. Repeated names become a list. */
  input: z.string().min(1).max(64),
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('kept'), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    z.strictObject({ kind: z.literal('address'), url: z.url({ protocol: /^https$/ }).max(2_048) }),
  ]),
  /** The library item it was taken from, so that lineage is kept. */
  itemId: z.string().max(64).optional(),
})
export type ReferenceInput = z.infer<typeof referenceInputSchema>

/** What the user asked for: the source of the exact body that is sent, and of "use as template". */
export const jobRequestSchema = z.strictObject({
  type: z.enum(generationTypes),
  /** null: the API chooses. */
  provider: z.string().min(1).max(200).nullable(),
  prompt: z.string().max(100_000),
  /** Further text inputs beside the prompt, e.g. `voice` of an avatar. */
  inputs: z.record(z.string().max(64), z.string().max(20_000)).default({}),
  references: z.array(referenceInputSchema).max(32).default([]),
  options: z.record(z.string().max(200), optionValueSchema).default({}),
  /** The API's `priority`, used with automatic choice; open, `QUALITY` is the one known. */
  priority: z.string().max(64).nullable().default(null),
})
export type JobRequest = z.infer<typeof jobRequestSchema>

/** Where a job stands in the matrix it was made by: what differs between it and its neighbours. */
export const jobAxesSchema = z.strictObject({
  /** Which of the prompts, counted from 0. */
  prompt: z.number().int().min(0),
  /** Which of several that are asked for alike, counted from 0: they differ by their seed, where there is one. */
  copy: z.number().int().min(0),
  /** The options of which several values were asked for. */
  options: z.record(z.string(), optionValueSchema),
})
export type JobAxes = z.infer<typeof jobAxesSchema>

export const jobStatuses = ['queued', 'running', 'held', 'completed', 'failed', 'canceled'] as const
/** `held` waits for the user and has a reason; the last three are final, a retry is a new attempt. */
export type JobStatus = (typeof jobStatuses)[number]

/** Where a running job is. */
export type JobPhase = 'submitting' | 'generating' | 'downloading' | 'saving'

export type HeldReason =
  | 'outcome-unknown'
  | 'key-expired'
  | 'body-mismatch'
  | 'price-unknown'
  | 'over-tolerance'
  | 'forgotten-by-server'
  | 'unknown-status'
  | 'duplicate-remote-id'
  | 'damaged-record'

/** What a queued or running job waits for right now, in words the page can count down. Times are epoch milliseconds. */
export interface JobWait {
  reason: 'rate-limit' | 'retry' | 'provider-down' | 'confirming' | 'offline' | 'server-busy' | 'new-link' | 'cancel'
  until: number | null
  /** "2 of 3", where tries are counted. */
  tries?: number
  maxTries?: number
}

export interface Job {
  id: JobId
  batchId: string
  /** The account it belongs to: what was queued on the sandbox never reaches a real one by itself. */
  accountId: string
  /** True for the embedded sandbox's account. */
  sandbox: boolean
  /** Order in the queue: smaller goes first. */
  position: number
  status: JobStatus
  phase: JobPhase | null
  heldReason: HeldReason | null
  wait: JobWait | null
  request: JobRequest
  /** Null for a job that was asked for by itself. */
  axes: JobAxes | null
  /** The provider that the API says did it (automatic choice); else the one asked for. */
  usedProvider: string | null
  /** The running number of the attempt, 1 for the first; 0 before anything was prepared. */
  attempt: number
  remoteId: string | null
  estimatedCredits: number | null
  /** What the API says it cost; null until it says so. */
  creditCost: number | null
  estimatedSeconds: number | null
  /** The last known progress, 0 to 1; frequent changes come as `queue.progressed`. */
  fraction: number | null
  error: ErrorFacts | null
  /** Remarks that the API sent with a success, kept and shown. */
  warnings: string[]
  /** The library item it became. */
  itemId: string | null
  cancelRequested: boolean
  /** The result came although it had been canceled: kept and filed. */
  canceledTooLate: boolean
  createdAt: number
  startedAt: number | null
  finishedAt: number | null
}

/** Why nothing more of a batch is sent, until the user resumes it. */
export interface BatchPause {
  reason: 'user' | 'over-tolerance'
  since: number
  /** The job that cost most above its estimate. */
  excess: { jobId: JobId; estimatedCredits: number; creditCost: number } | null
}

export interface Batch {
  id: string
  name: string
  /** The jobs of a matrix belong together as a comparison; those of a list need have nothing in common. */
  kind: 'list' | 'matrix'
  accountId: string
  createdAt: number
  pause: BatchPause | null
  /** Its own tolerance; null: as the settings say. */
  costTolerance: CostTolerance | null
}

/** Why nothing is sent although jobs wait. Ends by itself at `until`, or by what the user does. Times are epoch milliseconds. */
export interface QueueBlock {
  reason:
    | 'insufficient-credits'
    | 'unauthorized'
    | 'offline'
    | 'connection-not-trusted'
    | 'proxy-sign-in'
    | 'not-an-api-answer'
    | 'redirect-refused'
    | 'server-error'
    | 'rate-limited'
    | 'daily-limit'
    | 'results-waiting'
    | 'disk-full'
    | 'library-unavailable'
    | 'storage-failed'
    | 'no-key'
  since: number
  until: number | null
  error: ErrorFacts | null
}

export interface QueueState {
  paused: boolean
  /** Providers paused by the user or for being down, as `TYPE/id`, with what resumes them (null: the user). */
  pausedProviders: { key: string; until: number | null }[]
  block: QueueBlock | null
  running: number
  /** How many may run at once: the plan's, or what refusals taught. null: not known. */
  concurrency: number | null
  /** Of the current minute, as the headers say; null before the first answer. */
  requestsLeft: number | null
  requestsLimit: number | null
  requestsResetAt: number | null
  submitsToday: number
  submitsPerDay: number | null
  /** What the app recorded as spent since local midnight on the account in use, and what running jobs are expected to add. */
  spentToday: number
  reservedCredits: number
  /** Jobs gone on with after the last start, for one notice. */
  resumedJobs: number
  accountId: string
}

/** A step of the queue. Deltas follow each other by `revision`; where a number is missing, ask for the snapshot again. */
export interface QueueDelta {
  revision: number
  jobs: Job[]
  removed: JobId[]
  batches: Batch[]
  state: QueueState
}

export interface QueueSnapshot extends QueueDelta {
  removed: []
}

/** Frequent and not state: at most a few times a second for all jobs together. */
export interface JobProgress {
  id: JobId
  fraction: number | null
  receivedBytes?: number
  totalBytes?: number | null
}

/** How many jobs changed hands, and how many stay with their account because the one in use cannot take or does not know them. */
export interface Adoption {
  adopted: number
  left: number
}

export function isFinal(status: JobStatus): boolean {
  return status === 'completed' || status === 'failed' || status === 'canceled'
}

/** The kind of file a type of generation makes. */
export function kindOfType(type: GenerationType): 'image' | 'video' | 'audio' {
  return type === 'IMAGE' ? 'image' : type === 'AUDIO' ? 'audio' : 'video'
}
