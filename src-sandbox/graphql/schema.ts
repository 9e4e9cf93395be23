import type { Dialect } from '../dialects'

/** The schema in the words of a dialect. */
export function schemaText(dialect: Dialect): string {
  const error = dialect.error === 'object' ? 'error: GenerationError' : 'error: String\n  errorCode: String'
  const metadata = dialect.metadata === 'json' ? 'JSON' : 'GenerationMetadata'
  const metadataType = {
    json: '',
    size: 'type GenerationMetadata { width: Int height: Int duration: Float format: String }',
    resolution: 'type GenerationMetadata { duration: Float resolution: String }',
  }[dialect.metadata]
  const content = dialect.input === 'json' ? 'JSON' : 'GenerationContent'
  const contentType = dialect.input === 'json' ? '' : `
input GenerationContent {
  text: String
  image: [String!]
  images: [String!]
  endImage: String
  video: String
  audio: String
  voice: String
}`
  const generate = dialect.generate ? `
  generate(input: GenerateInput!): Generation` : ''
  return `
scalar JSON

enum GenerationType { VIDEO IMAGE AUDIO AVATAR }
enum GenerationPriority { QUALITY BALANCED SPEED COST }

type Generation {
  id: ID!
  status: String!
  type: GenerationType!
  provider: String!
  url: String
  metadata: ${metadata}
  creditCost: Float
  estimatedTime: Int
  ${dialect.progress ? 'progress: Int' : ''}
  ${error}
  createdAt: String!
  completedAt: String
}
${dialect.error === 'object' ? 'type GenerationError { code: String! message: String! }' : ''}
${metadataType}
${contentType}

type Provider {
  id: ID!
  name: String!
  description: String!
  features: [String!]!
  limitations: [String!]!
  pricing: Pricing!
  options: [ProviderOption!]!
}
type Pricing { creditCost: Float estimatedTime: Int }
type ProviderOption { name: String! type: String! required: Boolean! description: String! allowedValues: [String!]! }
type VideoCreation { id: ID! status: String! videoUrl: String }

input GenerateInput {
  type: GenerationType!
  provider: String
  input: ${content}!
  options: JSON
  priority: GenerationPriority
  webhookUrl: String
}
input VideoCreateInput { prompt: String! model: String duration: Int }

type Query {
  generation(id: ID!): Generation
  providers(type: GenerationType!): [Provider!]!
}
type Mutation {${generate}
  cancelGeneration(id: ID!): Boolean
  videoCreate(input: VideoCreateInput!): VideoCreation
}
`
}
