/**
 * What can go wrong, as both processes name it. Expected failures are an `AppError` with one of these codes; anything else is a bug and
 * is shown as `internal`. The page turns a code into a sentence (i18n `error.<code>`); no code reads a message to decide.
 */
export const errorCodes = [
  // the connection to the API
  'offline',
  'connection-not-trusted',
  'proxy-sign-in',
  'redirect-refused',
  'not-an-api-answer',
  'unexpected-answer',
  'answer-too-large',
  'server-error',
  'timed-out',
  'operation-missing',
  'outcome-unknown',
  // the API's own answers
  'unauthorized',
  'rate-limited',
  'insufficient-credits',
  'invalid-input',
  'provider-unavailable',
  'generation-failed',
  'forgotten-by-server',
  'unknown-code',
  // downloads and files
  'download-refused',
  'download-incomplete',
  'link-expired',
  'not-media',
  'too-large',
  'disk-full',
  'library-unavailable',
  'file-missing',
  'file-in-use',
  'unreadable-file',
  'name-taken',
  'changed-meanwhile',
  // what is asked for
  'prompt-unclear',
  'rows-unclear',
  'too-many-jobs',
  // media
  'ffmpeg-missing',
  'ffmpeg-failed',
  'unsupported-media',
  'nothing-to-cut',
  // the app
  'keychain-unavailable',
  'no-key',
  'storage-failed',
  'newer-schema',
  'already-running',
  'not-found',
  'bad-request',
  'not-possible-now',
  'already-sent',
  'canceled',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** Values a message may quote: the name of an option, a size, a host. Never a path, a key or a URL. */
export type ErrorDetails = Record<string, string | number>

/** The form in which an error is stored and crosses between processes. `message` is the technical text, already free of secrets. */
export interface ErrorFacts {
  code: ErrorCode
  message: string
  details?: ErrorDetails
}

/** An expected failure. Wrap what caused it with `cause`; it stays in this process. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; details?: ErrorDetails } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options.details ?? {}
  }

  get facts(): ErrorFacts {
    return { code: this.code, message: this.message, ...(Object.keys(this.details).length > 0 && { details: this.details }) }
  }
}

/** What every request returns across processes: main never throws over IPC, because only a message would arrive. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: ErrorFacts }

/** Any thrown value as an `AppError`: an abort is `canceled`, a stranger is `internal`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof Error && thrown.name === 'AbortError') return new AppError('canceled', 'Canceled', { cause: thrown })
  return new AppError('internal', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown })
}

/** Ends an exhaustive switch: it does not compile while a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
