import { AppError, assertNever } from '../../../src-shared/errors'
import { isInDoubt, type AttemptRecord, type JobRecord } from '../record'
import { askedAgain } from './asking'
import { closing, queued, type Step } from './step'

/** The account that a job is handed to, and what it asks for the job. */
export interface Adopter {
  id: string
  sandbox: boolean
  /** Whether the job's own account speaks to the same endpoint: then what is there can be asked about with the other key. */
  isSameEndpoint: boolean
}

/** How a job can change hands: as it waits, once the other key was seen to know its generation, or not at all. Pure. */
export function adoptionOf(job: JobRecord, attempt: AttemptRecord | null, to: Adopter): 'at-once' | 'when-known' | 'never' {
  if (to.sandbox || job.accountId === to.id) return 'never'
  const isUnsent = job.status === 'held' && job.heldReason === 'price-unknown'
  if (job.status === 'queued' || isUnsent) return attempt !== null && isInDoubt(attempt) ? 'never' : 'at-once'
  if (job.remoteId === null || job.sandbox || !to.isSameEndpoint) return 'never'
  const isLost = job.status === 'held' && (job.heldReason === 'forgotten-by-server' || job.heldReason === 'unknown-status')
  return job.status === 'running' || isLost ? 'when-known' : 'never'
}

/**
 * The user hands a job to the account in use. Only what was certainly not carried out may be sent for another account, and what is already
 * made is only asked about and fetched; where nobody knows, the job stays with the account that may have been charged.
 *
 * @param price what the account asks for it, for a job that is still to be sent.
 */
export function adopted(
  job: JobRecord,
  attempt: AttemptRecord | null,
  to: Adopter,
  price: { estimatedCredits: number | null; estimatedSeconds: number | null },
): Step {
  const moved: JobRecord = { ...job, accountId: to.id, sandbox: false, wait: null, nextAt: 0 }
  const way = adoptionOf(job, attempt, to)
  switch (way) {
    case 'at-once': {
      const isOpen = attempt !== null && attempt.outcome === null
      return {
        job: { ...queued(moved), ...price, attemptKey: null },
        ...(isOpen && { attempt: closing('not-executed'), spending: { state: 'released' as const, cost: null } }),
      }
    }
    case 'when-known':
      return { job: job.status === 'held' ? askedAgain(moved, attempt).job : moved }
    case 'never':
      throw new AppError('not-possible-now', 'Only jobs that wait, or that the same endpoint knows, can change hands')
    default:
      return assertNever(way)
  }
}
