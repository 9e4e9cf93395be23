import { AppError } from '../../src-shared/errors'
import type { Balance, BalanceChange, CapChange, CapState, Purse, RecordLine, RecordQuery, SpendingState, Sums } from '../../src-shared/spending'
import type { Announce } from '../announce'
import type { MayStart } from '../mayStart'
import type { Account, Accounts } from '../settings'
import type { Database } from '../storage'
import { decideStart, missingCredits, type Applying } from './caps'
import { toCsv } from './csv'
import { openLine, type Head } from './line'
import { recordLines, recordRows } from './record'
import { openSums, type Part } from './sums'
import { openTerms, type StoredCap } from './terms'

/** What may be spent, what was, and what is left. */
export interface Spending {
  mayStart: MayStart
  /** Batches of which the next job does not fit under their own cap: what waits behind them need not look at them. */
  closedBatches(): readonly string[]
  state(): SpendingState
  /** What was sent between two moments, epoch milliseconds. */
  sums(purse: Purse, since: number, before?: number): Sums
  /** Whether something waits and nothing of it may be sent, because of caps. Jobs of these batches do not wait for money. */
  isStopped(otherwiseClosed: readonly string[]): boolean
  setCap(change: CapChange): SpendingState
  allowUnpriced(ids: readonly string[], isAllowed: boolean): SpendingState
  setBalance(change: BalanceChange): SpendingState
  record(query: RecordQuery): RecordLine[]
  /** The record as CSV, one line an attempt, the newest first. */
  csv(query: Pick<RecordQuery, 'purse' | 'since'>): string
  /** When the cap of the night was set; null: there is none. Epoch milliseconds. */
  nightCapSetAt(): number | null
  /** Something may have changed: tells what it came to, soon. */
  look(): void
  close(): void
}

interface Parts {
  database: Database
  accounts: Pick<Accounts, 'current'>
  announce: Announce
  /** When the night began for which its cap counts; null: there is none now. `setAt`: when the cap was set; null: there is no cap. */
  nightSince(setAt: number | null): number | null
  /** When that night is over by itself. */
  nightUntil(): number | null
  /** The user set other terms: what they kept back may go on. */
  termsChanged(): void
  /** Wall clock, epoch milliseconds. */
  now?: () => number
}

/** Changes of one moment are told together. */
const gatherMilliseconds = 250

