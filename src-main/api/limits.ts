import { AppError } from '../../src-shared/errors'
import type { Plan } from '../../src-shared/settings'
import type { Account } from '../settings'
import {
  availableAt, longestWait, noteAnswer, noteLost, noteSent, openBudget, readHints, requestsLeft, requestsPerMinute, requestsUnused, windowMilliseconds, type Budget,
} from './rateLimit'

/** What is known of an account's requests a minute. Times are epoch milliseconds of the clock passed in. */
export interface LimitFacts {
  limit: number | null
  left: number | null
  /** Requests that the last minute would have borne beside those that went out. */
  unused: number | null
  resetAt: number | null
  /** When the next request may go out; null: once one under way has been answered. */
  availableAt: number | null
}

export interface Limits {
  /** As things stand at a moment of the same clock. */
  facts(at: number): LimitFacts
  /** Waits for a request's turn and counts it as sent, in one step: of two that wait for the last one left, one waits on. @throws AppError `canceled` */
  turn(signal?: AbortSignal): Promise<void>
  lost(): void
  answered(headers: Headers, refused: boolean): void
}

interface Parts {
  plan: () => Plan
  now: () => number
}

/** The budgets of all accounts; one account, one budget. */
export function openLimits({ plan, now }: Parts): (account: Pick<Account, 'id' | 'kind'>) => Limits {
  const budgets = new Map<string, Budget>()
  const waiting = new Set<() => void>()

  return (account) => {
    // A sandbox has no plan in the settings: its headers tell.
    const planned = () => (account.kind === 'sandbox' ? null : requestsPerMinute[plan()])
    const read = () => {
      const known = budgets.get(account.id) ?? openBudget(null)
      return known.limit === null ? { ...known, limit: planned() } : known
    }
    const change = (next: Budget) => {
      budgets.set(account.id, next)
      for (const wake of waiting) wake()
    }
    return {
      facts(at) {
        const budget = read()
        const next = availableAt(budget, at)
        const resetAt = budget.resetAt ?? (next !== null && next > at ? next : null)
        return { limit: budget.limit, left: requestsLeft(budget, at), unused: requestsUnused(budget, at), resetAt, availableAt: next }
      },
      async turn(signal) {
        for (;;) {
          if (signal?.aborted) throw new AppError('canceled', 'Canceled')
          const at = availableAt(read(), now())
          if (at !== null && at <= now()) return change(noteSent(read(), now()))
          const milliseconds = at === null ? windowMilliseconds : Math.min(longestWait, Math.max(50, at - now()))
          await new Promise<void>((resolve) => {
            const finish = () => {
              clearTimeout(timer)
              waiting.delete(finish)
              signal?.removeEventListener('abort', finish)
              resolve()
            }
            const timer = setTimeout(finish, milliseconds)
            waiting.add(finish)
            signal?.addEventListener('abort', finish)
          })
        }
      },
      lost: () => change(noteLost(read(), now())),
      answered: (headers, refused) => change(noteAnswer(read(), now(), readHints(headers, Date.now()), refused)),
    }
  }
}
