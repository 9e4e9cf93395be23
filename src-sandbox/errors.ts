/** The five codes of the vendor's page. */
export const apiErrorCodes = ['INSUFFICIENT_CREDITS', 'RATE_LIMIT', 'INVALID_INPUT', 'PROVIDER_UNAVAILABLE', 'GENERATION_FAILED'] as const
export type ApiErrorCode = (typeof apiErrorCodes)[number]

/**
 * A refusal as the API words it: told as a GraphQL error with `extensions.code`, and `extensions.field` where one input or option
 * is to blame. A class of our own: with two copies of `graphql` about (one per module format), GraphQLError is not one class.
 */
export class ApiError extends Error {
  readonly extensions: { code: ApiErrorCode; field?: string }

  constructor(code: ApiErrorCode, message: string, field?: string) {
    super(message)
    this.extensions = field === undefined ? { code } : { code, field }
  }
}

export function apiError(code: ApiErrorCode, message: string, field?: string): ApiError {
  return new ApiError(code, message, field)
}

export function invalid(field: string, message: string): ApiError {
  return new ApiError('INVALID_INPUT', `${field}: ${message}`, field)
}
