import { buildSchema, execute, GraphQLError, parse, validate, type DocumentNode, type ExecutionResult } from 'graphql'
import type { Transport } from '../../../src-main/api/transport'
import type { ServerGeneration, VirtualServer } from './server'

const schema = buildSchema(`
  scalar Map
  enum GenerationType { VIDEO IMAGE AUDIO AVATAR }
  enum GenerationStatus { PENDING PROCESSING COMPLETED FAILED }
  type GenerationError { code: String message: String }
  type Generation {
    id: ID! status: GenerationStatus! type: GenerationType! provider: String url: String metadata: Map creditCost: Float estimatedTime: Float
    error: GenerationError createdAt: String completedAt: String
  }
  input GenerateInput { type: GenerationType! provider: String input: Map! options: Map priority: String webhookUrl: String }
  type Query { generation(id: ID!): Generation }
  type Mutation { generate(input: GenerateInput!): Generation cancelGeneration(id: ID!): Boolean }
`)

/** The prompt of a job tells its number. */
export const promptOf = (index: number) => `Job ${index}`

/** The server's GraphQL endpoint, as the app's transport reaches it. It tells no progress, as some endpoints do. */
export function endpointOf(server: VirtualServer): Transport {
  const documents = new Map<string, DocumentNode | readonly GraphQLError[]>()
  const read = (query: string) => {
    let known = documents.get(query)
    if (known === undefined) {
      const document = parse(query)
      const faults = validate(schema, document)
      known = faults.length > 0 ? faults : document
      documents.set(query, known)
    }
    return known
  }
  const rootValue = {
    generation: ({ id }: { id: string }) => view(server.find(id)),
    generate: ({ input }: { input: { input: { text: string } } }) => {
      const started = server.start(Number(input.input.text.split(' ')[1]))
      if (started === null) throw new GraphQLError('Too many generations at once', { extensions: { code: 'RATE_LIMIT' } })
      return view(started)
    },
  }
  const answer = async (body: string): Promise<ExecutionResult> => {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> }
    const document = read(query)
    return 'kind' in document ? execute({ schema, document, rootValue, variableValues: variables ?? {} }) : { errors: document }
  }
  return async ({ body }) => {
    await server.travel()
    const { allowed, headers } = server.take()
    const result: ExecutionResult = allowed
      ? await answer(typeof body === 'string' ? body : Buffer.from(body).toString('utf8'))
      : { errors: [new GraphQLError('Too many requests', { extensions: { code: 'RATE_LIMIT' } })] }
    const isRefusal = !allowed || result.errors?.some((fault) => fault.extensions['code'] === 'RATE_LIMIT') === true
    await server.travel()
    return { status: isRefusal ? 429 : 200, headers: new Headers({ ...headers, 'content-type': 'application/json' }), text: JSON.stringify(result) }
  }
}

function view(generation: ServerGeneration | null) {
  if (generation === null) return null
  const isDone = generation.endsAt <= Date.now()
  return {
    id: generation.id,
    status: isDone ? 'COMPLETED' : 'PROCESSING',
    type: 'VIDEO',
    provider: 'bench',
    url: isDone ? `https://results.example/${generation.id}.mp4` : null,
    metadata: null,
    creditCost: 1,
    estimatedTime: generation.estimatedSeconds,
    error: null,
    createdAt: new Date(generation.acceptedAt).toISOString(),
    completedAt: isDone ? new Date(generation.endsAt).toISOString() : null,
  }
}
