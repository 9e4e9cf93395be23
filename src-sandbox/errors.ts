import { GraphQLError } from 'graphql'

/** The five codes of the vendor's page. */
export const apiErrorCodes = ['INSUFFICIENT_CREDITS', 'RATE_LIMIT', 'INVALID_INPUT', 'PROVIDER_UNAVAILABLE', 'GENERATION_FAILED'] as const
export type ApiErrorCode = (typeof apiErrorCodes)[number]

/** A refusal as the API words it: a GraphQL error with `extensions.code`, and `extensions.field` where one input or option is to blame. */
export function apiError(code: ApiErrorCode, message: string, field?: string): GraphQLError {
  return new GraphQLError(message, { extensions: field === undefined ? { code } : { code, field } })
}

export function invalid(field: string, message: string): GraphQLError {
  return apiError('INVALID_INPUT', `${field}: ${message}`, field)
}
