import type { CanonicalBody } from '../api'
import type { Fetched } from '../downloads'
import type { Job } from '../../src-shared/job'
import type { GenerationType } from '../../src-shared/provider'

/** A job with what only main needs to know of it. */
export interface JobRecord extends Job {
  /** `TYPE/id` of the provider asked for; `TYPE/*` when the API chooses. */
  providerKey: string
  /** The key of the attempt in hand; null when the next send opens a new one. */
  attemptKey: string | null
  /** When to look at it again, epoch milliseconds; 0: at once. */
  nextAt: number
  /** Tries of what it does now, in a row without success. */
  tries: number
  acceptedAt: number | null
  /** Since when its remote status has not been understood. */
  unclearSince: number | null
  /** Null while downloading: a fresh one has to be asked for. */
  resultUrl: string | null
  fetched: Fetched | null
  /** Reserved in the library before the rename. */
  fileName: string | null
  cleared: boolean
}

/** One idempotency key with one exact body. */
export interface AttemptRecord {
  key: string
  jobId: string
  number: number
  accountId: string
  body: CanonicalBody
  bodySha256: string
  createdAt: number
  firstSentAt: number | null
  sends: number
  /** A send began of which no outcome is committed: while it is under way, and for ever where it was lost. */
  isOpen: boolean
  /** Some send under this key ended without telling whether it was executed: until that is known nothing may go out under another key. */
  unknown: boolean
  answer: string | null
  sameAnswers: number
  refusal: string | null
  refusals: number
  remoteId: string | null
  outcome: AttemptOutcome | null
  evidence: string | null
}

/** Whether a request under this key may have been executed, as far as is known: then it goes out under its own key or not at all. */
export function isInDoubt({ unknown, isOpen }: Pick<AttemptRecord, 'unknown' | 'isOpen'>): boolean {
  return unknown || isOpen
}

/** How a job ended; null while it has not. */
export function finalStatus({ status }: Pick<Job, 'status'>): 'completed' | 'failed' | 'canceled' | null {
  return status === 'completed' || status === 'failed' || status === 'canceled' ? status : null
}

export type AttemptOutcome = 'accepted' | 'not-executed' | 'rejected' | 'failed' | 'given-up'

export function providerKeyOf(request: { type: GenerationType; provider: string | null }): string {
  return `${request.type}/${request.provider ?? '*'}`
}

/** Whether the job takes one of the places that the plan has for generations at the same time. */
export function holdsPlace(job: Pick<JobRecord, 'status' | 'phase' | 'unclearSince'>, now: number): boolean {
  if (job.status !== 'running') return false
  if (job.phase === 'submitting') return true
  // What has been unclear for an hour gives up its place.
  return job.phase === 'generating' && (job.unclearSince === null || now - job.unclearSince < 3_600_000)
}

/** Whether the API has to be asked what became of it. */
export function wantsPoll(job: Pick<JobRecord, 'status' | 'phase' | 'remoteId' | 'resultUrl' | 'fetched'>): boolean {
  if (job.status !== 'running' || job.remoteId === null) return false
  return job.phase === 'generating' || (job.phase === 'downloading' && job.resultUrl === null && job.fetched === null)
}
