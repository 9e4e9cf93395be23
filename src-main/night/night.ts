import { AppError } from '../../src-shared/errors'
import type { BatchSchedule, NightPlan, NightReport, NightState, Schedule, Window } from '../../src-shared/night'
import type { Purse, Sums } from '../../src-shared/spending'
import type { Announce } from '../announce'
import { steadyClock, type Clock } from '../clock'
import type { MayStart } from '../mayStart'
import type { Accounts } from '../settings'
import type { Database } from '../storage'
import { turnOf } from './course'
import { countOf, resultOf } from './result'
import { openNightStore, type NightRow } from './store'
import { windowAt } from './window'

/** When jobs may be sent, and what a night came to. */
export interface Night {
  mayStart: MayStart
  /** Batches whose own schedule keeps them waiting. */
  closedBatches(): readonly string[]
  /** When the night began for which a cap counts; a cap without a plan makes one from when it was set. null: none now. Epoch milliseconds. */
  since(capSetAt: number | null): number | null
  /** When it is over by itself. */
  until(): number | null
  state(): NightState
  setPlan(plan: NightPlan): NightState
  setBatchSchedule(batchId: string, schedule: Schedule): NightState
  reports(): NightReport[]
  /** The API refused a request as too many. */
  noteRefused(): void
  /** The computer is kept from sleeping. */
  noteAwake(): void
  /** Jobs came or went: sees whether a night begins or is over, soon. */
  look(): void
  start(): void
  close(): void
}

interface Parts {
  database: Database
  accounts: Pick<Accounts, 'current'>
  announce: Announce
  sums(purse: Purse, since: number, before?: number): Sums
  isBudgetUsedUp(otherwiseClosed: readonly string[]): boolean
  /** The cap of the night, when it was set; null: none. */
  capSetAt(): number | null
  /** A window opened or closed: whose turn it is has to be asked anew. */
  wakeQueue(): void
  /** A night is over, and its report written. */
  ended(report: NightReport, plan: NightPlan): void
  clock?: Clock
}

/** Timers run on the steady clock and schedules on the wall's: a clock that was set is noticed within this time. */
const longestSleep = 60_000
const gatherMilliseconds = 500
const listedNights = 60

