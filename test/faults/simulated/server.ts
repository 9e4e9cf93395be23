import { createHash } from 'node:crypto'
import { buildSchema, execute, GraphQLError, parse, validate, type DocumentNode, type ExecutionResult } from 'graphql'
import { TransportError, type Transport } from '../../../src-main/api/transport'
import type { KeyRecord } from '../../../src-sandbox/account'
import { decideKey } from '../../../src-sandbox/idempotency'
import type { IdempotencyManner } from '../../../src-sandbox/settings'

const schema = buildSchema(`
  scalar Map
  enum GenerationType { VIDEO IMAGE AUDIO AVATAR }
  type GenerationError { code: String message: String }
  type Generation {
    id: ID! status: String! type: GenerationType! provider: String url: String metadata: Map creditCost: Float estimatedTime: Float progress: Float
    error: GenerationError createdAt: String completedAt: String
  }
  input GenerateInput { type: GenerationType! provider: String input: Map! options: Map priority: String webhookUrl: String }
  type Query { generation(id: ID!): Generation }
  type Mutation { generate(input: GenerateInput!): Generation cancelGeneration(id: ID!): Boolean }
`)

/** What may go wrong with one request on its way. */
export const strikes = [
  'not-sent', 'reset', 'reset-after', 'no-answer-after', 'bad-gateway-after', 'server-error', 'garbage-after', 'unknown-code', 'rate-limit', 'provider', 'in-flight',
  'both', 'failing', 'poll-null', 'poll-strange',
] as const
export type Strike = (typeof strikes)[number]

export interface SimulatedCharge {
  key: string
  job: string
  generationId: string
  credits: number
  /** It was given back, because the generation failed or was canceled. */
  refunded: boolean
}

interface SimulatedGeneration {
  id: string
  job: string
  endsAt: number
  outcome: 'COMPLETED' | 'FAILED' | 'CANCELED'
  charge: SimulatedCharge
}

export interface SimulatedSend {
  key: string
  job: string
  bodySha256: string
  /** Whether the app was told something that settles what became of it. */
  isSettled: boolean
}

/** A server of the contract in virtual time: keys are treated by the sandbox's own rules, in each of its manners. */
export class SimulatedServer {
  readonly charges: SimulatedCharge[] = []
  readonly sends: SimulatedSend[] = []
  readonly generations = new Map<string, SimulatedGeneration>()
  requests = 0
  credits = 1_000
  /** What a job costs, by its name. */
  priceOf: (job: string) => number = () => 1
  keyIsGood = true
  isReachable = true
  refusedUntil = 0
  /** Writes answers anew on their way: what the server did stays done. */
  mangle: ((told: Told, isPaid: boolean) => Told) | null = null
  private readonly keys = new Map<string, KeyRecord>()
  private readonly inProgress = new Set<string>()
  private readonly pending: Strike[] = []
  private readonly documents = new Map<string, DocumentNode | readonly GraphQLError[]>()

  constructor(
    private readonly manner: IdempotencyManner,
    private readonly lifetimeSeconds = 24 * 3_600,
    private readonly workSeconds = 20,
  ) {}

  /** Strikes the next request that it fits. */
  strike(kind: Strike): void {
    this.pending.push(kind)
  }

  calm(): void {
    this.pending.length = 0
  }

  /** The way there for one run of the app; when it dies, nothing comes back any more. */
  transport(isDead: () => boolean): Transport {
    return async (request) => {
      const key = request.headers['idempotency-key'] ?? null
      const fail = (reason: 'refused' | 'cut' | 'timeout', sent: boolean) => new TransportError(reason, sent, reason)
      const dead = () => Promise.reject<never>(new TransportError('aborted', true, 'The app has ended'))
      const travel = async () => {
        await new Promise((resolve) => setTimeout(resolve, 40))
        if (isDead()) await dead()
        if (request.signal?.aborted) throw new TransportError('aborted', true, 'Aborted')
      }
      if (isDead()) return dead()
      const strike = this.take(key !== null)
      if (!this.isReachable || strike === 'not-sent') {
        await travel()
        throw fail('refused', false)
      }
      await new Promise((resolve) => setTimeout(resolve, 40))
      // What has left the machine arrives, whether or not anybody is left to hear the answer.
      this.requests++
      const body = typeof request.body === 'string' ? request.body : Buffer.from(request.body).toString('utf8')
      const send = key === null ? null : this.note(key, body)
      const answer = await this.answer(body, key, strike, send)
      if (send !== null && isDead()) send.isSettled = false
      await travel().catch((error: unknown) => {
        if (send !== null) send.isSettled = false
        throw error
      })
      const mangled = this.mangle !== null && typeof answer === 'object' ? this.mangle(answer, key !== null) : answer
      if (answer === 'cut') throw fail('cut', true)
      if (answer === 'silent') {
        await new Promise((resolve) => setTimeout(resolve, 60_000))
        if (isDead()) await dead()
        throw fail('timeout', true)
      }
      const { status, headers, text } = mangled as Told
      return { status, headers: new Headers({ 'content-type': 'application/json', ...headers }), text }
    }
  }

