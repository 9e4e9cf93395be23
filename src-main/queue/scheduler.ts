import type { JobPhase, QueueBlock } from '../../src-shared/job'
import { byExpiry, fetchesFirst } from './backlog'
import { nextPollAt } from './polling'

/** What the scheduler has to know of a running job. */
export interface RunningView {
  id: string
  phase: JobPhase
  providerKey: string
  nextAt: number
  /** An action for it is under way. */
  isBusy: boolean
  holdsPlace: boolean
  wantsPoll: boolean
  /** When the API is to be asked to cancel it; null: not at all. */
  cancelAt: number | null
  isCanceling: boolean
  /** The API itself said to look at it. */
  isNudged?: boolean
  /** A link is there and the file is not. */
  wantsFile: boolean
  /** Until when its link works; null: not known. */
  expiresAt?: number | null
  acceptedAt: number | null
  expectedSeconds: number | null
}

export interface View {
  now: number
  hasAccount: boolean
  paused: boolean
  block: QueueBlock | null
  /** The endpoint does not answer: one request at this time asks whether it is back. null: it answers. */
  endpointBackAt: number | null
  /** What came from there was whole, but no answer of the API: a page, a gateway's error. */
  endpointMisanswers: boolean
  limits: { limit: number | null; unused: number | null; left: number | null; resetAt: number | null; availableAt: number | null }
  /** A request other than submits is under way. */
  isPolling: boolean
  isProbing: boolean
  lastPollAt: number | null
  concurrency: number
  /** Waiting jobs whose request is being made ready: they are about to take a place. */
  preparing: number
  /** No new submits before (too many at once, although none of ours runs). */
  submitsFrom: number
  day: { left: number | null; freeAt: number | null }
  /** Of providers that are down: when one job may try again. */
  providerBackAt: ReadonlyMap<string, number>
  running: readonly RunningView[]
  /** The first waiting jobs of a provider; asked for only when something can be sent. */
  heads(providerKey: string, limit: number): readonly { id: string; position: number }[]
  waitingProviders: readonly string[]
  /** When what failed and was charged is to be looked at again; null: nothing is. */
  refundsDueAt?: number | null
}

export interface Decision {
  /** Jobs to submit, or to ask about again under their key. */
  submit: string[]
  poll: string[]
  /** Also ask for refunds that are due. */
  refunds: boolean
  cancel: string[]
  download: string[]
  save: string[]
  probe: boolean
  /** Nothing new is sent until results are fetched. */
  fetchesFirst: boolean
  /** When to decide again if nothing happens before, epoch milliseconds. */
  lookAt: number
}

const longestSleep = 15 * 60_000
export const downloadsAtOnce = 4
const savesAtOnce = 2

/** What to do now, and when to look again. Pure. */
export function decide(view: View): Decision {
  const { now } = view
  const decision: Decision = { submit: [], poll: [], refunds: false, cancel: [], download: [], save: [], probe: false, fetchesFirst: false, lookAt: now + longestSleep }
  const lookAgain = (at: number | null) => {
    if (at !== null && at > now) decision.lookAt = Math.min(decision.lookAt, at)
  }
  if (isClosed(view, 'storage-failed')) {
    lookAgain(view.block?.until ?? null)
    return decision
  }
  decideFiles(view, decision, lookAgain)
  if (!view.hasAccount || isClosed(view, 'unauthorized')) return decision

  const requests = new Requests(view)
  lookAgain(view.limits.availableAt)
  if (view.endpointBackAt !== null) decideProbe(view, decision, requests, lookAgain)
  else {
    decideCancels(view, decision, requests, lookAgain)
    decideResends(view, decision, requests, lookAgain)
    decideSubmits(view, decision, requests, lookAgain)
    decidePolls(view, decision, requests, lookAgain)
  }
  return decision
}

type LookAgain = (at: number | null) => void

/** How many requests may still go out in this round. */
class Requests {
  private left: number

  constructor({ now, limits }: View) {
    this.left = limits.availableAt === null || limits.availableAt > now ? 0 : (limits.left ?? Infinity)
  }

  take(): boolean {
    if (this.left < 1) return false
    this.left--
    return true
  }
}

/** A block that is over tries itself: its first request shows whether it really is. */
function isClosed({ block, now }: View, reason: QueueBlock['reason']): boolean {
  return block?.reason === reason && (block.until === null || block.until > now)
}

function decideFiles(view: View, decision: Decision, lookAgain: LookAgain): void {
  if (isClosed(view, 'disk-full') || isClosed(view, 'library-unavailable')) return lookAgain(view.block?.until ?? null)
  const cannotKeep = view.block?.reason === 'disk-full' || view.block?.reason === 'library-unavailable'
  let downloads = view.running.filter((job) => job.phase === 'downloading' && job.isBusy).length
  let saves = view.running.filter((job) => job.phase === 'saving' && job.isBusy).length
  for (const job of byExpiry(view.running)) {
    if (job.isBusy || (job.phase !== 'downloading' && job.phase !== 'saving')) continue
    if (job.nextAt > view.now) {
      lookAgain(job.nextAt)
      continue
    }
    // After a full disk one tries first.
    if (cannotKeep && downloads + saves > 0) return
    if (job.phase === 'saving') {
      if (saves < savesAtOnce) {
        decision.save.push(job.id)
        saves++
      }
    } else if (job.wantsFile && downloads < downloadsAtOnce) {
      decision.download.push(job.id)
      downloads++
    }
  }
}

