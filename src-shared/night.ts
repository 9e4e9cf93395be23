import { z } from 'zod'
import type { ErrorCode } from './errors'
import type { HeldReason, JobId } from './job'
import type { ItemId } from './media'
import type { Purse, Sums } from './spending'

/** Wall-clock times as people write them: they mean the same after a change of daylight saving time. */
const localTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** When jobs may be sent: always, once between two moments (each may be open), or every day between two times, over midnight too. */
export const scheduleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({ kind: z.literal('once'), startsAt: localTime.nullable(), stopsAt: localTime.nullable() }),
  z.strictObject({ kind: z.literal('hours'), from: timeOfDay, to: timeOfDay }),
])
export type Schedule = z.infer<typeof scheduleSchema>

/** What happens when a night is over. */
const nightEnds = ['notify', 'quit', 'nothing'] as const

export const nightPlanSchema = z.strictObject({ schedule: scheduleSchema, whenDone: z.enum(nightEnds) })
export type NightPlan = z.infer<typeof nightPlanSchema>

/** What a batch may cost and when it may run, agreed before its first job can be sent. */
export const batchTermsSchema = z.strictObject({
  /** null: no cap of its own. */
  capCredits: z.number().min(0).max(1e9).nullable(),
  /** Jobs without a known price may be sent although a cap holds. */
  allowUnpriced: z.boolean(),
  schedule: scheduleSchema,
})
export type BatchTerms = z.infer<typeof batchTermsSchema>

/** Where a schedule stands. `off`: it says nothing; `before` waits for `opensAt`; `over`: nothing more is sent until the user says so. */
export interface Window {
  phase: 'off' | 'before' | 'open' | 'over'
  /** Epoch milliseconds: when it opened or will open; null: not by itself. */
  opensAt: number | null
  closesAt: number | null
}

export interface BatchSchedule extends Window {
  batchId: string
  schedule: Schedule
}

/** Why a night ended: everything was done, its time was over, its budget was used up, or the user took the plan away. */
export type NightOutcome = 'done' | 'time' | 'budget' | 'user'

/** What a night came to. Its sums are read from the record of spending whenever it is shown. */
export interface NightReport {
  id: number
  purse: Purse
  startedAt: number
  /** Null while it goes on. */
  endedAt: number | null
  outcome: NightOutcome | null
  made: number
  /** The newest first, at most `contactSheetItems`. */
  items: ItemId[]
  failures: { code: ErrorCode; jobIds: JobId[] }[]
  held: { reason: HeldReason; count: number }[]
  canceled: number
  /** Still in line when it ended. */
  waiting: number
  /** Requests that the API refused as too many. */
  refused: number
  /** Whether the computer was kept awake. */
  awake: boolean
  sums: Sums
}
export const contactSheetItems = 500

export interface NightState {
  plan: NightPlan
  window: Window
  batches: BatchSchedule[]
  /** The night that goes on, or the last one; null before the first. */
  latest: NightReport | null
}
