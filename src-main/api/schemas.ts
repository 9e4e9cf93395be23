import { z } from 'zod'
import type { Provider, GenerationType } from '../../src-shared/provider'
import { printable } from './call'

/** Where a generation is, in the app's own words; what the API calls it otherwise is kept in `Generation.statusText`. */
export type RemoteStatus = 'waiting' | 'working' | 'completed' | 'failed' | 'canceled' | 'unknown'

/** A generation as the API tells it, whatever its dialect. */
export interface Generation {
  id: string
  status: RemoteStatus
  statusText: string
  provider: string | null
  url: string | null
  creditCost: number | null
  estimatedSeconds: number | null
  /** 0 to 1. */
  fraction: number | null
  /** The API's own code and words when it failed. */
  errorCode: string | null
  errorMessage: string | null
  /** What the API says it worked, where it names both times. */
  workedSeconds: number | null
}

const statuses: Record<string, RemoteStatus> = {
  pending: 'waiting', queued: 'waiting', submitted: 'waiting', created: 'waiting', accepted: 'waiting', scheduled: 'waiting', starting: 'waiting',
  waiting: 'waiting', processing: 'working', running: 'working', generating: 'working', in_progress: 'working', inprogress: 'working',
  started: 'working', working: 'working', rendering: 'working', completed: 'completed', complete: 'completed', succeeded: 'completed',
  success: 'completed', done: 'completed', finished: 'completed', ready: 'completed', failed: 'failed', failure: 'failed', error: 'failed',
  errored: 'failed', canceled: 'canceled', cancelled: 'canceled', aborted: 'canceled',
}

const text = z.union([z.string(), z.number()]).transform(String)
const number = z.union([z.number(), z.string().trim().min(1).transform(Number)]).pipe(z.number())
const optionalNumber = number.nullish().catch(null).transform((value) => value ?? null)
const moment = z.union([z.string(), z.number()]).nullish().catch(null).transform((value) => {
  if (value === null || value === undefined) return null
  const time = typeof value === 'number' ? (value < 1e11 ? value * 1_000 : value) : Date.parse(value)
  return Number.isFinite(time) ? time : null
})

const generationSchema = z.looseObject({
  id: text.pipe(z.string().min(1).max(500)),
  status: z.string().max(200),
  provider: z.string().nullish().catch(null),
  url: z.string().max(8_192).nullish(),
  videoUrl: z.string().max(8_192).nullish(),
  creditCost: optionalNumber,
  estimatedTime: optionalNumber,
  progress: optionalNumber,
  error: z.union([z.string(), z.looseObject({ code: z.string().nullish().catch(null), message: z.string().nullish().catch(null) })]).nullish().catch(null),
  errorCode: z.string().nullish().catch(null),
  createdAt: moment,
  completedAt: moment,
})

/** The id alone, where the rest of an answer could not be understood: what was paid for must not be lost for a wrong field. */
const idSchema = z.looseObject({ id: text.pipe(z.string().min(1).max(500)) })

/** Reads a generation; null when it is not one. Unknown values and further fields pass. */
export function readGeneration(value: unknown): Generation | null {
  const parsed = generationSchema.safeParse(value)
  if (!parsed.success) return null
  const raw = parsed.data
  const status = statuses[raw.status.trim().toLowerCase().replaceAll(/[\s-]+/g, '_')] ?? 'unknown'
  const failure = typeof raw.error === 'string' ? { code: null, message: raw.error } : (raw.error ?? null)
  const worked = raw.createdAt !== null && raw.completedAt !== null ? (raw.completedAt - raw.createdAt) / 1_000 : null
  return {
    id: raw.id,
    status,
    statusText: printable(raw.status, 100),
    provider: raw.provider ? printable(raw.provider, 200) : null,
    url: raw.url || raw.videoUrl || null,
    creditCost: raw.creditCost !== null && raw.creditCost >= 0 ? raw.creditCost : null,
    estimatedSeconds: raw.estimatedTime !== null && raw.estimatedTime > 0 ? raw.estimatedTime : null,
    fraction: readFraction(raw.progress, status),
    errorCode: failure?.code ?? raw.errorCode ?? null,
    errorMessage: failure?.message ? printable(failure.message) : null,
    workedSeconds: worked !== null && worked > 0 ? worked : null,
  }
}

export function readGenerationId(value: unknown): string | null {
  return idSchema.safeParse(value).data?.id ?? null
}

/** Progress comes as 0 to 1 or as percent; a lone 1 while it runs is one percent. */
function readFraction(progress: number | null, status: RemoteStatus): number | null {
  if (status === 'completed') return 1
  if (progress === null || progress < 0) return null
  return progress < 1 ? progress : Math.min(1, progress / 100)
}

const strings = z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).nullish().catch([]).transform((list) => list ?? [])
const loosely = z.string().nullish().catch('').transform((value) => value ?? '')

const providerSchema = z.looseObject({
  id: text.pipe(z.string().min(1).max(200)),
  name: loosely,
  description: loosely,
  features: strings,
  limitations: strings,
  pricing: z.looseObject({ creditCost: optionalNumber, estimatedTime: optionalNumber }).nullish().catch(null),
  options: z
    .array(z.looseObject({ name: z.string().min(1).max(200), type: loosely, required: z.boolean().nullish().catch(false), description: loosely, allowedValues: strings }))
    .nullish()
    .catch([]),
})

/** Reads the rows of one type; what is not a row is left out. */
export function readProviders(type: GenerationType, value: unknown): Provider[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((row): Provider[] => {
    const parsed = providerSchema.safeParse(row)
    if (!parsed.success) return []
    const { id, name, description, features, limitations, pricing, options } = parsed.data
    return [
      {
        id,
        type,
        name: printable(name, 200) || id,
        description: printable(description, 4_000),
        features: features.map((feature) => printable(feature, 200)),
        limitations: limitations.map((limitation) => printable(limitation, 500)),
        creditCost: pricing?.creditCost ?? null,
        estimatedSeconds: pricing?.estimatedTime ?? null,
        options: (options ?? []).map((option) => ({
          name: option.name,
          type: option.type || 'string',
          required: option.required ?? false,
          description: printable(option.description, 2_000),
          allowedValues: option.allowedValues,
        })),
      },
    ]
  })
}
