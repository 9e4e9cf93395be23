import type { Plan } from '../../src-shared/settings'

/**
 * One budget for everything that talks to an endpoint with one key. Pure: the moment is passed in, a new state comes out.
 *
 * Two counts are kept. What the server says is trusted first, since other clients may use the same key; between its answers the own count
 * holds: a request occupies the minute from its sending until a minute after its answer, which no manner of counting at the server (sliding
 * window, fixed window, bucket) can exceed.
 */
export interface Budget {
  /** Requests a minute: what headers said last, else the plan's; null when neither is known. */
  limit: number | null
  /** Answer times of requests whose minute has not passed, oldest first. */
  answered: number[]
  inFlight: number
  /** Whether a request was sent while another was under way, since none was: then answers may come in another order than they were given. */
  overlapping: boolean
  /** What the last answer left, less what was sent since; null before the first answer with headers. */
  left: number | null
  /** When `left` stops to hold; null when the server did not say. */
  resetAt: number | null
  /** Nothing goes out before. */
  blockedUntil: number
  /** The last refused wait, so that refusals without a hint grow their own. */
  refusals: number
}

export interface LimitHints {
  limit: number | null
  remaining: number | null
  /** Milliseconds from now. */
  resetIn: number | null
  retryIn: number | null
}

export const windowMilliseconds = 60_000
/** No header is trusted further than this; then one request asks again. */
export const longestWait = 15 * 60_000
const shortestWait = 1_000
/** Told in whole seconds, a reset may really lie up to one later. */
const roundingSlack = 250

export const requestsPerMinute: Record<Plan, number | null> = { free: 10, starter: 30, pro: 60, enterprise: null }

export function openBudget(limit: number | null): Budget {
  return { limit, answered: [], inFlight: 0, overlapping: false, left: null, resetAt: null, blockedUntil: 0, refusals: 0 }
}

/** When the next request may go out: `now` itself, or later; null: not before one under way has been answered. */
export function availableAt(budget: Budget, now: number): number | null {
  const current = expire(budget, now)
  if (current.blockedUntil > now) return Math.min(current.blockedUntil, now + longestWait)
  if (current.left !== null && current.resetAt !== null) {
    if (current.left > 0) return now
    return Math.min(current.resetAt, now + longestWait)
  }
  const own = ownLeft(current)
  if (own === null || own > 0) return now
  const first = current.answered[0]
  return first === undefined ? null : first + windowMilliseconds
}

/** How many requests may go out right now; null: no limit is known. */
export function requestsLeft(budget: Budget, now: number): number | null {
  const current = expire(budget, now)
  if (current.blockedUntil > now) return 0
  if (current.left !== null && current.resetAt !== null) return Math.max(0, current.left)
  return ownLeft(current)
}

/**
 * How many requests the last minute would have borne beside those that went out, and the time until the reset still bears beside an even pace;
 * null: no limit is known.
 */
export function requestsUnused(budget: Budget, now: number): number | null {
  const current = expire(budget, now)
  const own = ownLeft(current)
  if (own === null || current.limit === null || current.left === null || current.resetAt === null) return own
  const evenly = (current.limit * Math.min(windowMilliseconds, current.resetAt - now)) / windowMilliseconds
  return Math.max(0, Math.min(own, current.left - evenly))
}

/** A request is about to go out. */
export function noteSent(budget: Budget, now: number): Budget {
  const current = expire(budget, now)
  return { ...current, inFlight: current.inFlight + 1, overlapping: current.inFlight > 0, left: current.left === null ? null : current.left - 1 }
}

/** A request ended without an answer; it may have been counted all the same. */
export function noteLost(budget: Budget, now: number): Budget {
  const current = expire(budget, now)
  return { ...current, inFlight: Math.max(0, current.inFlight - 1), answered: [...current.answered, now] }
}

/**
 * A request was answered. `refused` when the answer was that there are too many requests (not: too many at once).
 * Requests still under way may not be in the server's count yet, so they are taken off what it says is left; and of several that were under way
 * together, a late answer may be an old one, so it can lower what is known to be left, but not raise it.
 */
