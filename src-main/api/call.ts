import { z } from 'zod'
import { AnswerFormatError, parseAnswer } from './json'
import { TransportError, type Timeouts, type Transport, type TransportAnswer } from './transport'

/** Who is asked, with which key. */
export interface Target {
  endpoint: string
  key: string
}

export interface Operation {
  query: string
  variables?: Record<string, unknown>
  operationName?: string
}

/** One entry of an answer's `errors`, whatever else it holds. */
export interface GraphQLFault {
  message: string
  code: string | null
  /** The option or input that `extensions` blame. */
  field: string | null
  path: (string | number)[] | null
  hasLocations: boolean
}

/** A whole answer that is one of a GraphQL API. */
export interface Answer {
  status: number
  headers: Headers
  /** `undefined` when the answer has no `data` at all: then nothing was executed. */
  data: Record<string, unknown> | null | undefined
  faults: GraphQLFault[]
  text: string
}

/** A whole answer that is none: a captive portal's page, a gateway's error, broken JSON. */
export class NotAnAnswerError extends Error {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly text: string,
    readonly reason: 'not-json' | 'too-deep' | 'ambiguous',
  ) {
    super(`The answer (${status}) is not one of the API`)
    this.name = 'NotAnAnswerError'
  }
}

const faultSchema = z
  .looseObject({
    message: z.string().catch(''),
    path: z.array(z.union([z.string(), z.number()])).nullish().catch(null),
    locations: z.array(z.unknown()).nullish().catch(null),
    extensions: z.looseObject({}).nullish().catch(null),
  })
  .transform((fault): GraphQLFault => ({
    message: printable(fault.message),
    code: typeof fault.extensions?.['code'] === 'string' ? fault.extensions['code'] : null,
    field: textOf(fault.extensions?.['field']) ?? textOf(fault.extensions?.['argument']) ?? textOf(fault.extensions?.['option']),
    path: fault.path ?? null,
    hasLocations: (fault.locations?.length ?? 0) > 0,
  }))

export interface CallOptions {
  signal?: AbortSignal | undefined
  timeouts?: Timeouts | undefined
  idempotencyKey?: string
  /** Sent byte by byte in place of the operation's own form. */
  exactBody?: Uint8Array
}

/**
 * One operation through graphql-request, which speaks over the app's own transport and so knows nothing of sockets.
 *
 * @throws TransportError when no whole answer came, NotAnAnswerError when what came is not one.
 */
export async function call(transport: Transport, target: Target, operation: Operation, options: CallOptions = {}): Promise<Answer> {
  // Loaded with the first question, so that the window does not wait for it.
  const { ClientError, GraphQLClient } = await import('graphql-request')
  let received: TransportAnswer | undefined
  const client = new GraphQLClient(target.endpoint, {
    errorPolicy: 'all',
    jsonSerializer: { parse: parseAnswer as typeof JSON.parse, stringify: JSON.stringify },
    // The text is analysed by the server; here only the exact one asked for must go out.
    excludeOperationName: true,
    fetch: async (_address, init) => {
      const headers = Object.fromEntries(new Headers(init?.headers).entries())
      const own = JSON.stringify({ query: operation.query, variables: operation.variables, operationName: operation.operationName })
      received = await transport({
        url: target.endpoint,
        headers,
        body: options.exactBody ?? own,
        signal: options.signal,
        ...(options.timeouts && { timeouts: options.timeouts }),
      })
      return new Response(bodilessStatus(received.status) ? null : received.text, { status: received.status, headers: received.headers })
    },
  })
  const requestHeaders = {
    authorization: `Bearer ${target.key}`,
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    ...(options.idempotencyKey !== undefined && { 'idempotency-key': options.idempotencyKey }),
  }
  const answered = await client.rawRequest<unknown>({ query: operation.query, requestHeaders }).then(
    (response) => ({ data: response.data as unknown, errors: response.errors as unknown }),
    (error: unknown) => {
      if (received === undefined || error instanceof TransportError) throw error
      if (error instanceof ClientError && ('data' in error.response || 'errors' in error.response)) {
        return { data: (error.response as { data?: unknown }).data, errors: error.response.errors as unknown }
      }
      throw new NotAnAnswerError(received.status, received.headers, received.text, error instanceof AnswerFormatError ? error.reason : 'not-json')
    },
  )
  const { status, headers, text } = received as TransportAnswer
  const faults = z.array(faultSchema).catch([]).parse(answered.errors ?? [])
  if (answered.data !== undefined && answered.data !== null && !isRecord(answered.data)) {
    throw new NotAnAnswerError(status, headers, text, 'not-json')
  }
  return { status, headers, data: answered.data as Answer['data'], faults, text }
}

/** Text from outside as it may be shown and logged: no control or direction characters, bounded. */
export function printable(text: string, limit = 500): string {
  // Naming control characters is the point.
  const clean = text.replaceAll(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, ' ').trim()
  return clean.length > limit ? `${clean.slice(0, limit)}…` : clean
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.length > 0 ? printable(value, 200) : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `Response` refuses a body with these. */
function bodilessStatus(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}
