import { AppError } from '../../../src-shared/errors'
import type { JobRequest } from '../../../src-shared/job'
import { providerKeyOf, type JobRecord } from '../record'
import { queued, type Step } from './step'

/**
 * The user wants something else of a job. Only what was never sent can be changed: once a key has gone out, its body is what was asked for.
 *
 * @param price what the job's own account asks for it now.
 * @throws AppError `already-sent`
 */
export function edited(job: JobRecord, request: JobRequest, price: { estimatedCredits: number | null; estimatedSeconds: number | null }): Step {
  const waits = job.status === 'queued' || (job.status === 'held' && job.heldReason === 'price-unknown')
  if (!waits || job.attempt > 0 || job.attemptKey !== null) throw new AppError('already-sent', 'Only what was never sent can be edited')
  return { job: { ...queued(job), request, providerKey: providerKeyOf(request), usedProvider: request.provider, ...price } }
}
