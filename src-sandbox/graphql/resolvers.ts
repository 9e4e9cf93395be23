import type { createSchema } from 'graphql-yoga'
import type { GenerationType } from '../catalogue'
import { apiError, invalid } from '../errors'
import type { Generation } from '../generation'
import type { Generations } from '../generations'
import type { Providers } from '../providers'
import type { Submission, SubmissionOrigin } from '../submission'
import { jsonScalar } from './json'
import { generationView, providerView, statusIn, type ViewParts } from './view'

/** What the resolvers share with the HTTP request they run for. */
export interface ApiContext {
  /** One object that stays the same: the engine copies the context's own properties. */
  call: ApiCall
}

export interface ApiCall {
  origin: SubmissionOrigin
  /** Generations that this key was charged for already: given back instead of new ones. */
  recalled: string[]
  /** Set once a mutation's resolver has run: the request was executed, not only validated. */
  executed: boolean
  submittedIds: string[]
}

export interface ResolverParts extends ViewParts {
  generations: Generations
  providers: Providers
}

type Resolvers = NonNullable<Parameters<typeof createSchema<ApiContext>>[0]['resolvers']>
type Resolver<Arguments> = (parent: unknown, args: Arguments, context: ApiContext) => unknown

interface GenerateArguments {
  input: { type: GenerationType; provider?: string | null; input: unknown; options?: unknown; priority?: string | null; webhookUrl?: string | null }
}

export function resolvers(parts: ResolverParts): Resolvers {
  const { generations, providers, settings } = parts

  const submit = async (submission: Submission, { call }: ApiContext, reason: SubmissionOrigin['reason']): Promise<Generation> => {
    call.executed = true
    const recalled = call.recalled.shift()
    const known = recalled === undefined ? undefined : generations.get(recalled)
    const generation = known ?? (await generations.submit(submission, { ...call.origin, reason }))
    call.submittedIds.push(generation.id)
    return generation
  }

  const generate: Resolver<GenerateArguments> = async (_parent, { input }, context) => {
    const submission: Submission = {
      type: input.type,
      provider: input.provider ?? null,
      input: record(input.input, 'input'),
      options: record(input.options ?? {}, 'options'),
      priority: input.priority ?? null,
      webhookUrl: input.webhookUrl ?? null,
    }
    return generationView(await submit(submission, context, 'generate'), parts)
  }

  const videoCreate: Resolver<{ input: { prompt: string; model?: string | null; duration?: number | null } }> = async (_parent, { input }, context) => {
    const options: Record<string, unknown> = input.duration === null || input.duration === undefined ? {} : { duration: input.duration }
    const submission: Submission = { type: 'VIDEO', provider: input.model ?? null, input: { text: input.prompt }, options, priority: null, webhookUrl: null }
    const generation = await submit(submission, context, 'videoCreate')
    return { id: generation.id, status: statusIn(settings.dialect, generation), videoUrl: parts.resultUrl(generation) }
  }

  const cancelGeneration: Resolver<{ id: string }> = (_parent, { id }, { call }) => {
    call.executed = true
    if (!generations.get(id)) throw apiError('INVALID_INPUT', `There is no generation ${id}`, 'id')
    return generations.cancel(id)
  }

  const generation: Resolver<{ id: string }> = (_parent, { id }) => {
    const found = generations.get(id)
    return found ? generationView(found, parts) : null
  }

  const listed: Resolver<{ type: GenerationType }> = (_parent, { type }) => providers.of(type).map(provider => providerView(provider, settings))

  return {
    JSON: jsonScalar,
    Query: { generation, providers: listed },
    Mutation: { cancelGeneration, videoCreate, ...(settings.dialect.generate ? { generate } : {}) },
  }
}

function record(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(field, 'must be an object')
  return value as Record<string, unknown>
}
