/** The forms in which the API's own page contradicts itself; a server speaks one of each. */
export interface Dialect {
  /** `error { code message }`, or a string with a sibling `errorCode`. */
  error: 'object' | 'scalar'
  /** A bare JSON scalar, `{ width height duration format }`, or `{ duration resolution }`. */
  metadata: 'json' | 'size' | 'resolution'
  status: 'upper' | 'lower'
  /** Whether `Generation` has `progress`. */
  progress: boolean
  /** Without it only the older `videoCreate` is there. */
  generate: boolean
  introspection: boolean
  /** `GenerateInput.input` as an open JSON map, or as an input type with named fields. */
  input: 'json' | 'object'
}

const upper: Dialect = {
  error: 'object', metadata: 'json', status: 'upper', progress: true, generate: true, introspection: true, input: 'json',
}

export const dialects = {
  /** What the page's JavaScript speaks. */
  javascript: upper,
  /** What its Python speaks: scalar error, lower case. */
  python: { ...upper, error: 'scalar', status: 'lower' },
  /** What its GraphQL samples speak: metadata as an object, scalar error. */
  graphql: { ...upper, error: 'scalar', metadata: 'size', input: 'object' },
  /** What its curl speaks: `metadata { duration resolution }`, no progress. */
  curl: { ...upper, metadata: 'resolution', progress: false },
  /** Learned only from validation errors. */
  closed: { ...upper, introspection: false },
  /** Closed, and everything the other way round. */
  'closed-scalar': {
    error: 'scalar', metadata: 'size', status: 'lower', progress: false, generate: true, introspection: false, input: 'json',
  },
  /** An endpoint that lacks `generate`. */
  legacy: { ...upper, generate: false, progress: false },
  'legacy-closed': { ...upper, error: 'scalar', status: 'lower', generate: false, introspection: false },
} as const satisfies Record<string, Dialect>

export type DialectName = keyof typeof dialects

export function isDialectName(name: string): name is DialectName {
  return Object.hasOwn(dialects, name)
}
