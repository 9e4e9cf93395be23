import { dialects, type Dialect } from './dialects'

export type PlanName = 'free' | 'starter' | 'pro' | 'enterprise'

export interface PlanLimits {
  requestsPerMinute: number
  concurrent: number
  /** Submits within a rolling day; null: no limit. */
  perDay: number | null
}

const plans: Record<PlanName, PlanLimits> = {
  free: { requestsPerMinute: 10, concurrent: 1, perDay: 100 },
  starter: { requestsPerMinute: 30, concurrent: 3, perDay: 1_000 },
  pro: { requestsPerMinute: 60, concurrent: 10, perDay: 10_000 },
  enterprise: { requestsPerMinute: 600, concurrent: 50, perDay: null },
}

/**
 * How the server treats a key it has seen, with the same body:
 * - `replay-success`: an answer without errors is replayed; after an error the request is executed again;
 * - `replay-all`: every answer is replayed for ever, refusals and server errors too;
 * - `reexecute-failed`: like the first, and a key whose generation has failed since starts another one;
 * - `none`: the header means nothing.
 */
export type IdempotencyManner = 'replay-success' | 'replay-all' | 'reexecute-failed' | 'none'

export interface SandboxSettings {
  plan: PlanName
  /** Overrides of the plan's table. */
  limits: Partial<PlanLimits>
  /** Factor on every waiting time; 0: a result is there as soon as its file is made. */
  timeScale: number
  dialect: Dialect
  keys: string[]
  acceptAnyKey: boolean
  idempotency: { manner: IdempotencyManner; lifetimeSeconds: number }
  rateLimit: {
    window: 'sliding' | 'fixed' | 'bucket'
    reset: 'delta-seconds' | 'epoch-seconds' | 'epoch-milliseconds'
    retryAfter: boolean
    countsPolls: boolean
    /** How "too many at once" and "too many today" are told. */
    refusal: 'http-429' | 'graphql-200'
  }
  /** After this a result's address answers 403. */
  resultLifetimeSeconds: number
  /** Whether credits come back for a failed and for a canceled generation. */
  refunds: { failed: boolean; canceled: boolean }
  /** Tells what is left as `X-Credits-Remaining`, which the vendor's page does not promise. */
  creditsHeader: boolean
  webhookSecret: string
  /** `quick`: one small file per kind and size for load tests, made once. */
  media: 'full' | 'quick'
}

export function defaultSettings(): SandboxSettings {
  return {
    plan: 'pro',
    limits: {},
    timeScale: 0.1,
    dialect: { ...dialects.javascript },
    keys: [],
    acceptAnyKey: false,
    idempotency: { manner: 'replay-success', lifetimeSeconds: 24 * 3_600 },
    rateLimit: { window: 'sliding', reset: 'delta-seconds', retryAfter: true, countsPolls: true, refusal: 'http-429' },
    resultLifetimeSeconds: 3_600,
    refunds: { failed: true, canceled: true },
    creditsHeader: false,
    webhookSecret: 'sandbox-webhook-secret',
    media: 'full',
  }
}

export function planLimits(settings: SandboxSettings): PlanLimits {
  return { ...plans[settings.plan], ...settings.limits }
}

type Deep<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Deep<T[K]> } : T
export type SettingsPatch = Deep<SandboxSettings>

/** Changes `settings` in place: nested groups are merged, everything else replaced. Unknown names are refused. */
export function applySettings(settings: SandboxSettings, patch: SettingsPatch): void {
  merge(settings as unknown as Record<string, unknown>, patch as Record<string, unknown>, '')
}

function merge(target: Record<string, unknown>, patch: Record<string, unknown>, path: string): void {
  for (const [name, value] of Object.entries(patch)) {
    const open = path === 'limits.'
    if (!open && !Object.hasOwn(target, name)) throw new RangeError(`There is no setting ${path}${name}`)
    const current = target[name]
    if (isGroup(current) && isGroup(value)) merge(current, value, `${path}${name}.`)
    else if (value !== undefined) target[name] = value
  }
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