export function noteAnswer(budget: Budget, now: number, hints: LimitHints, refused: boolean): Budget {
  const lost = noteLost(budget, now)
  const limit = hints.limit ?? lost.limit
  const told = hints.resetIn ?? hints.retryIn
  const toldAt = now + (told === null ? windowMilliseconds : wait(told))
  const left = hints.remaining === null ? null : hints.remaining - lost.inFlight
  const refusals = refused ? lost.refusals + 1 : 0
  const known: Budget = {
    ...lost,
    limit,
    refusals,
    ...(left !== null && (lost.overlapping
      ? { left: Math.min(left, lost.left ?? ownLeft({ ...lost, limit }) ?? Infinity), resetAt: Math.max(lost.resetAt ?? 0, toldAt) }
      : { left, resetAt: toldAt })),
  }
  if (!refused) return hints.retryIn === null ? known : { ...known, blockedUntil: now + wait(hints.retryIn) }
  const asked = hints.retryIn ?? hints.resetIn
  const own = Math.min(longestWait, 5_000 * 2 ** Math.min(refusals - 1, 8))
  return { ...known, blockedUntil: now + (asked === null ? own : Math.max(wait(asked), shortestWait)) }
}

/** Reads `X-RateLimit-*` and `Retry-After`, whatever they hold. `now` is wall time; the server's own `Date` is used where it is sound. */
export function readHints(headers: Headers, now: number): LimitHints {
  const date = Date.parse(headers.get('date') ?? '')
  const serverNow = Number.isNaN(date) ? now : date
  return {
    limit: wholeNumber(headers.get('x-ratelimit-limit')),
    remaining: wholeNumber(headers.get('x-ratelimit-remaining')),
    resetIn: resetIn(headers.get('x-ratelimit-reset'), serverNow),
    retryIn: retryIn(headers.get('retry-after'), serverNow),
  }
}

/** Whether the headers say that more requests may go out: then a refusal is about how many run at once, or a day. */
export function leavesRequests(headers: Headers): boolean {
  return (wholeNumber(headers.get('x-ratelimit-remaining')) ?? 0) > 0
}

/** `X-RateLimit-Reset` as seconds to wait, epoch seconds or epoch milliseconds, told apart by size; milliseconds from now. */
export function resetIn(value: string | null, serverNow: number): number | null {
  const number = value === null || value.trim() === '' ? Number.NaN : Number(value)
  if (!Number.isFinite(number) || number < 0) return null
  if (number >= 1e11) return clamp(number - serverNow)
  if (number >= 1e9) return clamp(number * 1_000 - serverNow)
  return clamp(number * 1_000)
}

/** `Retry-After` as seconds or an HTTP date; milliseconds from now. */
export function retryIn(value: string | null, serverNow: number): number | null {
  if (value === null || value.trim() === '') return null
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return seconds < 0 ? null : clamp(seconds * 1_000)
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? null : clamp(date - serverNow)
}

function expire(budget: Budget, now: number): Budget {
  const answered = budget.answered.length > 0 && (budget.answered[0] as number) + windowMilliseconds <= now
    ? budget.answered.filter((time) => time + windowMilliseconds > now)
    : budget.answered
  const passed = budget.resetAt !== null && budget.resetAt <= now
  if (!passed) return answered === budget.answered ? budget : { ...budget, answered }
  // Past a reset the own count says how many are safe, and one is in any case: its answer will tell.
  const own = ownLeft({ ...budget, answered })
  if (own === null || own > 0) return { ...budget, answered, left: null, resetAt: null }
  return { ...budget, answered, left: Math.max(0, 1 - budget.inFlight), resetAt: now + windowMilliseconds }
}

function ownLeft(budget: Budget): number | null {
  // Before anything was answered, one request asks how things stand.
  if (budget.limit === null) return null
  return Math.max(0, budget.limit - budget.answered.length - budget.inFlight)
}

function wholeNumber(value: string | null): number | null {
  const number = value === null || value.trim() === '' ? Number.NaN : Number(value)
  return Number.isFinite(number) && number >= 0 ? Math.floor(Math.min(number, 1e9)) : null
}

function clamp(milliseconds: number): number {
  return Math.min(longestWait, Math.max(0, milliseconds))
}

function wait(milliseconds: number): number {
  return clamp(milliseconds) + roundingSlack
}
