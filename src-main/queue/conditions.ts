import type { AppError, ErrorCode } from '../../src-shared/errors'
import type { QueueBlock } from '../../src-shared/job'
import type { Plan } from '../../src-shared/settings'
import type { Account } from '../settings'
import { backoff } from './backoff'
import type { Store } from './store'
import type { Signal } from './transitions'

/** Places for generations at the same time, as the plans' table says; null: not stated. */
const concurrencyOfPlan: Record<Plan, number | null> = { free: 1, starter: 3, pro: 10, enterprise: null }
/** Where nothing states it, refusals teach. */
const unstatedConcurrency = 10
/** After this, what a refusal taught is tried again. */
const learnedForMilliseconds = 3_600_000
const longestProbeWait = 5 * 60_000
const firstProviderWait = 5_000
/** So often a provider is tried before it counts as paused. */
export const providerTries = 3

interface Endpoint {
  error: AppError
  since: number
  tries: number
  backAt: number
  /** Nothing went out: worth telling at once. */
  isPlain: boolean
}

interface ProviderDown {
  tries: number
  backAt: number
}

interface State {
  block: QueueBlock | null
  keepTries: number
  endpoint: Endpoint | null
  providers: Map<string, ProviderDown>
  /** By the user. */
  pausedProviders: Set<string>
  learned: { concurrency: number; at: number } | null
  submitsFrom: number
  submitTries: number
}

/** What holds the queue as a whole, or a part of it, per account. */
export interface Conditions {
  isPaused(): boolean
  setPaused(paused: boolean): void
  /** What only the user, time or a success ends; not the limits, which are counted elsewhere. */
  block(account: Account | null, now: number): QueueBlock | null
  endpointBackAt(account: Account): number | null
  /** Something whole came from there that is no answer of the API. */
  endpointMisanswers(account: Account): boolean
  providerBackAt(account: Account): ReadonlyMap<string, number>
  providersDown(account: Account): ReadonlyMap<string, ProviderDown>
  /** Those that the user paused. */
  pausedProviders(account: Account): ReadonlySet<string>
  isProviderPaused(account: Account, key: string): boolean
  /** Resuming one that is down tries it at once. */
  setProviderPaused(account: Account, key: string, isPaused: boolean): void
  concurrency(account: Account, now: number): { used: number; known: number | null }
  submitsFrom(account: Account): number
  /** The endpoint gave a whole answer of the API. */
  answered(account: Account): void
  failed(account: Account, error: AppError, options?: { isQuiet: boolean }): void
  storageFailed(error: AppError): void
  signal(account: Account, signal: Signal, othersRunning: number): void
  /** Ends every wait that the user can end. */
  release(account: Account | null): void
}

interface Parts {
  store: Store
  plan: () => Plan
  now: () => number
  random: () => number
}

const endpointCodes: ReadonlySet<ErrorCode> = new Set([
  'offline', 'connection-not-trusted', 'proxy-sign-in', 'not-an-api-answer', 'redirect-refused', 'server-error', 'timed-out', 'answer-too-large',
  'unexpected-answer', 'unknown-code',
])

