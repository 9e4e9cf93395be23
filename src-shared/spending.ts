import { z } from 'zod'

/** What money it is: practice credits cost nothing and are never counted with real ones. */
export const purses = ['practice', 'real'] as const
export type Purse = (typeof purses)[number]

/** What a cap is for: since the night began, since midnight, of one model since midnight, of one batch. */
export const capScopes = ['night', 'day', 'provider', 'batch'] as const
export type CapScope = (typeof capScopes)[number]

/** Most credits that a cap can name. */
const mostCredits = 1e9
const creditsSchema = z.number().min(0).max(mostCredits)

export const capSchema = z.strictObject({
  scope: z.enum(capScopes),
  /** `TYPE/id` of a provider, or a batch's id; empty for the others. */
  key: z.string().max(300).default(''),
  /** null: no cap. */
  credits: creditsSchema.nullable(),
})
export type CapChange = z.infer<typeof capSchema>

export const balanceSchema = z.strictObject({
  /** What the account held when it was looked up; null: not known. */
  credits: creditsSchema.nullable(),
  /** Below this the app says so. */
  warnBelow: creditsSchema.nullable(),
})
export type BalanceChange = z.infer<typeof balanceSchema>

export const recordQuerySchema = z.strictObject({
  purse: z.enum(purses),
  by: z.enum(['day', 'batch', 'model']),
  /** Epoch milliseconds; null: all of it. */
  since: z.number().int().min(0).nullable().default(null),
})
export type RecordQuery = z.infer<typeof recordQuerySchema>

/** Credits as the app recorded them. What was settled without a price told counts with its estimate; without either it is in `unknown`. */
export interface Sums {
  spent: number
  /** The estimates of what still runs. */
  reserved: number
  /** Attempts that run and have no price. */
  unpriced: number
  /** Attempts that ended and whose price nobody ever told. */
  unknown: number
}

export const noSums: Sums = { spent: 0, reserved: 0, unpriced: 0, unknown: 0 }

/** A cap, what is used of it, and whether it keeps something from being sent now. Times are epoch milliseconds. */
export interface CapState extends Sums {
  scope: CapScope
  key: string
  credits: number
  /** Counted since then; null: ever. */
  since: number | null
  /** When it is counted anew by itself; null: only the user ends it. */
  until: number | null
  /** Null while nothing waits for it; else what the next job in line needs beyond the cap, and how many jobs wait. */
  stops: { missing: number; waiting: number } | null
}

export interface Balance {
  credits: number
  /** When the user looked it up, epoch milliseconds. */
  at: number
  warnBelow: number | null
  /** What is left of it by the app's own record. */
  left: number
  isLow: boolean
}

export interface SpendingState {
  purse: Purse
  today: Sums
  /** Since the night began; null outside of one. */
  night: Sums | null
  caps: CapState[]
  balance: Balance | null
  /** Batches whose jobs may be sent without a known price although a cap holds. */
  unpricedBatches: string[]
}

/** A line of the record of spending, by day, batch or model. */
export interface RecordLine extends Sums {
  /** `2026-11-22`, a batch's id, or `TYPE/id`. */
  key: string
  /** A batch's name; empty where the key says all. */
  name: string
  attempts: number
}
