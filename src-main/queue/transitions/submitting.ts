import type { AppError } from '../../../src-shared/errors'
import { assertNever } from '../../../src-shared/errors'
import type { SubmitOutcome } from '../../api'
import { backoff } from '../backoff'
import { isInDoubt, type AttemptRecord, type JobRecord } from '../record'
import { withGeneration } from './generating'
import { closing, ended, fresh, held, queued, type Context, type Step } from './step'

/** So many identical whole answers, and asking on would bring nothing. */
const mostSameAnswers = 3
/** So many identical refusals of one attempt although their reason passed: the server replays them, so the next send is a new attempt. */
const mostRefusals = 3
const mostWrongDocuments = 3
const longestConfirmation = 5 * 60_000

/**
 * A send is about to begin: written before a byte goes out. From here on it is open until its outcome is committed; one that still is open from
 * before lost its outcome, and what came of it is not known.
 */
export function sending(job: JobRecord, attempt: AttemptRecord, { now }: Context): Step {
  return {
    job: {
      ...job,
      status: 'running',
      phase: 'submitting',
      heldReason: null,
      attempt: attempt.number,
      attemptKey: attempt.key,
      startedAt: job.startedAt ?? now,
      nextAt: 0,
      wait: attempt.sends === 0 ? null : { reason: 'confirming', until: null, tries: attempt.sends },
    },
    attempt: { firstSentAt: attempt.firstSentAt ?? now, sends: attempt.sends + 1, isOpen: true, unknown: isInDoubt(attempt) },
  }
}

/** The table of outcomes: what a paid request's end means for its job. Written with it: the send is not open any more. */
export function submitted(job: JobRecord, attempt: AttemptRecord, outcome: SubmitOutcome, isDuplicate: boolean, context: Context): Step {
  const step = outcomeStep(job, attempt, outcome, isDuplicate, context)
  return { ...step, attempt: { ...step.attempt, isOpen: false } }
}

function outcomeStep(job: JobRecord, attempt: AttemptRecord, outcome: SubmitOutcome, isDuplicate: boolean, context: Context): Step {
  switch (outcome.kind) {
    case 'accepted':
      return accepted(job, outcome, isDuplicate, context)
    case 'not-sent':
      // It proves something of this send only: after an unknown outcome the question stays open.
      return attempt.unknown ? unknown(job, attempt, outcome.error, null, null, context) : backToQueue(job, attempt, context)
    case 'unknown':
      return unknown(job, attempt, outcome.error, outcome.answer, outcome.evidence, context)
    case 'in-flight':
      if (job.cancelRequested) return { job: held(job, 'outcome-unknown', outcome.error.facts), attempt: { unknown: true } }
      return { ...confirming(job, outcome.error, context, 60_000), attempt: { unknown: true } }
    case 'mismatch':
      return { job: held(job, 'body-mismatch', outcome.error.facts), attempt: { unknown: true, evidence: outcome.evidence } }
    case 'not-executed':
      return refused(job, attempt, outcome, context)
    case 'rejected':
      return { job: ended(job, 'failed', context.now, outcome.error.facts), attempt: closing('rejected'), spending: { state: 'released', cost: null } }
    case 'failed':
      return { job: ended(job, 'failed', context.now, outcome.error.facts), attempt: closing('failed'), spending: { state: 'settled', cost: null } }
    case 'account':
      return { ...backToQueue(job, attempt, context), signals: [{ kind: 'key-refused', error: outcome.error }] }
    default:
      return assertNever(outcome)
  }
}

function accepted(job: JobRecord, outcome: Extract<SubmitOutcome, { kind: 'accepted' }>, isDuplicate: boolean, context: Context): Step {
  const warnings = [...job.warnings, ...outcome.warnings].slice(-20)
  const running: JobRecord = { ...job, ...fresh, phase: 'generating', remoteId: outcome.id, acceptedAt: context.now, warnings, unclearSince: null }
  const attempt = { ...closing('accepted'), remoteId: outcome.id, ...(outcome.evidence !== null && { evidence: outcome.evidence }) }
  const signals: Step['signals'] = [{ kind: 'provider-up', key: job.providerKey }]
  if (isDuplicate) return { job: held(running, 'duplicate-remote-id'), attempt, signals }
  if (outcome.generation === null) return { job: running, attempt, signals }
  const step = withGeneration(running, outcome.generation, context)
  return { ...step, attempt, signals }
}

