import { AppError } from '../../../src-shared/errors'
import type { Generation, PollResult } from '../../api'
import { failureError } from '../../api'
import { backoff } from '../backoff'
import type { JobRecord } from '../record'
import { ended, fresh, held, type Context, type Step } from './step'

const mostMissing = 3
const unclearForMilliseconds = 24 * 3_600_000

/** What the API says became of a job. Returns the same job when nothing changed that has to be remembered. */
export function polled(job: JobRecord, result: PollResult, context: Context): Step {
  // Where it ended once, it stays.
  if (job.status !== 'running' || job.phase === 'submitting' || job.phase === 'saving') return { job }
  switch (result.kind) {
    case 'found':
      return withGeneration(job, result.generation, context)
    case 'missing':
      return missing(job, context)
    case 'error':
      return unclear(job, result.error, context)
  }
}

/** Takes over what the API tells of a generation. */
export function withGeneration(job: JobRecord, generation: Generation, context: Context): Step {
  const told = withFacts(job, generation)
  const spending = generation.creditCost === null || generation.creditCost === job.creditCost
    ? {}
    : { spending: { state: 'settled' as const, cost: generation.creditCost } }
  if (job.phase === 'downloading') return { job: withLink(told, generation, context), ...spending }
  switch (generation.status) {
    case 'waiting':
    case 'working':
      return { job: told.tries === 0 && told.unclearSince === null ? told : { ...told, ...fresh, wait: waitOf(told), unclearSince: null }, ...spending }
    case 'completed':
      return generation.url === null
        ? { ...unclear(told, new AppError('unexpected-answer', 'Completed, but without a link to the result'), context), ...spending }
        : completed(told, generation.url, generation, context, spending)
    case 'failed': {
      const settled = { spending: { state: 'settled' as const, cost: generation.creditCost ?? job.creditCost } }
      if (job.cancelRequested) return { job: ended(told, 'canceled', context.now), ...settled }
      const error = failureError(generation.errorCode, generation.errorMessage)
      return { job: ended(told, 'failed', context.now, error.facts), ...settled }
    }
    case 'canceled':
      return { job: ended(told, 'canceled', context.now), spending: { state: 'settled', cost: generation.creditCost ?? job.creditCost } }
    case 'unknown':
      return { ...unclear(told, new AppError('unexpected-answer', `Unknown status "${generation.statusText}"`), context), ...spending }
  }
}

function completed(told: JobRecord, url: string, generation: Generation, context: Context, spending: Pick<Step, 'spending'>): Step {
  const seconds = generation.workedSeconds ?? (told.acceptedAt === null ? null : (context.now - told.acceptedAt) / 1_000)
  return {
    job: { ...told, ...fresh, phase: 'downloading', resultUrl: url, fraction: null, unclearSince: null, canceledTooLate: told.canceledTooLate || told.cancelRequested },
    ...spending,
    ...(seconds !== null && seconds > 0 && { workedSeconds: seconds }),
  }
}

/** A fresh link for a result that was there already; a status that goes back is not believed. */
function withLink(job: JobRecord, generation: Generation, { now, random }: Context): JobRecord {
  if (generation.url !== null && (generation.status === 'completed' || generation.status === 'unknown')) {
    return { ...job, resultUrl: generation.url, wait: null, nextAt: job.nextAt > now ? job.nextAt : 0 }
  }
  if (generation.status === 'failed' || generation.status === 'canceled') return held(job, 'forgotten-by-server')
  const tries = job.tries + 1
  const nextAt = now + backoff(tries, random, 5_000)
  return { ...job, tries, nextAt, wait: { reason: 'new-link', until: nextAt } }
}

function withFacts(job: JobRecord, generation: Generation): JobRecord {
  const usedProvider = generation.provider ?? job.usedProvider
  const creditCost = generation.creditCost ?? job.creditCost
  const estimatedSeconds = generation.estimatedSeconds ?? job.estimatedSeconds
  const same = usedProvider === job.usedProvider && creditCost === job.creditCost && estimatedSeconds === job.estimatedSeconds
  return same ? job : { ...job, usedProvider, creditCost, estimatedSeconds }
}

function missing(job: JobRecord, { now, random }: Context): Step {
  const tries = job.tries + 1
  const error = new AppError('forgotten-by-server', 'The server does not know this generation')
  if (tries >= mostMissing) {
    // A result that was there once is not given up because a cancel came too late for it.
    return { job: job.cancelRequested && job.phase === 'generating' ? ended(job, 'canceled', now) : held(job, 'forgotten-by-server', error.facts) }
  }
  const nextAt = now + backoff(tries, random, 5_000)
  return { job: { ...job, tries, nextAt, error: error.facts, wait: { reason: 'retry', until: nextAt, tries, maxTries: mostMissing } } }
}

/** Asked ever more slowly, and after a day left to the user. */
function unclear(job: JobRecord, error: AppError, { now, random }: Context): Step {
  const since = job.unclearSince ?? now
  if (now - since >= unclearForMilliseconds) return { job: held(job, 'unknown-status', error.facts) }
  const tries = job.tries + 1
  const nextAt = now + backoff(tries, random, 3_000)
  return { job: { ...job, unclearSince: since, tries, nextAt, error: error.facts, wait: { reason: 'retry', until: nextAt } } }
}

/** The API was asked to cancel. What came of it is only known from a poll: it may have been done already, and then its result is kept. */
export function cancelAnswered(job: JobRecord): Step {
  if (job.status !== 'running' || job.phase !== 'generating') return { job }
  return { job: { ...job, nextAt: 0, wait: { reason: 'cancel', until: null } } }
}

function waitOf(job: JobRecord): JobRecord['wait'] {
  return job.cancelRequested ? { reason: 'cancel', until: null } : null
}
