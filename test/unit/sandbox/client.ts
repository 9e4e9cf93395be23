import { randomUUID } from 'node:crypto'
import { afterEach } from 'vitest'
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src-sandbox/server'

const open: Sandbox[] = []

afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close()
})

/** A sandbox for one test, closed after it. Results are small and at once unless the test says otherwise. */
export async function sandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = { timeScale: 0, plan: 'enterprise', media: 'quick', ...options.settings } as const
  const started = await startSandbox({ ...options, settings })
  open.push(started)
  return started
}

/** Closes before the test ends, for tests that start again on the same state. */
export async function closed(started: Sandbox): Promise<void> {
  open.splice(open.indexOf(started), 1)
  await started.close()
}

export interface ApiAnswer {
  status: number
  headers: Headers
  // Answers are looked into freely: the tests say what they expect of each.
  data: Record<string, Record<string, unknown> | null> | null
  errors: { message: string; extensions?: { code?: string; field?: string } }[]
}

export interface Call {
  query: string
  variables?: unknown
  idempotencyKey?: string
  apiKey?: string
}

export async function call(target: Sandbox, { query, variables, idempotencyKey, apiKey }: Call): Promise<ApiAnswer> {
  const headers: Record<string, string> = { authorization: `Bearer ${apiKey ?? target.key}`, 'content-type': 'application/json' }
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey
  const answer = await fetch(target.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
  const parsed = (await answer.json()) as Partial<ApiAnswer>
  return { status: answer.status, headers: answer.headers, data: parsed.data ?? null, errors: parsed.errors ?? [] }
}

const generateMutation = 'mutation Generate($input: GenerateInput!) { generate(input: $input) { id status creditCost estimatedTime url } }'

export interface GenerateInput {
  type?: string
  provider?: string | null
  input?: Record<string, unknown>
  options?: Record<string, unknown>
  priority?: string
  webhookUrl?: string
}

export function generate(target: Sandbox, input: GenerateInput = {}, idempotencyKey: string = randomUUID()): Promise<ApiAnswer> {
  const full = { type: 'IMAGE', provider: 'flux-dev', input: { text: 'A calm idea' }, ...input }
  return call(target, { query: generateMutation, variables: { input: full }, idempotencyKey })
}

export function idOf(answer: ApiAnswer): string {
  const id = answer.data?.['generate']?.['id']
  if (typeof id !== 'string') throw new Error(`No generation: ${JSON.stringify(answer.errors)}`)
  return id
}

/** Asks until a generation has ended; no limit but the test's own. */
export async function ended(target: Sandbox, id: string, fields = 'status url metadata creditCost progress error { code message }'): Promise<Record<string, unknown>> {
  for (;;) {
    const answer = await call(target, { query: `query ($id: ID!) { generation(id: $id) { ${fields} } }`, variables: { id } })
    const generation = answer.data?.['generation']
    if (!generation) throw new Error(`No such generation: ${JSON.stringify(answer.errors)}`)
    if (/^(completed|failed|canceled)$/i.test(String(generation['status']))) return generation
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

export async function fileOf(target: Sandbox, input: GenerateInput): Promise<{ bytes: Buffer; url: string; metadata: Record<string, unknown> }> {
  const generation = await ended(target, idOf(await generate(target, input)))
  if (generation['status'] !== 'COMPLETED') throw new Error(`It ended in ${JSON.stringify(generation)}`)
  const url = String(generation['url'])
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
  return { bytes, url, metadata: generation['metadata'] as Record<string, unknown> }
}
