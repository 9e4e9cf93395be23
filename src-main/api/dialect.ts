import { z } from 'zod'

/** Every field of a generation that the vendor's page names. */
export const generationFields = [
  'id', 'status', 'type', 'provider', 'url', 'metadata', 'creditCost', 'estimatedTime', 'progress', 'error', 'errorCode', 'createdAt', 'completedAt',
] as const
export type GenerationField = (typeof generationFields)[number]

/**
 * How an endpoint words the contract: the vendor's page contradicts itself, and endpoints differ. Asked for once per endpoint, remembered,
 * and learned again when a document is refused.
 */
export const dialectSchema = z.object({
  /** Which operation starts a generation. */
  start: z.enum(['generate', 'videoCreate']),
  /** Fields of a generation that exist. */
  fields: z.array(z.enum(generationFields)),
  /** `error` as an object with a code, or as text with a sibling `errorCode`. */
  error: z.enum(['object', 'scalar']),
  errorFields: z.array(z.string()),
  /** `metadata` bare, or with these fields selected. */
  metadata: z.enum(['scalar', 'object']),
  metadataFields: z.array(z.string()),
  /** Fields of `videoCreate`'s answer. */
  videoFields: z.array(z.string()),
  /** Fields of `GenerateInput`; null when the endpoint does not say. */
  inputFields: z.array(z.string()).nullable(),
  /** Fields of `GenerateInput` that the endpoint refused, where it does not say which it has. */
  missingInputFields: z.array(z.string()).default([]),
  /** Fields of the input's own `input`, where it is not an open map. */
  nestedInputFields: z.array(z.string()).nullable(),
  /** Whether `cancelGeneration` is there; null when the endpoint does not say. */
  cancels: z.boolean().nullable(),
})
export type Dialect = z.infer<typeof dialectSchema>

/** Everything the page names anywhere: where nothing can be asked, validation errors take away what is too much. */
export const richestDialect: Dialect = {
  start: 'generate',
  fields: [...generationFields],
  error: 'object',
  errorFields: ['code', 'message'],
  metadata: 'scalar',
  metadataFields: ['width', 'height', 'duration', 'format', 'resolution'],
  videoFields: ['id', 'status', 'videoUrl'],
  inputFields: null,
  missingInputFields: [],
  nestedInputFields: null,
  cancels: null,
}

interface TypeReference {
  kind: string
  name: string | null
  ofType?: TypeReference | null | undefined
}
interface FieldFacts {
  name: string
  type: TypeReference
}
const typeReference: z.ZodType<TypeReference> = z.lazy(() =>
  z.object({ kind: z.string(), name: z.string().nullish().transform((name) => name ?? null), ofType: typeReference.nullish() }),
)
const fieldSchema = z.object({ name: z.string(), type: typeReference })
const typeSchema = z.object({
  name: z.string(),
  kind: z.string(),
  fields: z.array(fieldSchema).nullish(),
  inputFields: z.array(fieldSchema).nullish(),
})
const introspectionSchema = z.object({
  __schema: z.object({
    queryType: z.object({ name: z.string() }).nullish(),
    mutationType: z.object({ name: z.string() }).nullish(),
    types: z.array(typeSchema),
  }),
})

const reference = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }'

/** What the endpoint's types are, without what this app has no use for. */
export const introspectionQuery = `query Introspect {
  __schema {
    queryType { name }
    mutationType { name }
    types { name kind fields(includeDeprecated: true) { name type { ${reference} } } inputFields { name type { ${reference} } } }
  }
}`