  private take(isPaid: boolean): Strike | null {
    const index = this.pending.findIndex((kind) => (kind.startsWith('poll-') ? !isPaid : isPaid))
    return index < 0 ? null : (this.pending.splice(index, 1)[0] ?? null)
  }

  private note(key: string, body: string): SimulatedSend {
    const job = (JSON.parse(body) as { variables: { input: { input: { text: string } } } }).variables.input.input.text
    const send = { key, job, bodySha256: createHash('sha256').update(body).digest('hex'), isSettled: true }
    this.sends.push(send)
    return send
  }

  private async answer(body: string, key: string | null, strike: Strike | null, send: SimulatedSend | null): Promise<'cut' | 'silent' | Told> {
    if (!this.keyIsGood) return refusal(401, 'UNAUTHENTICATED')
    if (this.refusedUntil > Date.now()) return refusal(429, 'RATE_LIMIT', { 'retry-after': String(Math.ceil((this.refusedUntil - Date.now()) / 1_000)) })
    if (send === null || key === null) return told(200, await this.run(body, null, strike))
    const unclear = (): void => void (send.isSettled = false)
    switch (strike) {
      case 'reset':
        unclear()
        return 'cut'
      case 'server-error':
        unclear()
        return this.keep(send, refusal(500, null))
      case 'unknown-code':
        unclear()
        return refusal(200, 'STRANGE')
      case 'rate-limit':
        return refusal(429, 'RATE_LIMIT', { 'retry-after': '20' })
      case 'provider':
        return this.keep(send, refusal(200, 'PROVIDER_UNAVAILABLE'))
      case 'in-flight':
        unclear()
        return refusal(409, 'IDEMPOTENCY_IN_PROGRESS')
      default:
    }
    const answered = await this.underKey(body, send, strike)
    switch (strike) {
      case 'reset-after':
        unclear()
        return 'cut'
      case 'no-answer-after':
        unclear()
        return 'silent'
      case 'bad-gateway-after':
        unclear()
        return { status: 502, headers: {}, text: '<html>Bad gateway</html>' }
      case 'garbage-after':
        unclear()
        return { status: 200, headers: {}, text: answered.text.slice(0, answered.text.length / 2) }
      case 'both':
        return answered.text.includes('"id"') ? { ...answered, text: JSON.stringify({ ...(JSON.parse(answered.text) as object), errors: [{ message: 'Besides' }] }) } : answered
      default:
        return answered
    }
  }

  /** What the sandbox does with a key, with its own pure rule. */
  private async underKey(body: string, send: SimulatedSend, strike: Strike | null): Promise<Told> {
    const { key, bodySha256 } = send
    const record = this.keys.get(key)
    const generationFailed = record?.generationIds.some((id) => this.statusOf(id) === 'FAILED') ?? false
    const decision = decideKey({
      manner: this.manner, lifetimeSeconds: this.lifetimeSeconds, nowMs: Date.now(), bodySha256, record, inProgress: this.inProgress.has(key), generationFailed,
    })
    if (decision.act === 'replay') return { status: decision.answer.status, headers: {}, text: decision.answer.body }
    if (decision.act === 'refuse') return refusal(decision.status, 'IDEMPOTENCY')
    if (decision.act === 'restart') this.keys.delete(key)
    if (decision.act === 'recall') return told(200, { data: { generate: this.view(decision.generationIds[0] ?? '') } })
    this.inProgress.add(key)
    const before = this.charges.length
    const result = await this.run(body, send, strike)
    this.inProgress.delete(key)
    const made = this.charges.slice(before).map((charge) => charge.generationId)
    const answer = told(200, result)
    if (this.manner === 'none') return answer
    const isFailed = made.length === 0
    if (!isFailed || this.manner === 'replay-all') this.keys.set(key, { bodySha256, firstUsedMs: Date.now(), generationIds: made, answer: stored(answer), failed: isFailed })
    return answer
  }