/**
 * While the endpoint does not answer, one request asks whether it is back: one that has to be made anyway, where there is one. A paid request is
 * not spent on pages of a gateway: a few identical ones of them would hold its job, and an outage of an hour would hold one job after the other.
 */
function decideProbe(view: View, decision: Decision, requests: Requests, lookAgain: LookAgain): void {
  const at = view.endpointBackAt as number
  if (at > view.now) return lookAgain(at)
  if (view.isProbing || view.isPolling || view.running.some((job) => job.isBusy && job.phase === 'submitting')) return
  const open = view.running.find((job) => job.phase === 'submitting' && !job.isBusy)
  const pollable = view.running.filter((job) => job.wantsPoll)
  const hasWork = open !== undefined || pollable.length > 0 || view.running.some((job) => job.cancelAt !== null) || view.waitingProviders.length > 0
  if (!hasWork || !requests.take()) return
  if (pollable.length > 0) decision.poll = pollable.map((job) => job.id)
  else if (open !== undefined && !view.endpointMisanswers) decision.submit.push(open.id)
  else decision.probe = true
}

function decideCancels(view: View, decision: Decision, requests: Requests, lookAgain: LookAgain): void {
  for (const job of view.running) {
    if (job.cancelAt === null || job.isBusy) continue
    if (job.cancelAt > view.now) lookAgain(job.cancelAt)
    else if (requests.take()) decision.cancel.push(job.id)
  }
}

/** Requests whose end is not known go out again, under the same key and with the same bytes, before anything new. */
function decideResends(view: View, decision: Decision, requests: Requests, lookAgain: LookAgain): void {
  for (const job of view.running) {
    if (job.phase !== 'submitting' || job.isBusy) continue
    if (job.nextAt > view.now) lookAgain(job.nextAt)
    else if (requests.take()) decision.submit.push(job.id)
  }
}

function decideSubmits(view: View, decision: Decision, requests: Requests, lookAgain: LookAgain): void {
  const unfetched = view.running.filter((job) => job.phase === 'saving' || (job.phase === 'downloading' && job.wantsFile))
  decision.fetchesFirst = fetchesFirst(
    view.now, unfetched.map((job) => ({ ...job, expiresAt: job.expiresAt ?? null })), new Set([...decision.download, ...decision.save]), view.concurrency,
  )
  if (view.paused || view.block !== null || decision.fetchesFirst) return
  if (view.submitsFrom > view.now) return lookAgain(view.submitsFrom)
  let places = view.concurrency - view.preparing - view.running.filter((job) => job.holdsPlace).length
  if (view.day.left !== null) {
    if (view.day.left <= 0) lookAgain(view.day.freeAt)
    places = Math.min(places, view.day.left - view.preparing)
  }
  if (places <= 0) return
  const candidates = view.waitingProviders.flatMap((key) => {
    const backAt = view.providerBackAt.get(key)
    if (backAt === undefined) return view.heads(key, places)
    if (backAt > view.now) {
      lookAgain(backAt)
      return []
    }
    // One job tries whether the provider is back.
    return view.running.some((job) => job.providerKey === key && job.phase === 'submitting') ? [] : view.heads(key, 1)
  })
  for (const { id } of candidates.toSorted((a, b) => a.position - b.position).slice(0, places)) {
    if (!requests.take()) return
    decision.submit.push(id)
  }
}

function decidePolls(view: View, decision: Decision, requests: Requests, lookAgain: LookAgain): void {
  const pollable = view.running.filter((job) => job.wantsPoll)
  if (view.isPolling) return
  const refundsDueAt = view.refundsDueAt ?? null
  const isRefundDue = refundsDueAt !== null && refundsDueAt <= view.now
  if (pollable.length === 0) {
    // Nothing hurries it: with jobs that are asked about it goes along.
    if (isRefundDue && requests.take()) decision.refunds = true
    return lookAgain(refundsDueAt)
  }
  const at = nextPollAt({
    now: view.now,
    lastPollAt: view.lastPollAt,
    limit: view.limits.limit,
    unused: view.limits.unused,
    left: view.limits.left,
    resetAt: view.limits.resetAt,
    othersWait: view.waitingProviders.length > 0,
    jobs: pollable.map((job) => ({
      acceptedAt: job.acceptedAt ?? 0,
      expectedSeconds: job.expectedSeconds,
      nextAt: job.nextAt,
      isUrgent: job.phase === 'downloading' || job.isCanceling,
      isNudged: job.isNudged === true,
    })),
  })
  if (at === null) return
  if (at > view.now) return lookAgain(at)
  if (!requests.take()) return
  decision.poll = pollable.map((job) => job.id)
  decision.refunds = isRefundDue
}