export function openSpending({ database, accounts, announce, nightSince, nightUntil, termsChanged, now = Date.now }: Parts): Spending {
  const sumsOf = openSums(database)
  const terms = openTerms(database)
  const line = openLine(database)
  let timer: NodeJS.Timeout | null = null
  let told = ''
  let isClosed = false

  const purseInUse = (): Purse => (accounts.current()?.kind === 'key' ? 'real' : 'practice')
  const partOf = (purse: Purse, cap: StoredCap): Part | null => {
    switch (cap.scope) {
      case 'night': {
        const since = nightSince(cap.setAt)
        return since === null ? null : { purse, since }
      }
      case 'day':
        return { purse, since: startOfDay(now()) }
      case 'provider':
        return { purse, since: startOfDay(now()), providerKey: cap.key }
      case 'batch':
        return { purse, batchId: cap.key }
    }
  }
  const isAbout = (cap: StoredCap, job: Pick<Head, 'batchId' | 'providerKey'>) =>
    cap.scope === 'batch' ? cap.key === job.batchId : cap.scope === 'provider' ? cap.key === job.providerKey : true
  const applying = (purse: Purse, job: Pick<Head, 'batchId' | 'providerKey'>): Applying[] =>
    terms.capsOf(purse).flatMap((cap) => {
      const part = isAbout(cap, job) ? partOf(purse, cap) : null
      return part === null ? [] : [{ scope: cap.scope, credits: cap.credits, sums: sumsOf(part) }]
    })
  const verdictOf = (purse: Purse, job: Head) =>
    decideStart(applying(purse, job), job.estimatedCredits, terms.isUnpricedAllowed(job.batchId) || terms.isUnpricedAllowed(job.jobId))

  const closedBatches = (): string[] => {
    const purse = purseInUse()
    return terms.capsOf(purse).flatMap((cap) => {
      const head = cap.scope === 'batch' ? line.headOfBatch(cap.key) : null
      return head !== null && verdictOf(purse, head) === 'skip' ? [cap.key] : []
    })
  }
  const stopsOf = (cap: StoredCap, sums: Sums, account: Account | null, heads: readonly Head[]): CapState['stops'] => {
    if (account === null) return null
    const own = cap.scope === 'batch' ? line.headOfBatch(cap.key) : null
    const jobs = cap.scope === 'batch' ? (own === null ? [] : [own]) : heads.filter((head) => isAbout(cap, head))
    const missing = jobs.map((job) => missingCredits({ credits: cap.credits, sums }, job.estimatedCredits ?? 0)).filter((one) => one > 0)
    if (missing.length === 0) return null
    const waiting =
      cap.scope === 'batch' ? line.waitingOfBatch(cap.key)
      : cap.scope === 'provider' ? line.waitingOfProvider(account.id, cap.key)
      : line.waiting(account.id)
    return { missing: rounded(Math.min(...missing)), waiting }
  }
  const untilOf = (cap: StoredCap): number | null =>
    cap.scope === 'night' ? nightUntil() : cap.scope === 'batch' ? null : startOfDay(now(), 1)
  const balanceOf = (account: Account | null): Balance | null => {
    const stored = account === null ? null : terms.balance(account.id)
    if (stored?.credits == null) return null
    const { spent, reserved } = sumsOf({ purse: purseInUse(), since: stored.at })
    const left = rounded(stored.credits - spent - reserved)
    return { credits: stored.credits, at: stored.at, warnBelow: stored.warnBelow, left, isLow: stored.warnBelow !== null && left < stored.warnBelow }
  }
  const state = (): SpendingState => {
    const purse = purseInUse()
    const account = accounts.current()
    const heads = account === null ? [] : line.heads(account.id, [])
    const night = terms.capsOf(purse).find((cap) => cap.scope === 'night')
    const since = nightSince(night?.setAt ?? null)
    return {
      purse,
      today: roundedSums(sumsOf({ purse, since: startOfDay(now()) })),
      night: since === null ? null : roundedSums(sumsOf({ purse, since })),
      caps: terms.capsOf(purse).map((cap): CapState => {
        const part = partOf(purse, cap)
        const sums = part === null ? { spent: 0, reserved: 0, unpriced: 0, unknown: 0 } : sumsOf(part)
        return {
          ...roundedSums(sums), scope: cap.scope, key: cap.key, credits: cap.credits,
          since: part?.since ?? null, until: untilOf(cap),
          stops: part === null ? null : stopsOf(cap, sums, account, heads),
        }
      }),
      balance: balanceOf(account),
      unpricedBatches: terms.unpricedBatches(),
    }
  }
  const tell = (): SpendingState => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const next = state()
    const text = JSON.stringify(next)
    if (text !== told) announce('spending.changed', next)
    told = text
    return next
  }
  const agreed = (): SpendingState => {
    termsChanged()
    return tell()
  }

  return {
    mayStart: ({ jobId, batchId, providerKey, sandbox, estimatedCredits }) =>
      verdictOf(sandbox ? 'practice' : 'real', { jobId, batchId, providerKey, estimatedCredits }),
    closedBatches,
    state,
    sums: (purse, since, before) => roundedSums(sumsOf({ purse, since, ...(before !== undefined && { before }) })),
    isStopped(otherwiseClosed) {
      const account = accounts.current()
      if (account === null) return false
      const purse = purseInUse()
      const heads = line.heads(account.id, [...closedBatches(), ...otherwiseClosed])
      const isAnyClosed = heads.length === 0 && closedBatches().length > 0
      return isAnyClosed || (heads.length > 0 && heads.every((head) => ['no', 'skip'].includes(verdictOf(purse, head))))
    },
    setCap(change) {
      if ((change.scope === 'batch' || change.scope === 'provider') === (change.key === '')) throw new AppError('bad-request', 'A cap of a batch or provider names it')
      terms.setCap(purseInUse(), change, now())
      return agreed()
    },
    allowUnpriced(ids, isAllowed) {
      terms.allowUnpriced(ids, isAllowed)
      return agreed()
    },
    setBalance(change) {
      const account = accounts.current()
      if (account === null) throw new AppError('no-key', 'There is no account whose balance it could be')
      terms.setBalance(account.id, change, now())
      return agreed()
    },
    record: (query) => recordLines(database, query),
    nightCapSetAt: () => terms.capsOf(purseInUse()).find((cap) => cap.scope === 'night')?.setAt ?? null,
    csv: (query) => toCsv(recordRows(database, query)),
    look() {
      if (!isClosed) timer ??= setTimeout(tell, gatherMilliseconds)
    },
    close() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}

/** Local midnight of a moment's day, or of `days` later. */
function startOfDay(at: number, days = 0): number {
  const day = new Date(at)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime()
}

/** Sums of decimal prices, without the last bits of binary ones. */
function rounded(credits: number): number {
  return Math.round(credits * 1e6) / 1e6
}

function roundedSums(sums: Sums): Sums {
  return { ...sums, spent: rounded(sums.spent), reserved: rounded(sums.reserved) }
}