function refused(job: JobRecord, attempt: AttemptRecord, outcome: Extract<SubmitOutcome, { kind: 'not-executed' }>, context: Context): Step {
  const { refusal, error } = outcome
  if (refusal === 'validation') {
    if (attempt.unknown) return { job: held(job, 'outcome-unknown', error.facts) }
    // The caller learned the dialect anew meanwhile; what the endpoint still refuses is this job's own fault.
    const wrong = job.tries + 1
    const released = { attempt: closing('not-executed'), spending: { state: 'released', cost: null } } as const
    if (job.cancelRequested) return { job: ended(job, 'canceled', context.now), ...released }
    if (wrong >= mostWrongDocuments) return { job: ended(job, 'failed', context.now, { ...error.facts, code: 'invalid-input' }), ...released }
    return { job: { ...queued(job), attemptKey: null, tries: wrong }, ...released }
  }
  const signals: Step['signals'] =
    refusal === 'credits' ? [{ kind: 'credits-used-up', error }]
    : refusal === 'provider' ? [{ kind: 'provider-down', key: job.providerKey, error }]
    : outcome.atOnce ? [{ kind: 'too-many-at-once', error }]
    : []
  const step = backToQueue(job, attempt, context)
  if (step.job.status !== 'queued') return { ...step, signals }
  const refusals = attempt.refusal === refusal ? attempt.refusals + 1 : 1
  const isReplayed = refusals >= mostRefusals && !attempt.unknown
  return {
    ...step,
    job: isReplayed ? { ...step.job, attemptKey: null } : step.job,
    attempt: { ...step.attempt, refusal, refusals, sameAnswers: 0, answer: null, ...(isReplayed && closing('not-executed')) },
    signals,
  }
}

/**
 * This send was not executed: the job waits again with the same attempt, or is over when it was canceled meanwhile. Where an earlier send of the
 * same attempt is an open question, it stays one: a limit or a locked account is told before the server looks at the key.
 */
function backToQueue(job: JobRecord, attempt: AttemptRecord, context: Context): Step {
  if (attempt.unknown) {
    return { job: job.cancelRequested ? held(job, 'outcome-unknown') : { ...queued(job), wait: { reason: 'confirming', until: null } } }
  }
  const spending = { state: 'released', cost: null } as const
  if (job.cancelRequested) return { job: ended(job, 'canceled', context.now), attempt: closing('not-executed'), spending }
  return { job: queued(job), spending }
}

function unknown(job: JobRecord, attempt: AttemptRecord, error: AppError, answer: string | null, evidence: string | null, context: Context): Step {
  const sameAnswers = answer === null ? attempt.sameAnswers : answer === attempt.answer ? attempt.sameAnswers + 1 : 1
  const seen = { unknown: true, answer: answer ?? attempt.answer, sameAnswers, refusals: 0, refusal: null, ...(evidence !== null && { evidence }) }
  // After a cancel nothing is sent again by itself: that could start what is not wanted any more.
  if (job.cancelRequested || sameAnswers >= mostSameAnswers) return { job: held(job, 'outcome-unknown', error.facts), attempt: seen }
  if (isKeyOver(attempt, context)) return { job: held(job, 'key-expired', error.facts), attempt: seen }
  return { ...confirming(job, error, context, longestConfirmation), attempt: seen }
}

/** The same bytes go out again under the same key, after a while. */
function confirming(job: JobRecord, error: AppError, { now, random }: Context, longest: number): Step {
  const tries = job.tries + 1
  const nextAt = now + backoff(tries, random, 2_000, longest)
  return { job: { ...job, status: 'running', phase: 'submitting', tries, nextAt, error: error.facts, wait: { reason: 'confirming', until: nextAt, tries } } }
}

/** Counted pessimistically: a clock that went back says nothing about how old the key is, and the steady one may have stood still in sleep. */
export function isKeyOver(attempt: Pick<AttemptRecord, 'firstSentAt'>, { now, wallNow = now, keyLifetimeMilliseconds }: Context): boolean {
  if (attempt.firstSentAt === null) return false
  // Where no key is known to the server, none is young enough, and no clock that was set back a little makes it so.
  if (keyLifetimeMilliseconds <= 0) return true
  const age = now - attempt.firstSentAt
  return Math.max(age, wallNow - attempt.firstSentAt) >= keyLifetimeMilliseconds || age < -60_000
}

/** The body could not be made: the endpoint has no way to ask for it, or a reference is gone. */
export function unpreparable(job: JobRecord, error: AppError, context: Context): Step {
  return { job: ended(job, 'failed', context.now, error.facts) }
}

/** What would go out under the key is not what went out before. */
export function damaged(job: JobRecord, error: AppError): Step {
  return { job: held(job, 'damaged-record', error.facts) }
}

/** The key has become too old to be sent again, and whether it was executed is not known. */
export function keyOver(job: JobRecord): Step {
  return { job: held(job, 'key-expired'), attempt: { unknown: true } }
}

/** It may only be sent with a price, and nobody states one. */
export function priceUnknown(job: JobRecord): Step {
  return { job: job.status === 'queued' ? held(job, 'price-unknown', null) : job }
}
