import type { Account } from '../settings'
import type { QueueBlock, QueueState } from '../../src-shared/job'
import { providerTries } from './conditions'
import { dayMilliseconds } from './day'
import type { Inner } from './parts'
import type { DayLimit } from './runner'

/** Waits shorter than this are not worth a word. */
const worthTelling = 1_500

/** The queue as a whole, as the page shows it. */
export function queueState(inner: Inner, dayLimit: DayLimit, resumedJobs: number): QueueState {
  const { accounts, api, clock, conditions, day, spending, store } = inner
  const account = accounts.current()
  const now = clock.now()
  const common = { paused: conditions.isPaused(), resumedJobs, block: conditions.block(account, now) }
  if (account === null) {
    return {
      ...common, pausedProviders: [], running: 0, concurrency: null, requestsLeft: null, requestsLimit: null, requestsResetAt: null, submitsToday: 0,
      submitsPerDay: null, spentToday: 0, reservedCredits: 0, accountId: '',
    }
  }
  const limits = api.limits(account).facts(now)
  return {
    ...common,
    block: common.block ?? limitBlock(inner, account, dayLimit, now),
    pausedProviders: [
      ...[...conditions.pausedProviders(account)].map((key) => ({ key, until: null })),
      ...[...conditions.providersDown(account)]
        .filter(([key, down]) => down.tries >= providerTries && !conditions.isProviderPaused(account, key))
        .map(([key, down]) => ({ key, until: down.backAt })),
    ],
    running: store.runningCount(account.id),
    concurrency: conditions.concurrency(account, now).known,
    requestsLeft: limits.left,
    requestsLimit: limits.limit,
    requestsResetAt: limits.resetAt,
    submitsToday: day.count(account.id, now),
    submitsPerDay: dayLimit(account),
    spentToday: spending.spentSince(account.id, startOfToday()),
    reservedCredits: spending.reserved(account.id),
    accountId: account.id,
  }
}

/** Limits that hold waiting jobs back for a while. */
function limitBlock({ api, conditions, day, fetchesFirst, store }: Inner, account: Account, dayLimit: DayLimit, now: number): QueueBlock | null {
  if (store.waitingProviders(account.id).length === 0) return null
  if (fetchesFirst) return { reason: 'results-waiting', since: now, until: null, error: null }
  const limit = dayLimit(account)
  const oldest = day.oldest(account.id, now)
  if (limit !== null && oldest !== null && day.count(account.id, now) >= limit) {
    return { reason: 'daily-limit', since: now, until: oldest + dayMilliseconds, error: null }
  }
  const at = Math.max(api.limits(account).facts(now).availableAt ?? 0, conditions.submitsFrom(account))
  return at > now + worthTelling ? { reason: 'rate-limited', since: now, until: at, error: null } : null
}

function startOfToday(): number {
  const today = new Date()
  today.setHours(0, 0, 0, 0)
  return today.getTime()
}