  /** Under `replay-all` a refusal is what the key answers for ever. */
  private keep(send: SimulatedSend, answer: Told): Told {
    if (this.manner !== 'replay-all') return answer
    const record = this.keys.get(send.key)
    if (record) return { status: record.answer?.status ?? 200, headers: {}, text: record.answer?.body ?? '' }
    this.keys.set(send.key, { bodySha256: send.bodySha256, firstUsedMs: Date.now(), generationIds: [], answer: stored(answer), failed: true })
    return answer
  }

  private async run(body: string, send: SimulatedSend | null, strike: Strike | null): Promise<ExecutionResult> {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> }
    let document = this.documents.get(query)
    if (document === undefined) {
      const parsed = parse(query)
      const faults = validate(schema, parsed)
      document = faults.length > 0 ? faults : parsed
      this.documents.set(query, document)
    }
    if (!('kind' in document)) return { errors: document }
    const rootValue = {
      generation: ({ id }: { id: string }) => (strike === 'poll-null' ? null : strike === 'poll-strange' ? { ...this.view(id), status: 'WONDERING' } : this.view(id)),
      generate: () => this.view(this.start(send as SimulatedSend, strike === 'failing')),
      cancelGeneration: ({ id }: { id: string }) => this.cancel(id),
    }
    return execute({ schema, document, rootValue, variableValues: variables ?? {} })
  }

  private start({ key, job }: SimulatedSend, isFailing: boolean): string {
    const price = this.priceOf(job)
    if (this.credits < price) throw new GraphQLError('No credits', { extensions: { code: 'INSUFFICIENT_CREDITS' } })
    const id = `gen_${this.generations.size + 1}`
    const charge: SimulatedCharge = { key, job, generationId: id, credits: price, refunded: false }
    this.credits -= price
    this.charges.push(charge)
    this.generations.set(id, { id, job, endsAt: Date.now() + this.workSeconds * 1_000, outcome: isFailing ? 'FAILED' : 'COMPLETED', charge })
    return id
  }

  private cancel(id: string): boolean {
    const generation = this.generations.get(id)
    if (!generation || generation.endsAt <= Date.now()) return false
    generation.outcome = 'CANCELED'
    generation.endsAt = Date.now()
    return true
  }

  /** The status now; what a failed or canceled one cost goes back. */
  statusOf(id: string): string {
    const generation = this.generations.get(id)
    if (!generation || generation.endsAt > Date.now()) return 'PROCESSING'
    if (generation.outcome !== 'COMPLETED') generation.charge.refunded = true
    return generation.outcome
  }

  private view(id: string) {
    const generation = this.generations.get(id)
    if (!generation) return null
    const status = this.statusOf(id)
    return {
      id, status, type: 'IMAGE', provider: 'simulated', url: status === 'COMPLETED' ? `https://results.example/${id}.png` : null, metadata: null,
      creditCost: generation.charge.refunded ? 0 : generation.charge.credits, estimatedTime: this.workSeconds, progress: null,
      error: status === 'FAILED' ? { code: 'GENERATION_FAILED', message: 'It gave up' } : null, createdAt: null, completedAt: null,
    }
  }
}

export interface Told {
  status: number
  headers: Record<string, string>
  text: string
}

function told(status: number, value: unknown): Told {
  return { status, headers: {}, text: JSON.stringify(value) }
}

function stored({ status, text }: Told): { status: number; contentType: string; body: string } {
  return { status, contentType: 'application/json', body: text }
}

function refusal(status: number, code: string | null, headers: Record<string, string> = {}): Told {
  const error = code === null ? { message: 'Refused' } : { message: 'Refused', extensions: { code } }
  return { status, headers, text: JSON.stringify({ data: null, errors: [error] }) }
}
