import { GraphQLError, type ValidationRule } from 'graphql'
import { createSchema, createYoga, type Plugin } from 'graphql-yoga'
import { ApiError } from '../errors'
import type { ApiCall, ApiContext, ResolverParts } from './resolvers'
import { resolvers } from './resolvers'
import { schemaText } from './schema'

export type { ApiCall } from './resolvers'
export { readOperation, type RequestedOperation } from './operations'

export interface Executed {
  status: number
  contentType: string
  body: string
}

export type Execute = (body: string, accept: string, call: ApiCall) => Promise<Executed>

/** The GraphQL engine in the dialect that is set right now; to be made anew when the dialect changes. */
export function createEngine(parts: ResolverParts): Execute {
  const noIntrospection: Plugin = {
    onValidate({ addValidationRule }) {
      addValidationRule(refuseIntrospection)
    },
  }
  const yoga = createYoga<ApiContext>({
    schema: createSchema<ApiContext>({ typeDefs: schemaText(parts.settings.dialect), resolvers: resolvers(parts) }),
    landingPage: false,
    graphiql: false,
    logging: false,
    maskedErrors: { maskError: (error, message) => (isTold(error) ? error : new Error(message)) },
    plugins: parts.settings.dialect.introspection ? [] : [noIntrospection],
  })
  return async (body, accept, call) => {
    const request = { method: 'POST', headers: { 'content-type': 'application/json', accept }, body }
    const answer = await yoga.fetch('http://127.0.0.1/graphql', request, { call })
    return { status: answer.status, contentType: answer.headers.get('content-type') ?? 'application/json', body: await answer.text() }
  }
}

/** As graphql's own rule does, but by name alone, so that it holds whichever copy of `graphql` built the schema. */
const refuseIntrospection: ValidationRule = context => ({
  Field(node) {
    const name = node.name.value
    if (name !== '__schema' && name !== '__type') return
    context.reportError(new GraphQLError(`GraphQL introspection has been disabled, but the requested query contained the field "${name}".`, { nodes: [node] }))
  },
})

/** Refusals of the API and of validation are told as they are; a bug of the sandbox is not. */
function isTold(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const original = 'originalError' in error ? error.originalError : undefined
  return original === undefined ? error.name === 'GraphQLError' : original instanceof ApiError
}
