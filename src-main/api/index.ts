import type { JobRequest } from '../../src-shared/job'
import type { Provider } from '../../src-shared/provider'
import type { KeyCheck, Plan } from '../../src-shared/settings'
import { steadyClock } from '../clock'
import type { Log } from '../log'
import type { Account, Accounts } from '../settings'
import type { Database } from '../storage'
import { canonicalBody, type CanonicalBody } from './body'
import { call, type Answer, type CallOptions, type Operation, type Target } from './call'
import { openDialects } from './dialects'
import { cancelDocument, pollDocument } from './documents'
import { answerError, callError, codeOf, isValidationRefusal } from './errors'
import { openLimits, type Limits } from './limits'
import { leavesRequests } from './rateLimit'
import { assertPollAnswer, pollBatchSize, readPoll, type PollResult } from './poll'
import { askProviders } from './providers'
import { outcomeOfAnswer, outcomeOfFailure, type SubmitOutcome } from './submit'
import { nodeTransport, type Timeouts, type Transport } from './transport'

export { canonicalBodySchema, exactBody, type CanonicalBody } from './body'
export { failureError } from './errors'
export type { PollResult } from './poll'
export type { Generation } from './schemas'
export type { SubmitOutcome } from './submit'

/** Everything that knows Doitong. Every question waits for its turn in the account's one budget of requests. */
export interface Api {
  /** The models of all four types, in one request. @throws AppError */
  providers(account: Account, signal?: AbortSignal): Promise<Provider[]>
  /** Asks a free question with a key. @throws AppError when the endpoint could not be asked. */
  checkKey(endpoint: string, key: string): Promise<KeyCheck>
  /** The body that asks for `request`, in the endpoint's dialect. @throws AppError */
  prepare(account: Account, request: JobRequest): Promise<CanonicalBody>
  /** Sends one paid request, exactly these bytes under this key. Never throws: every end of it has its class. */
  submit(account: Account, idempotencyKey: string, body: Uint8Array, signal?: AbortSignal): Promise<SubmitOutcome>
  /** Forgets the endpoint's dialect when what it refused shows that it was wrong. Returns whether anything else will be said next time. */
  relearn(account: Account, messages: readonly string[]): Promise<boolean>
  /** What became of these generations. @throws AppError when the request as a whole failed. */
  poll(account: Account, ids: readonly string[], signal?: AbortSignal): Promise<PollResult[]>
  /** Whether the API agreed to cancel. @throws AppError when it could not be asked. */
  cancel(account: Account, id: string): Promise<boolean>
  /** Asks whether the endpoint answers at all. @throws AppError when it does not. */
  probe(account: Account): Promise<void>
  limits(account: Account): Limits
}

interface ApiParts {
  accounts: Pick<Accounts, 'current'>
  database: Database
  log: Log
  plan: () => Plan
  /** Where the API shall call when a generation is done; null: nowhere. */
  webhookUrl?: () => string | null
  /** The queue's own clock, where it has one. */
  now?: () => number
  transport?: Transport
  timeouts?: Timeouts
  /** A request was refused as one too many. */
  onRefused?: () => void
}

