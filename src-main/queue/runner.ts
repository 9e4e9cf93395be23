import { toAppError } from '../../src-shared/errors'
import type { Account } from '../settings'
import { admitted } from './admitting'
import { applyAll } from './applying'
import { cancelRemotely, poll, probe } from './asking'
import { dayMilliseconds } from './day'
import { download, save } from './delivering'
import type { Inner, Live } from './parts'
import { finalStatus, holdsPlace, wantsPoll, type JobRecord } from './record'
import { decide, type RunningView, type View } from './scheduler'
import { submit } from './submitting'
import { priceUnknown } from './transitions'

/** Does what the scheduler decides, and decides again whenever something ended. */
export interface Runner {
  start(): void
  /** Lets requests under way end for at most `graceMilliseconds`, then ends them. */
  stop(graceMilliseconds: number): Promise<void>
  wake(): void
  /** Whether a job's paid request is under way this moment, or ended in a way that is still to be written. */
  isSending(jobId: string): boolean
}

/** The plan's limit of paid requests a day; null: none, or not known. */
export type DayLimit = (account: Account) => number | null

const shortestSleep = 20
/** After a mistake of ours the same is not tried again before. */
const restMilliseconds = 5_000

export function openRunner(inner: Inner, dayLimit: DayLimit): Runner {
  const { accounts, api, clock, conditions, day, durations, links, live, log, nudges, store } = inner
  const underWay = new Set<Promise<void>>()
  let isRunning = false
  let isScheduled = false
  let cancelTimer: (() => void) | null = null
  let isPolling = false
  let isProbing = false
  let lastPollAt: number | null = null
  let accountId: string | null = null

  const liveOf = (jobId: string): Live => {
    const known = live.get(jobId) ?? { fraction: null, action: null, cancelAt: 0, cancelTries: 0 }
    live.set(jobId, known)
    return known
  }
  const runningView = (job: JobRecord, now: number): RunningView => {
    const known = liveOf(job.id)
    const isCanceling = job.cancelRequested && job.phase === 'generating' && job.remoteId !== null
    return {
      id: job.id,
      phase: job.phase ?? 'submitting',
      providerKey: job.providerKey,
      nextAt: job.nextAt,
      isBusy: known.action !== null,
      holdsPlace: holdsPlace(job, now),
      wantsPoll: wantsPoll(job),
      cancelAt: isCanceling && Number.isFinite(known.cancelAt) ? known.cancelAt : null,
      isCanceling,
      isNudged: job.remoteId !== null && nudges.isDue(job.remoteId, now),
      wantsFile: job.resultUrl !== null,
      expiresAt: job.resultUrl === null || job.phase !== 'downloading' ? null : links.expiresAt(job.id, job.resultUrl, now),
      acceptedAt: job.acceptedAt,
      expectedSeconds: durations.median(job.providerKey) ?? job.estimatedSeconds,
    }
  }
  const view = (account: Account | null, now: number, unpriced: Set<string>): View => {
    const base = { now, paused: conditions.isPaused(), block: conditions.block(account, now), isPolling, isProbing, lastPollAt }
    if (account === null) {
      return {
        ...base, hasAccount: false, endpointBackAt: null, endpointMisanswers: false,
        limits: { limit: null, unused: null, left: 0, resetAt: null, availableAt: null }, concurrency: 0, preparing: 0, submitsFrom: 0, day: { left: null, freeAt: null }, providerBackAt: new Map(), running: [], heads: () => [], waitingProviders: [],
      }
    }
    const limit = dayLimit(account)
    const running = store.running(account.id)
    const preparing = preparingIds(running)
    const oldest = day.oldest(account.id, now)
    return {
      ...base,
      hasAccount: true,
      endpointBackAt: conditions.endpointBackAt(account),
      endpointMisanswers: conditions.endpointMisanswers(account),
      limits: api.limits(account).facts(now),
      concurrency: conditions.concurrency(account, now).used,
      submitsFrom: conditions.submitsFrom(account),
      day: {
        left: limit === null ? null : Math.max(0, limit - day.count(account.id, now)),
        freeAt: oldest === null ? null : oldest + dayMilliseconds,
      },
      providerBackAt: conditions.providerBackAt(account),
      refundsDueAt: inner.refunds.nextAt(account.id),
      preparing: preparing.size,
      running: running.map((job) => runningView(job, now)),
      heads(key, count) {
        // What is being made ready still stands in line, and must not be taken from it a second time.
        const found = admitted(inner, account.id, key, count + preparing.size)
        for (const id of found.unpriced) unpriced.add(id)
        return found.heads.filter(({ id }) => !preparing.has(id)).slice(0, count)
      },
      waitingProviders: store.waitingProviders(account.id).filter((key) => !conditions.isProviderPaused(account, key)),
    }
  }

  /** Jobs that were taken from the line and are not yet written down as sent. */
  const preparingIds = (running: readonly JobRecord[]): ReadonlySet<string> => {
    const sent = new Set(running.map((job) => job.id))
    return new Set([...live].filter(([id, known]) => known.action === 'submit' && !sent.has(id)).map(([id]) => id))
  }

  /** Starts an action for a job and decides again when it ended, however it ended. */
  const launch = (jobId: string, action: NonNullable<Live['action']>, work: () => Promise<void>) => {
    const known = liveOf(jobId)
    // One action a job at a time: two of them could each open an attempt.
    if (known.action !== null) return
    known.action = action
    const free = () => {
      known.action = null
      const job = store.job(jobId)
      if (job === null || finalStatus(job) !== null) {
        live.delete(jobId)
        links.forget(jobId)
      }
    }
    const freeLater = () => {
      known.action = 'rest'
      clock.after(restMilliseconds, () => {
        if (!isRunning) return
        free()
        wake()
      })
    }
    track(work().then(free, (thrown: unknown) => {
      // What a mistake left undone would be begun again in the same moment, and for ever.
      if (isMistake(thrown)) freeLater()
      else free()
      throw thrown
    }))
  }
  const track = (work: Promise<void>) => {
    const tracked = work.catch(noteFailure).finally(() => {
      underWay.delete(tracked)
      wake()
    })
    underWay.add(tracked)
  }
  const noteFailure = (thrown: unknown) => {
    const error = toAppError(thrown)
    if (error.code === 'storage-failed') conditions.storageFailed(error)
    else log.error('An action of the queue failed', { error: thrown })
    inner.deltas.stateChanged()
  }

  const round = () => {
    const account = accounts.current()
    const now = clock.now()
    if (account?.id !== accountId) {
      accountId = account?.id ?? null
      lastPollAt = null
      inner.deltas.stateChanged()
    }
    const unpriced = new Set<string>()
    const decision = decide(view(account, now, unpriced))
    if (decision.fetchesFirst !== inner.fetchesFirst) inner.deltas.stateChanged()
    inner.fetchesFirst = decision.fetchesFirst
    if (unpriced.size > 0) applyAll(inner, [...unpriced], priceUnknown)
    if (account !== null) {
      for (const id of decision.save) launch(id, 'save', () => save(inner, id))
      for (const id of decision.download) launch(id, 'download', () => download(inner, account, id))
      for (const id of decision.cancel) launch(id, 'cancel', () => cancelRemotely(inner, account, id))
      for (const id of decision.submit) launch(id, 'submit', () => submit(inner, account, id))
      if (decision.poll.length > 0 || decision.refunds) {
        isPolling = true
        for (const { remoteId } of store.jobs(decision.poll)) if (remoteId !== null) nudges.asked(remoteId, now)
        track(poll(inner, account, decision.poll, decision.refunds).finally(() => {
          isPolling = false
          lastPollAt = clock.now()
        }))
      }
      if (decision.probe) {
        isProbing = true
        track(probe(inner, account).finally(() => {
          isProbing = false
        }))
      }
    }
    cancelTimer?.()
    cancelTimer = clock.after(Math.max(shortestSleep, decision.lookAt - now), wake)
  }
  const tick = () => {
    isScheduled = false
    if (!isRunning) return
    try {
      round()
    } catch (thrown) {
      noteFailure(thrown)
      cancelTimer?.()
      cancelTimer = clock.after(restMilliseconds, wake)
    }
  }
  const wake = () => {
    if (!isRunning || isScheduled) return
    isScheduled = true
    setImmediate(tick)
  }

  return {
    start() {
      isRunning = true
      wake()
    },
    async stop(graceMilliseconds) {
      isRunning = false
      cancelTimer?.()
      const submits = () => [...live.values()].some((known) => known.action === 'submit')
      let isOver = false
      const cancelDeadline = clock.after(graceMilliseconds, () => {
        isOver = true
        inner.ending.abort()
      })
      // Transfers go on from where they are next time; a paid request is worth a moment.
      while (submits() && !isOver) await Promise.race([...underWay, new Promise<void>((resolve) => inner.ending.signal.addEventListener('abort', () => resolve(), { once: true }))])
      cancelDeadline()
      inner.ending.abort()
      await Promise.allSettled(underWay)
    },
    wake,
    isSending: (jobId) => live.get(jobId)?.action === 'submit' || inner.owed.has(jobId),
  }
}

/** Neither an expected failure nor one of the database, which stops the queue by itself. */
function isMistake(thrown: unknown): boolean {
  return toAppError(thrown).code === 'internal'
}
