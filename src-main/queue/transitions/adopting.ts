import { AppError } from '../../../src-shared/errors'
import { isInDoubt, type AttemptRecord, type JobRecord } from '../record'
import { closing, type Step } from './step'

/** The account that a job is handed to. */
export interface Adopter {
  id: string
  sandbox: boolean
  /** Whether the job's own account speaks to the same endpoint: then what runs there can be asked about with the other key. */
  isSameEndpoint: boolean
}

/**
 * The user hands a job to the account in use. Only what was certainly not carried out may be sent for another account, and what is already
 * made is only asked about and fetched; where nobody knows, the job stays with the account that may have been charged.
 */
export function adopted(job: JobRecord, attempt: AttemptRecord | null, to: Adopter): Step {
  if (job.accountId === to.id) return { job }
  if (to.sandbox) throw notPossible('Jobs of an account are not practice')
  const moved: JobRecord = { ...job, accountId: to.id, sandbox: false, wait: null, nextAt: 0 }
  if (job.status === 'queued' && !(attempt !== null && isInDoubt(attempt))) {
    const isOpen = attempt !== null && attempt.outcome === null
    return {
      job: { ...moved, attemptKey: null, error: null, tries: 0 },
      ...(isOpen && { attempt: closing('not-executed'), spending: { state: 'released' as const, cost: null } }),
    }
  }
  if (job.status === 'running' && job.remoteId !== null && !job.sandbox && to.isSameEndpoint) return { job: moved }
  throw notPossible('Only jobs that wait, or that run at the same endpoint, can change hands')
}

function notPossible(message: string): AppError {
  return new AppError('not-possible-now', message)
}