export function openApi(parts: ApiParts): Api {
  const { accounts, database, log, plan, webhookUrl = () => null, now = steadyClock.now, transport = nodeTransport, timeouts, onRefused = () => {} } = parts
  const limitsOf = openLimits({ plan, now })

  /** One question within the budget; what it taught about the limits is noted whatever comes of it. */
  const ask = async (target: Target, limits: Limits, operation: Operation, options: CallOptions = {}): Promise<Answer> => {
    await limits.turn(options.signal)
    let answer: Answer
    try {
      answer = await call(transport, target, operation, { timeouts, ...options })
    } catch (error) {
      const headers = (error as { headers?: unknown }).headers
      const status = (error as { status?: unknown }).status
      const isRefused = status === 429 && headers instanceof Headers && !leavesRequests(headers)
      if (isRefused) onRefused()
      if (headers instanceof Headers) limits.answered(headers, isRefused)
      else limits.lost()
      throw error
    }
    const isRefused = isRateRefusal(answer)
    if (isRefused) onRefused()
    limits.answered(answer.headers, isRefused)
    return answer
  }
  const askOrFail = (account: Account, operation: Operation, options?: CallOptions) =>
    ask(account, limitsOf(account), operation, options).catch((error: unknown) => {
      throw callError(error)
    })
  const dialects = openDialects({ database, log, ask: askOrFail })

  const pollSome = async (account: Account, ids: readonly string[], signal: AbortSignal | undefined, relearned = false): Promise<PollResult[]> => {
    const dialect = await dialects.of(account)
    const variables = Object.fromEntries(ids.map((id, index) => [`i${index}`, id]))
    const answer = await askOrFail(account, { query: pollDocument(dialect, ids.length), variables }, { signal })
    if (isValidationRefusal(answer) && !relearned) {
      const changed = await dialects.relearn(account, answer.faults.map((fault) => fault.message))
      if (changed) return pollSome(account, ids, signal, true)
    }
    assertPollAnswer(answer)
    const { results, askAgain } = readPoll(answer, ids)
    if (askAgain.length === 0) return results
    const half = askAgain.length < ids.length ? askAgain.length : Math.ceil(askAgain.length / 2)
    const first = await pollSome(account, askAgain.slice(0, half), signal)
    const second = half < askAgain.length ? await pollSome(account, askAgain.slice(half), signal) : []
    return [...results, ...first, ...second]
  }

  return {
    providers: (account, signal) => askProviders((operation) => askOrFail(account, operation, { signal })),
    async checkKey(endpoint, key) {
      const current = accounts.current()
      const isCurrent = current !== null && current.endpoint === endpoint && current.key === key
      // Another key has a budget of its own, of which nothing is known.
      const limits = isCurrent ? limitsOf(current) : openLimits({ plan: () => 'enterprise', now })({ id: '', kind: 'key' })
      const host = new URL(endpoint).host
      try {
        const providers = await askProviders((operation) => ask({ endpoint, key }, limits, operation))
        return { accepted: true, host, models: providers.length }
      } catch (error) {
        const known = callError(error)
        if (known.code === 'unauthorized') return { accepted: false, host, models: null }
        throw known
      }
    },
    prepare: async (account, request) => canonicalBody(request, await dialects.of(account), webhookUrl()),
    async submit(account, idempotencyKey, body, signal) {
      const { start } = await dialects.of(account).catch(() => ({ start: 'generate' as const }))
      try {
        // Its text stands in the exact body; graphql-request only wants to see some.
        const answer = await ask(account, limitsOf(account), { query: 'mutation' }, { idempotencyKey, exactBody: body, signal })
        return outcomeOfAnswer(answer, answer.data && 'videoCreate' in answer.data ? 'videoCreate' : start)
      } catch (error) {
        return outcomeOfFailure(error)
      }
    },
    relearn: (account, messages) => dialects.relearn(account, messages),
    async poll(account, ids, signal) {
      const results: PollResult[] = []
      for (let from = 0; from < ids.length; from += pollBatchSize) {
        results.push(...(await pollSome(account, ids.slice(from, from + pollBatchSize), signal)))
      }
      return results
    },
    async cancel(account, id) {
      const answer = await askOrFail(account, { query: cancelDocument, variables: { id } })
      const value = answer.data?.['cancelGeneration']
      if (value !== undefined && value !== null) return value !== false
      if (answer.faults.some((fault) => fault.path !== null) || isValidationRefusal(answer)) return false
      throw answerError(answer)
    },
    async probe(account) {
      const answer = await askOrFail(account, { query: 'query Probe { __typename }' })
      if (!answer.data && !isValidationRefusal(answer)) throw answerError(answer)
    },
    limits: limitsOf,
  }
}

/** Too many requests; "too many at once" leaves requests over and is not meant. */
function isRateRefusal(answer: Answer): boolean {
  const refused = answer.status === 429 || (!answer.data && answer.faults.some((fault) => codeOf(fault.code) === 'rate-limited'))
  return refused && !leavesRequests(answer.headers)
}
