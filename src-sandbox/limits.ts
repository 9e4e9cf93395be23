import type { PlanLimits, SandboxSettings } from './settings'

export interface RateState {
  allowed: boolean
  limit: number
  remaining: number
  /** When the next request is possible, or the window's end while some remain. */
  resetAtMs: number
}

const windowMs = 60_000

/** Counts requests against a limit a minute, in one of three manners. Pure but for its own memory: time is passed in. */
export class RateWindow {
  private times: number[] = []
  private fixedStartMs = 0
  private fixedCount = 0
  private tokenParts = Number.NaN
  private tokensAtMs = 0

  /** Takes one request if there is one left; with `cost` 0 it only looks. */
  take(kind: SandboxSettings['rateLimit']['window'], limit: number, nowMs: number, cost: 0 | 1): RateState {
    switch (kind) {
      case 'sliding':
        return this.sliding(limit, nowMs, cost)
      case 'fixed':
        return this.fixed(limit, nowMs, cost)
      case 'bucket':
        return this.bucket(limit, nowMs, cost)
    }
  }

  private sliding(limit: number, nowMs: number, cost: 0 | 1): RateState {
    this.times = this.times.filter(time => time > nowMs - windowMs)
    const allowed = this.times.length + cost <= limit
    if (allowed && cost) this.times.push(nowMs)
    const remaining = Math.max(0, limit - this.times.length)
    const first = this.times[Math.max(0, this.times.length - limit)] ?? nowMs
    return { allowed, limit, remaining, resetAtMs: first + windowMs }
  }

  private fixed(limit: number, nowMs: number, cost: 0 | 1): RateState {
    const start = Math.floor(nowMs / windowMs) * windowMs
    if (start !== this.fixedStartMs) [this.fixedStartMs, this.fixedCount] = [start, 0]
    const allowed = this.fixedCount + cost <= limit
    if (allowed) this.fixedCount += cost
    return { allowed, limit, remaining: Math.max(0, limit - this.fixedCount), resetAtMs: start + windowMs }
  }

  /** In whole parts of a token, 60,000 to one: fractions would round a request away at the very moment it becomes possible. */
  private bucket(limit: number, nowMs: number, cost: 0 | 1): RateState {
    const full = limit * windowMs
    const before = Number.isNaN(this.tokenParts) ? full : this.tokenParts
    this.tokenParts = Math.min(full, before + Math.max(0, nowMs - this.tokensAtMs) * limit)
    this.tokensAtMs = nowMs
    const allowed = this.tokenParts >= cost * windowMs
    if (allowed) this.tokenParts -= cost * windowMs
    const missing = Math.max(0, windowMs - this.tokenParts)
    const resetAtMs = nowMs + Math.ceil((missing > 0 ? missing : full - this.tokenParts) / limit)
    return { allowed, limit, remaining: Math.floor(this.tokenParts / windowMs), resetAtMs }
  }
}

/** The `X-RateLimit-*` headers, with `Retry-After` where the request was refused. */
export function rateHeaders(state: RateState, settings: SandboxSettings, nowMs: number): Record<string, string> {
  const waitSeconds = Math.max(1, Math.ceil((state.resetAtMs - nowMs) / 1_000))
  const reset = {
    'delta-seconds': waitSeconds,
    'epoch-seconds': Math.ceil(state.resetAtMs / 1_000),
    'epoch-milliseconds': state.resetAtMs,
  }[settings.rateLimit.reset]
  return {
    'X-RateLimit-Limit': String(state.limit),
    'X-RateLimit-Remaining': String(state.remaining),
    'X-RateLimit-Reset': String(reset),
    ...(!state.allowed && settings.rateLimit.retryAfter ? { 'Retry-After': String(waitSeconds) } : {}),
  }
}

/** Why another generation may not start now, or null. */
export function submitRefusal(limits: PlanLimits, running: number, submittedTodayMs: number[]): string | null {
  if (running >= limits.concurrent) return `Too many generations at once: your plan runs ${limits.concurrent}`
  if (limits.perDay !== null && submittedTodayMs.length >= limits.perDay) {
    return `The day's limit of ${limits.perDay} generations is reached`
  }
  return null
}