export function openConditions({ store, plan, now, random }: Parts): Conditions {
  const states = new Map<string, State>()
  let paused = store.fact<boolean>('', 'paused') ?? false
  let storage: QueueBlock | null = null

  const of = (account: Account): State => {
    let state = states.get(account.id)
    if (state === undefined) {
      state = {
        block: store.fact<QueueBlock>(account.id, 'block'),
        keepTries: 0,
        endpoint: null,
        providers: new Map(),
        pausedProviders: new Set(store.fact<string[]>(account.id, 'paused-providers') ?? []),
        learned: store.fact(account.id, 'concurrency'),
        submitsFrom: 0,
        submitTries: 0,
      }
      states.set(account.id, state)
    }
    return state
  }
  const setBlock = (account: Account, reason: QueueBlock['reason'], error: AppError, until: number | null) => {
    const state = of(account)
    const since = state.block?.reason === reason ? state.block.since : now()
    state.block = { reason, since, until, error: error.facts }
    // Only credits stay used up over a restart; the rest shows itself again with the first request.
    if (reason === 'insufficient-credits') store.setFact(account.id, 'block', state.block)
  }
  const clearBlock = (account: Account) => {
    const state = of(account)
    if (state.block?.reason === 'insufficient-credits') store.setFact(account.id, 'block', null)
    state.block = null
  }
  const planned = (account: Account) => (account.kind === 'sandbox' ? null : concurrencyOfPlan[plan()])

  return {
    isPaused: () => paused,
    setPaused(next) {
      paused = next
      store.setFact('', 'paused', next ? true : null)
    },
    block(account, at) {
      if (storage !== null && (storage.until ?? 0) > at) return storage
      storage = null
      if (account === null) return { reason: 'no-key', since: at, until: null, error: null }
      const { block, endpoint } = of(account)
      if (block?.reason === 'unauthorized') return block
      if (endpoint !== null && (endpoint.isPlain || endpoint.tries > 1)) {
        return { reason: blockReason(endpoint.error.code), since: endpoint.since, until: endpoint.backAt, error: endpoint.error.facts }
      }
      return block
    },
    endpointBackAt: (account) => of(account).endpoint?.backAt ?? null,
    endpointMisanswers: (account) => ['not-an-api-answer', 'server-error'].includes(blockReason(of(account).endpoint?.error.code ?? 'offline')),
    providerBackAt: (account) => new Map([...of(account).providers].map(([key, { backAt }]) => [key, backAt])),
    providersDown: (account) => of(account).providers,
    pausedProviders: (account) => of(account).pausedProviders,
    isProviderPaused: (account, key) => of(account).pausedProviders.has(key),
    setProviderPaused(account, key, isPaused) {
      const { pausedProviders, providers } = of(account)
      if (isPaused) pausedProviders.add(key)
      else {
        pausedProviders.delete(key)
        providers.delete(key)
      }
      store.setFact(account.id, 'paused-providers', pausedProviders.size === 0 ? null : [...pausedProviders])
    },
    concurrency(account, at) {
      const state = of(account)
      if (state.learned !== null && at - state.learned.at > learnedForMilliseconds) {
        state.learned = null
        store.setFact(account.id, 'concurrency', null)
      }
      const known = state.learned?.concurrency ?? planned(account)
      return { used: known ?? unstatedConcurrency, known }
    },
    submitsFrom: (account) => of(account).submitsFrom,
    answered(account) {
      of(account).endpoint = null
    },
    failed(account, error, options) {
      if (error.code === 'unauthorized') return setBlock(account, 'unauthorized', error, null)
      if (error.code === 'insufficient-credits') return setBlock(account, 'insufficient-credits', error, null)
      if (!endpointCodes.has(error.code)) return
      const state = of(account)
      const tries = (state.endpoint?.tries ?? 0) + 1
      state.endpoint = {
        error,
        tries,
        since: state.endpoint?.since ?? now(),
        backAt: now() + backoff(tries, random(), 2_000, longestProbeWait),
        isPlain: !options?.isQuiet || state.endpoint?.isPlain === true,
      }
    },
    storageFailed(error) {
      storage = { reason: 'storage-failed', since: storage?.since ?? now(), until: now() + 60_000, error: error.facts }
    },
    signal(account, signal, othersRunning) {
      const state = of(account)
      switch (signal.kind) {
        case 'credits-used-up':
          return setBlock(account, 'insufficient-credits', signal.error, null)
        case 'key-refused':
          return setBlock(account, 'unauthorized', signal.error, null)
        case 'provider-down': {
          const tries = (state.providers.get(signal.key)?.tries ?? 0) + 1
          state.providers.set(signal.key, { tries, backAt: now() + backoff(tries, random(), firstProviderWait) })
          return
        }
        case 'provider-up':
          state.providers.delete(signal.key)
          state.submitTries = 0
          state.submitsFrom = 0
          return
        case 'too-many-at-once':
          if (othersRunning > 0) {
            state.learned = { concurrency: othersRunning, at: now() }
            store.setFact(account.id, 'concurrency', state.learned)
          } else {
            // None of ours runs: other clients do, or the day is used up.
            state.submitTries++
            state.submitsFrom = now() + backoff(state.submitTries, random(), 15_000)
          }
          return
        case 'cannot-keep':
          state.keepTries++
          return setBlock(account, signal.reason, signal.error, now() + backoff(state.keepTries, random(), 10_000, longestProbeWait))
        case 'kept':
          if (state.block?.reason === 'disk-full' || state.block?.reason === 'library-unavailable') clearBlock(account)
          state.keepTries = 0
          return
      }
    },
    release(account) {
      storage = null
      if (account === null) return
      const state = of(account)
      clearBlock(account)
      state.endpoint = null
      state.providers.clear()
      state.submitsFrom = 0
      state.submitTries = 0
      state.keepTries = 0
    },
  }
}

function blockReason(code: ErrorCode): QueueBlock['reason'] {
  switch (code) {
    case 'connection-not-trusted':
    case 'proxy-sign-in':
    case 'not-an-api-answer':
    case 'redirect-refused':
    case 'server-error':
      return code
    case 'answer-too-large':
    case 'unexpected-answer':
    case 'unknown-code':
      return 'not-an-api-answer'
    default:
      return 'offline'
  }
}

/** Whether an error of a submit says that the endpoint as a whole does not answer, and not just this request. */
export function isEndpointFailure(error: AppError): boolean {
  if (error.code === 'server-error') return Number(error.details['status'] ?? 0) >= 502
  return endpointCodes.has(error.code) && error.code !== 'unknown-code' && error.code !== 'unexpected-answer' && error.code !== 'answer-too-large'
}