export function openNight(parts: Parts): Night {
  const { database, accounts, announce } = parts
  const clock = parts.clock ?? steadyClock
  const wall = () => clock.wall?.() ?? clock.now()
  const store = openNightStore(database)
  let planned = store.plan()
  let schedules = store.batchSchedules()
  let isRunning = false
  let cancelTimer: (() => void) | null = null
  let soon: (() => void) | null = null
  let phases = ''
  let told = ''

  const purseInUse = (): Purse => (accounts.current()?.kind === 'key' ? 'real' : 'practice')
  const plannedWindow = (): Window => windowAt(planned.plan.schedule, planned.setAt, wall())
  /** A budget alone makes a night too: from when it was set until it is taken away. */
  const windowNow = (capSetAt = parts.capSetAt()): Window => {
    const window = plannedWindow()
    return window.phase === 'off' && capSetAt !== null ? { phase: 'open', opensAt: capSetAt, closesAt: null } : window
  }
  const batchWindows = (): BatchSchedule[] =>
    schedules.map(({ batchId, schedule, setAt }) => ({ batchId, schedule, ...windowAt(schedule, setAt, wall()) }))
  const closedBatches = () => batchWindows().filter(({ phase }) => phase === 'before' || phase === 'over').map(({ batchId }) => batchId)

  const reportOf = (night: NightRow): NightReport => {
    const until = night.endedAt ?? wall()
    const { accountId: _accountId, openedAt: _openedAt, result, ...row } = night
    return {
      ...row,
      ...(result !== null && night.endedAt !== null ? result : resultOf(database, night, until)),
      // Counted from when its window opened, as its cap is.
      sums: parts.sums(night.purse, Math.min(night.openedAt, night.startedAt), until + 1),
    }
  }
  const state = (): NightState => {
    const latest = store.latest(purseInUse())
    return { plan: planned.plan, window: plannedWindow(), batches: batchWindows(), latest: latest === null ? null : reportOf(latest) }
  }
  const tell = (): NightState => {
    const next = state()
    const text = JSON.stringify(next)
    if (text !== told) announce('night.changed', next)
    told = text
    return next
  }

  /** One step of the night's course. */
  const step = (): void => {
    const account = accounts.current()
    if (account === null) return
    const window = windowNow()
    const own = window.opensAt === null ? null : store.night(account.id, window.opensAt)
    // A night of an earlier window, or of a plan that was taken away, is still to be closed.
    const night = own ?? store.open(account.id)
    const isOwn = night === own
    const turn = turnOf({
      window: isOwn ? window : { phase: window.phase === 'off' ? 'off' : 'over', opensAt: null, closesAt: null },
      running: countOf(database, account.id, 'running'),
      waiting: countOf(database, account.id, 'queued'),
      isBudgetUsedUp: parts.isBudgetUsedUp(closedBatches()),
      night: night === null ? null : { isOver: night.endedAt !== null },
    })
    switch (turn?.kind) {
      case undefined:
        return
      case 'begin':
        return store.begin({ purse: purseInUse(), accountId: account.id, openedAt: window.opensAt ?? wall(), startedAt: wall() })
      case 'go-on':
        return store.goOn((night as NightRow).id)
      case 'end': {
        const { id } = night as NightRow
        const at = wall()
        store.end(id, at, turn.outcome, resultOf(database, night as NightRow, at))
        const ended = isOwn && window.opensAt !== null ? store.night(account.id, window.opensAt) : store.latest(purseInUse())
        if (ended !== null) parts.ended(reportOf(ended), planned.plan)
      }
    }
  }
  const look = (): void => {
    soon = null
    if (!isRunning) return
    step()
    const next = state()
    const seen = JSON.stringify([next.window.phase, next.batches.map(({ batchId, phase }) => [batchId, phase])])
    if (seen !== phases) parts.wakeQueue()
    phases = seen
    tell()
    const now = wall()
    const boundaries = [next.window, ...next.batches].flatMap(({ opensAt, closesAt }) => [opensAt, closesAt]).filter((at) => at !== null && at > now) as number[]
    cancelTimer?.()
    cancelTimer = clock.after(Math.max(20, Math.min(longestSleep, ...boundaries.map((at) => at - now))), look)
  }
  const changed = (): NightState => {
    look()
    parts.wakeQueue()
    return state()
  }
  const openNightId = () => {
    const account = accounts.current()
    return account === null ? null : (store.open(account.id)?.id ?? null)
  }

  return {
    mayStart: ({ batchId }) => {
      const { phase } = plannedWindow()
      if (phase === 'before' || phase === 'over') return 'no'
      const own = schedules.find((one) => one.batchId === batchId)
      const batch = own === undefined ? 'off' : windowAt(own.schedule, own.setAt, wall()).phase
      return batch === 'before' || batch === 'over' ? 'skip' : 'yes'
    },
    closedBatches,
    since: (capSetAt) => {
      const window = windowNow(capSetAt)
      return window.phase === 'off' || window.phase === 'before' ? null : window.opensAt
    },
    until: () => plannedWindow().closesAt,
    state,
    setPlan(plan) {
      if (plan.schedule.kind === 'once' && Number.isNaN(new Date(plan.schedule.startsAt ?? '2000-01-01T00:00').getTime())) {
        throw new AppError('bad-request', 'There is no such moment')
      }
      const isSame = JSON.stringify(plan.schedule) === JSON.stringify(planned.plan.schedule)
      // Another end of the same night does not begin it anew.
      store.setPlan(plan, isSame ? planned.setAt : wall())
      planned = store.plan()
      return changed()
    },
    setBatchSchedule(batchId, schedule) {
      store.setBatchSchedule(batchId, schedule, wall())
      schedules = store.batchSchedules()
      return changed()
    },
    reports: () => store.nights(purseInUse(), listedNights).map(reportOf),
    noteRefused() {
      const id = openNightId()
      if (id !== null) store.refused(id)
    },
    noteAwake() {
      const id = openNightId()
      if (id !== null) store.keptAwake(id)
    },
    look() {
      if (isRunning) soon ??= clock.after(gatherMilliseconds, look)
    },
    start() {
      isRunning = true
      look()
    },
    close() {
      isRunning = false
      cancelTimer?.()
      soon?.()
    },
  }
}
