import type { GenerationType } from '../../src-shared/provider'
import { generationFields, type Dialect, type GenerationField } from './dialect'

/** The fields only `generation` is seen with; a fresh one has no use for them. */
const laterFields: readonly GenerationField[] = ['createdAt', 'completedAt']

function selection(dialect: Dialect, fields: readonly GenerationField[]): string {
  return fields
    .filter((field) => dialect.fields.includes(field))
    .filter((field) => field !== 'error' || dialect.error === 'scalar' || dialect.errorFields.length > 0)
    .filter((field) => field !== 'metadata' || dialect.metadata === 'scalar' || dialect.metadataFields.length > 0)
    .map((field) => {
      if (field === 'error' && dialect.error === 'object') return `error { ${dialect.errorFields.join(' ')} }`
      if (field === 'metadata' && dialect.metadata === 'object') return `metadata { ${dialect.metadataFields.join(' ')} }`
      return field
    })
    .join(' ')
}

/** Starts a generation; its one variable is `$input`. */
export function startDocument(dialect: Dialect): string {
  return dialect.start === 'generate'
    ? `mutation Generate($input: GenerateInput!) { generate(input: $input) { ${selection(dialect, generationFields.filter((field) => !laterFields.includes(field)))} } }`
    : `mutation CreateVideo($input: VideoCreateInput!) { videoCreate(input: $input) { ${dialect.videoFields.join(' ')} } }`
}

/**
 * Asks for any number of generations in one request: `g0: generation(id: "…") …`. Ids are written as variables, so that nothing in them can
 * be read as GraphQL.
 */
export function pollDocument(dialect: Dialect, count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index)
  const variables = indexes.map((index) => `$i${index}: ID!`).join(', ')
  const fields = selection(dialect, generationFields)
  return `query Poll(${variables}) { ${indexes.map((index) => `g${index}: generation(id: $i${index}) { ${fields} }`).join(' ')} }`
}

export const cancelDocument = 'mutation Cancel($id: ID!) { cancelGeneration(id: $id) }'

/**
 * Sent without the variables it requires: the server validates the whole document and executes nothing, so a dialect is proven for free.
 */
export function proofDocument(dialect: Dialect): string {
  const cancel = dialect.cancels === false ? '' : ` ${cancelDocument}`
  return `${startDocument(dialect)} ${pollDocument(dialect, 1)}${cancel}`
}

export const proofOperation = (dialect: Dialect) => (dialect.start === 'generate' ? 'Generate' : 'CreateVideo')

const providerFields = ['id', 'name', 'description', 'features', 'limitations']
const optionFields = ['name', 'type', 'required', 'description', 'allowedValues']

/** The rows of all types in one request, without the fields that the endpoint does not have. */
export function providersDocument(types: readonly GenerationType[], missing: ReadonlySet<string>): string {
  const present = (fields: readonly string[]) => fields.filter((field) => !missing.has(field)).join(' ')
  const pricing = present(['creditCost', 'estimatedTime'])
  const fields = [
    present(providerFields),
    missing.has('pricing') || pricing === '' ? '' : `pricing { ${pricing} }`,
    missing.has('options') ? '' : `options { ${present(optionFields)} }`,
  ].join(' ')
  return `query Providers { ${types.map((type) => `${type.toLowerCase()}: providers(type: ${type}) { ${fields} }`).join(' ')} }`
}