/** The dialect of an introspected schema; null when the answer is not one, or knows neither way to start a generation. */
export function dialectOfSchema(data: unknown): Dialect | null {
  const parsed = introspectionSchema.safeParse(data)
  if (!parsed.success) return null
  const { types, queryType, mutationType } = parsed.data.__schema
  const find = (name: string | null | undefined) => types.find((type) => type.name === name)
  const mutations = find(mutationType?.name ?? 'Mutation')?.fields ?? []
  const queries = find(queryType?.name ?? 'Query')?.fields ?? []
  const generate = mutations.find((field) => field.name === 'generate')
  const videoCreate = mutations.find((field) => field.name === 'videoCreate')
  if (!generate && !videoCreate) return null
  const generationQuery = queries.find((field) => field.name === 'generation')
  const returned = generate ?? generationQuery
  const generation = find((returned && named(returned.type).name) ?? 'Generation')?.fields ?? []
  const error = generation.find((field) => field.name === 'error')
  const errorIsObject = error !== undefined && isObject(named(error.type))
  const metadata = generation.find((field) => field.name === 'metadata')
  const metadataIsObject = metadata !== undefined && isObject(named(metadata.type))
  const input = find('GenerateInput')?.inputFields ?? null
  const nested = input?.find((field) => field.name === 'input')
  const nestedType = nested && named(nested.type).kind === 'INPUT_OBJECT' ? find(named(nested.type).name) : undefined
  return {
    start: generate ? 'generate' : 'videoCreate',
    fields: generationFields.filter((name) => generation.some((field) => field.name === name)),
    error: errorIsObject ? 'object' : 'scalar',
    errorFields: errorIsObject ? leaves(find(named(error.type).name)?.fields) : richestDialect.errorFields,
    metadata: metadataIsObject ? 'object' : 'scalar',
    metadataFields: metadataIsObject ? leaves(find(named(metadata.type).name)?.fields) : richestDialect.metadataFields,
    videoFields: videoCreate ? leaves(find(named(videoCreate.type).name)?.fields) : richestDialect.videoFields,
    inputFields: input?.map((field) => field.name) ?? null,
    missingInputFields: [],
    nestedInputFields: nestedType?.inputFields?.map((field) => field.name) ?? null,
    cancels: mutations.some((field) => field.name === 'cancelGeneration'),
  }
}

function named(type: TypeReference): TypeReference {
  return type.ofType ? named(type.ofType) : type
}

function isObject(type: TypeReference): boolean {
  return type.kind === 'OBJECT' || type.kind === 'INTERFACE' || type.kind === 'UNION'
}

/** Fields that need no selection of their own. */
function leaves(fields: FieldFacts[] | null | undefined): string[] {
  return (fields ?? []).filter((field) => !isObject(named(field.type))).map((field) => field.name)
}

/**
 * What validation errors teach. GraphQL's own specification names no codes for them, so this is the one place that reads messages: those of
 * its reference implementation, which all servers follow. Returns the same object when nothing was learned.
 */
export function learn(dialect: Dialect, messages: readonly string[]): Dialect {
  return messages.reduce(learnOne, dialect)
}

function learnOne(dialect: Dialect, message: string): Dialect {
  const unknownField = /^Cannot query field ["“']?(\w+)["”']? on type ["“']?(\w+)["”']?/.exec(message)
  if (unknownField) return withoutField(dialect, unknownField[1] as string, unknownField[2] as string)
  const needsSelection = /^Field ["“']?(\w+)["”']? of type .* must have a (?:selection of subfields|sub selection)/.exec(message)?.[1]
  if (needsSelection === 'metadata') return dialect.metadata === 'object' ? dialect : { ...dialect, metadata: 'object' }
  if (needsSelection === 'error') return dialect.error === 'object' ? dialect : { ...dialect, error: 'object' }
  const needsNone = /^Field ["“']?(\w+)["”']? must not have a (?:selection|sub selection)/.exec(message)?.[1]
  if (needsNone === 'metadata') return dialect.metadata === 'scalar' ? dialect : { ...dialect, metadata: 'scalar' }
  if (needsNone === 'error') return dialect.error === 'scalar' ? dialect : { ...dialect, error: 'scalar' }
  const unknownInput = /Field ["“']?(\w+)["”']? is not defined by type ["“']?GenerateInput/.exec(message)?.[1]
  if (unknownInput !== undefined && !dialect.missingInputFields.includes(unknownInput)) {
    return { ...dialect, missingInputFields: [...dialect.missingInputFields, unknownInput] }
  }
  const unknownType = /^Unknown type ["“']?(\w+)["”']?/.exec(message)?.[1]
  if (unknownType === 'GenerateInput' && dialect.start === 'generate') return { ...dialect, start: 'videoCreate' }
  return dialect
}

function withoutField(dialect: Dialect, field: string, type: string): Dialect {
  const without = (fields: string[]) => fields.filter((name) => name !== field)
  if (type.startsWith('Mutation') || field === 'generate' || field === 'cancelGeneration') {
    if (field === 'generate' && dialect.start === 'generate') return { ...dialect, start: 'videoCreate' }
    if (field === 'cancelGeneration') return { ...dialect, cancels: false }
    return dialect
  }
  if (/error/i.test(type)) return { ...dialect, errorFields: without(dialect.errorFields) }
  if (/meta/i.test(type)) return { ...dialect, metadataFields: without(dialect.metadataFields) }
  // The type that both start operations answer with may be one and the same.
  const isVideoField = dialect.videoFields.includes(field) && dialect.start === 'videoCreate' && field === 'videoUrl'
  if (isVideoField) return { ...dialect, videoFields: without(dialect.videoFields) }
  if (!(dialect.fields as string[]).includes(field)) return dialect
  return { ...dialect, fields: without(dialect.fields) as GenerationField[] }
}
