import type { AppError, ErrorFacts } from '../../../src-shared/errors'
import type { HeldReason, JobStatus } from '../../../src-shared/job'
import type { AttemptOutcome, AttemptRecord, JobRecord } from '../record'

/** Time and chance, passed in. */
export interface Context {
  /** Epoch milliseconds. */
  now: number
  /** The same by the wall clock, which counts sleep; left out where there is none. */
  wallNow?: number
  /** 0 to 1. */
  random: number
  keyLifetimeMilliseconds: number
}

/** What a job's step tells the queue as a whole. */
export type Signal =
  | { kind: 'credits-used-up'; error: AppError }
  | { kind: 'key-refused'; error: AppError }
  | { kind: 'provider-down'; key: string; error: AppError }
  | { kind: 'provider-up'; key: string }
  | { kind: 'too-many-at-once'; error: AppError }
  | { kind: 'cannot-keep'; reason: 'disk-full' | 'library-unavailable'; error: AppError }
  /** Results can be kept again. */
  | { kind: 'kept' }

/** What is written together: the job, its attempt, and what it spends. Absent parts stay as they are. */
export interface Step {
  job: JobRecord
  attempt?: Partial<AttemptRecord>
  spending?: { state: 'settled' | 'released'; cost: number | null }
  /** How long the generation took, for the model's median. */
  workedSeconds?: number
  signals?: Signal[]
}

/** The wait and the error of what was done before are over. */
export const fresh = { wait: null, error: null, tries: 0, nextAt: 0 } as const

export function ended(job: JobRecord, status: Extract<JobStatus, 'failed' | 'canceled'>, now: number, error: ErrorFacts | null = null): JobRecord {
  return { ...job, ...fresh, status, phase: null, heldReason: null, attemptKey: null, error, finishedAt: now }
}

export function held(job: JobRecord, reason: HeldReason, error: ErrorFacts | null = job.error): JobRecord {
  return { ...job, ...fresh, status: 'held', heldReason: reason, error }
}

export function queued(job: JobRecord): JobRecord {
  return { ...job, ...fresh, status: 'queued', phase: null, heldReason: null }
}

/** Closes the attempt in hand; the next send opens a new one. */
export function closing(outcome: AttemptOutcome): Partial<AttemptRecord> {
  return { outcome }
}
