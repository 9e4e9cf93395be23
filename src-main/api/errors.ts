import { AppError, type ErrorCode } from '../../src-shared/errors'
import { NotAnAnswerError, printable, type Answer, type GraphQLFault } from './call'
import { TransportError, type TransportReason } from './transport'

/**
 * The one place where what Doitong, a gateway or the network says becomes the app's own errors. What a refusal means for money is said by its
 * class, not by its code.
 */
export type Refusal =
  /** 429 or `RATE_LIMIT`: not executed. */
  | 'rate-limit'
  /** `INSUFFICIENT_CREDITS`: not executed. */
  | 'credits'
  /** `PROVIDER_UNAVAILABLE`: not executed. */
  | 'provider'
  /** The document or its variables did not pass validation: not executed. */
  | 'validation'

/** Doitong's codes, as endpoints spell them. */
const codes: Record<string, ErrorCode> = {
  INSUFFICIENT_CREDITS: 'insufficient-credits',
  RATE_LIMIT: 'rate-limited',
  RATE_LIMITED: 'rate-limited',
  RATE_LIMIT_EXCEEDED: 'rate-limited',
  TOO_MANY_REQUESTS: 'rate-limited',
  INVALID_INPUT: 'invalid-input',
  PROVIDER_UNAVAILABLE: 'provider-unavailable',
  GENERATION_FAILED: 'generation-failed',
  UNAUTHENTICATED: 'unauthorized',
  UNAUTHORIZED: 'unauthorized',
  FORBIDDEN: 'unauthorized',
  INVALID_API_KEY: 'unauthorized',
  NOT_FOUND: 'forgotten-by-server',
  GENERATION_NOT_FOUND: 'forgotten-by-server',
}

const validationCodes = new Set(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED'])

/** The app's code for one of the API's; `unknown-code` for what it does not know. */
export function codeOf(apiCode: string | null): ErrorCode {
  return (apiCode !== null && codes[apiCode.trim().toUpperCase()]) || 'unknown-code'
}

/** An error of the API as the page shows it: the app's code, the API's words, and what they blame. */
export function faultError(fault: Pick<GraphQLFault, 'message' | 'code' | 'field'>, status?: number): AppError {
  const code = codeOf(fault.code)
  return new AppError(code, fault.message || `The API refused (${fault.code ?? status ?? 'no code'})`, {
    details: {
      ...(fault.field !== null && { option: lastSegment(fault.field) }),
      ...(fault.code !== null && code === 'unknown-code' && { code: printable(fault.code, 80) }),
      ...(status !== undefined && status >= 400 && { status }),
    },
  })
}

/** A generation that the API says failed, with the code it gives. */
export function failureError(apiCode: string | null, message: string | null): AppError {
  const code = apiCode === null ? 'generation-failed' : codeOf(apiCode)
  return new AppError(code, message ?? 'The generation failed', {
    details: apiCode !== null && code === 'unknown-code' ? { code: printable(apiCode, 80) } : {},
  })
}

/** `options.duration` blames the option `duration`. */
function lastSegment(field: string): string {
  return field.split('.').at(-1) ?? field
}

/**
 * Errors of an answer that refused the whole document: nothing was executed. The specification has no code for them, but says that such an
 * answer has no `data` at all; that they point into the document and at no field's path tells them from a server's own error.
 */
export function isValidationRefusal(answer: Answer): boolean {
  if (answer.data !== undefined || answer.faults.length === 0 || answer.status >= 500 || answer.status === 401 || answer.status === 403) return false
  return answer.faults.every(
    (fault) => (fault.code !== null && validationCodes.has(fault.code.toUpperCase())) ||
      (fault.hasLocations && fault.path === null && codeOf(fault.code) === 'unknown-code' && (fault.code === null || fault.code === 'BAD_USER_INPUT')),
  )
}

const reasons: Record<TransportReason, ErrorCode> = {
  dns: 'offline',
  refused: 'offline',
  tls: 'connection-not-trusted',
  proxy: 'proxy-sign-in',
  timeout: 'timed-out',
  cut: 'offline',
  'too-large': 'answer-too-large',
  redirect: 'redirect-refused',
  undecodable: 'unexpected-answer',
  aborted: 'canceled',
}

/** What `call` threw, as the app's own error. */
export function callError(thrown: unknown): AppError {
  if (thrown instanceof TransportError) {
    return new AppError(reasons[thrown.reason], thrown.message, { cause: thrown, details: thrown.status === null ? {} : { status: thrown.status } })
  }
  if (thrown instanceof NotAnAnswerError) {
    const code = statusCode(thrown.status) ?? (thrown.reason === 'too-deep' ? 'answer-too-large' : 'not-an-api-answer')
    return new AppError(code, thrown.message, { cause: thrown, details: { status: thrown.status } })
  }
  if (thrown instanceof AppError) return thrown
  return new AppError('internal', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown })
}

/** What a status alone says; null for one that says nothing. */
function statusCode(status: number): ErrorCode | null {
  if (status === 401 || status === 403) return 'unauthorized'
  if (status === 429) return 'rate-limited'
  if (status === 407) return 'proxy-sign-in'
  return status >= 500 ? 'server-error' : null
}

/** The error of a whole answer without data: its first error, else what its status says. */
export function answerError(answer: Answer): AppError {
  const first = answer.faults[0]
  const byStatus = statusCode(answer.status)
  if (byStatus === 'unauthorized' || byStatus === 'rate-limited') {
    return new AppError(byStatus, first?.message || `The API answered ${answer.status}`, { details: { status: answer.status } })
  }
  if (first && codeOf(first.code) !== 'unknown-code') return faultError(first, answer.status)
  if (byStatus !== null) return new AppError(byStatus, first?.message || `The API answered ${answer.status}`, { details: { status: answer.status } })
  if (first) return faultError(first, answer.status)
  return new AppError('unexpected-answer', 'The answer holds neither data nor errors', { details: { status: answer.status } })
}
