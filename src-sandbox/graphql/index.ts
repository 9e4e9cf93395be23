import { NoSchemaIntrospectionCustomRule } from 'graphql'
import { createSchema, createYoga, type Plugin } from 'graphql-yoga'
import type { ApiContext, ResolverParts } from './resolvers'
import { resolvers } from './resolvers'
import { schemaText } from './schema'

export type { ApiContext } from './resolvers'
export { readOperation, type RequestedOperation } from './operations'

export interface Executed {
  status: number
  contentType: string
  body: string
}

export type Execute = (body: string, accept: string, context: ApiContext) => Promise<Executed>

/** The GraphQL engine in the dialect that is set right now; to be made anew when the dialect changes. */
export function createEngine(parts: ResolverParts): Execute {
  const noIntrospection: Plugin = {
    onValidate({ addValidationRule }) {
      addValidationRule(NoSchemaIntrospectionCustomRule)
    },
  }
  const yoga = createYoga<ApiContext>({
    schema: createSchema<ApiContext>({ typeDefs: schemaText(parts.settings.dialect), resolvers: resolvers(parts) }),
    landingPage: false,
    graphiql: false,
    logging: false,
    plugins: parts.settings.dialect.introspection ? [] : [noIntrospection],
  })
  return async (body, accept, context) => {
    const request = { method: 'POST', headers: { 'content-type': 'application/json', accept }, body }
    const answer = await yoga.fetch('http://127.0.0.1/graphql', request, context)
    return { status: answer.status, contentType: answer.headers.get('content-type') ?? 'application/json', body: await answer.text() }
  }
}
