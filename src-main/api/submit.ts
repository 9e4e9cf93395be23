import { createHash } from 'node:crypto'
import type { AppError } from '../../src-shared/errors'
import { NotAnAnswerError, printable, type Answer } from './call'
import { answerError, callError, codeOf, faultError, isValidationRefusal, type Refusal } from './errors'
import { leavesRequests } from './rateLimit'
import { readGeneration, readGenerationId, type Generation } from './schemas'
import { TransportError } from './transport'

/** What became of one paid request, sorted by what it means for money (the table of outcomes). */
export type SubmitOutcome =
  /** The API took it. Whatever else the answer says, the id is known. */
  | { kind: 'accepted'; id: string; generation: Generation | null; warnings: string[]; evidence: string | null }
  /** No byte left this machine. */
  | { kind: 'not-sent'; error: AppError }
  /** It may have been executed. `answer` is a fingerprint of what the server answered, null when it answered nothing whole. */
  | { kind: 'unknown'; error: AppError; answer: string | null; evidence: string | null }
  /** The same request is still being worked on. */
  | { kind: 'in-flight'; error: AppError }
  /** The key is known with another body. */
  | { kind: 'mismatch'; error: AppError; evidence: string }
  /** `atOnce`: requests are left, so too many run at the same time, or a day. `messages`: of a refused document. */
  | { kind: 'not-executed'; refusal: Refusal; error: AppError; atOnce: boolean; messages: string[] }
  | { kind: 'rejected'; error: AppError }
  /** Executed, and failed. */
  | { kind: 'failed'; error: AppError }
  | { kind: 'account'; error: AppError }

const evidenceLimit = 16 * 1024

/** Sorts a whole answer to a start operation. Pure. */
export function outcomeOfAnswer(answer: Answer, field: 'generate' | 'videoCreate'): SubmitOutcome {
  const value = answer.data?.[field]
  const id = readGenerationId(value)
  // An id is an id, whatever stands beside it: what was accepted is never sent again.
  if (id !== null) {
    const generation = readGeneration(value)
    const warnings = answer.faults.map((fault) => fault.message).filter((message) => message.length > 0)
    return { kind: 'accepted', id, generation, warnings, evidence: generation === null ? evidenceOf(answer.text) : null }
  }
  const error = answerError(answer)
  if (answer.status === 409) return { kind: 'in-flight', error }
  if (answer.status === 422) return { kind: 'mismatch', error, evidence: evidenceOf(answer.text) }
  if (answer.status === 401 || answer.status === 403) return { kind: 'account', error }
  if (answer.status === 429) return { kind: 'not-executed', refusal: 'rate-limit', error, atOnce: leavesRequests(answer.headers), messages: [] }
  if (isValidationRefusal(answer)) {
    return { kind: 'not-executed', refusal: 'validation', error, atOnce: false, messages: answer.faults.map((fault) => fault.message) }
  }
  const unknown: SubmitOutcome = { kind: 'unknown', error, answer: fingerprint(answer.status, answer.text), evidence: evidenceOf(answer.text) }
  // A gateway that fails says nothing about what happened behind it, whatever it put into the body.
  const known = answer.faults.find((fault) => codeOf(fault.code) !== 'unknown-code')
  if (answer.status >= 500 || known === undefined) return unknown
  const refused = faultError(known, answer.status)
  switch (refused.code) {
    case 'rate-limited':
      return { kind: 'not-executed', refusal: 'rate-limit', error: refused, atOnce: leavesRequests(answer.headers), messages: [] }
    case 'insufficient-credits':
      return { kind: 'not-executed', refusal: 'credits', error: refused, atOnce: false, messages: [] }
    case 'provider-unavailable':
      return { kind: 'not-executed', refusal: 'provider', error: refused, atOnce: false, messages: [] }
    case 'invalid-input':
      return { kind: 'rejected', error: refused }
    case 'generation-failed':
      return { kind: 'failed', error: refused }
    case 'unauthorized':
      return { kind: 'account', error: refused }
    default:
      return unknown
  }
}

/** Sorts what `call` threw. Pure. */
export function outcomeOfFailure(thrown: unknown): SubmitOutcome {
  const error = callError(thrown)
  if (thrown instanceof TransportError) {
    return thrown.sent ? { kind: 'unknown', error, answer: null, evidence: null } : { kind: 'not-sent', error }
  }
  if (thrown instanceof NotAnAnswerError) {
    if (thrown.status === 409) return { kind: 'in-flight', error }
    if (thrown.status === 422) return { kind: 'mismatch', error, evidence: evidenceOf(thrown.text) }
    if (thrown.status === 429) return { kind: 'not-executed', refusal: 'rate-limit', error, atOnce: leavesRequests(thrown.headers), messages: [] }
    if (thrown.status === 401 || thrown.status === 403) return { kind: 'account', error }
    return { kind: 'unknown', error, answer: fingerprint(thrown.status, thrown.text), evidence: evidenceOf(thrown.text) }
  }
  return { kind: 'unknown', error, answer: null, evidence: null }
}

/** Tells identical answers: the moment and ids of a gateway's page aside, the same words are the same answer. */
function fingerprint(status: number, text: string): string {
  return `${status}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
}

function evidenceOf(text: string): string {
  return printable(text, evidenceLimit)
}
