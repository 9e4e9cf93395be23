import type { AppError } from '../../../src-shared/errors'
import type { Fetched } from '../../downloads'
import { backoff } from '../backoff'
import type { JobRecord } from '../record'
import { ended, fresh, type Context, type Step } from './step'

/** After so many failures with one link a fresh one is asked for. */
const triesPerLink = 4

export function fetched(job: JobRecord, result: Fetched): Step {
  return { job: { ...job, ...fresh, phase: 'saving', fetched: result }, signals: [{ kind: 'kept' }] }
}

/** The name is written down before the rename, so that a crash between them finds the file. */
export function named(job: JobRecord, fileName: string): Step {
  return { job: { ...job, fileName } }
}

export function filed(job: JobRecord, itemId: string, { now }: Context): Step {
  return {
    job: { ...job, ...fresh, status: 'completed', phase: null, itemId, fraction: 1, attemptKey: null, fetched: null, resultUrl: null, finishedAt: now },
    signals: [{ kind: 'kept' }],
  }
}

/** A transfer, or the filing of its result, failed. What was paid for is given up only where no try can ever succeed. */
export function undelivered(job: JobRecord, error: AppError, context: Context): Step {
  const anew: JobRecord = { ...job, phase: 'downloading', fetched: null, fileName: null }
  switch (error.code) {
    case 'canceled':
      return { job }
    case 'disk-full':
    case 'library-unavailable':
      return { job: { ...job, nextAt: 0 }, signals: [{ kind: 'cannot-keep', reason: error.code, error }] }
    case 'link-expired':
      return later({ ...anew, resultUrl: null }, error, context, job.tries === 0 ? 0 : null, 'new-link')
    case 'not-media':
    case 'unsupported-media':
      // A page in place of the file is often an expired link: one fresh one is tried.
      if (job.error?.code === error.code) return { job: ended(anew, 'failed', context.now, error.facts) }
      return later({ ...anew, resultUrl: null }, error, context, 0, 'new-link')
    case 'download-refused':
    case 'too-large':
      return { job: ended(anew, 'failed', context.now, error.facts) }
    case 'file-missing':
      return later(anew, error, context, null, 'retry')
    default: {
      const tired = (job.tries + 1) % triesPerLink === 0
      return later(tired && job.phase === 'downloading' ? { ...job, resultUrl: null } : job, error, context, null, 'retry')
    }
  }
}

function later(job: JobRecord, error: AppError, { now, random }: Context, milliseconds: number | null, reason: 'retry' | 'new-link'): Step {
  const tries = job.tries + 1
  const nextAt = now + (milliseconds ?? backoff(tries, random))
  return { job: { ...job, tries, nextAt, error: error.facts, wait: { reason, until: nextAt, tries } } }
}
