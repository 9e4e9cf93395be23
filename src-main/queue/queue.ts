import { setMaxListeners } from 'node:events'
import { AppError } from '../../src-shared/errors'
import type { Adoption, JobId, JobRequest, QueueSnapshot } from '../../src-shared/job'
import { noTolerance } from '../../src-shared/money'
import { steadyClock } from '../clock'
import type { Account } from '../settings'
import { adopt } from './adopting'
import { apply, applyAll, type Transition } from './applying'
import { chunked, turn } from './chunks'
import { openConditions } from './conditions'
import { dayMilliseconds, openDay } from './day'
import { openDeltas } from './deltas'
import { openDurations } from './durations'
import { enqueue, type Enqueued } from './enqueuing'
import { openJournal, type Journal } from './journal'
import { openLinks } from './links'
import { openNudges } from './nudges'
import type { Inner, QueueParts } from './parts'
import { openPlaces } from './places'
import { providerKeyOf, type JobRecord } from './record'
import { pauseBatch, resumeBatch } from './pausing'
import { recover, type Recovered } from './recovery'
import { openRefundChecks } from './refunds'
import { toJob } from './rows'
import { openRunner } from './runner'
import { openSpending } from './spending'
import { queueState } from './state'
import { openStore } from './store'
import { askedAgain, canceled, edited, fetchedAgain, retried, startedNew } from './transitions'
import { keepNotingClock } from './wallClock'

/** Jobs, from "add to the queue" to "file in the library". */
export interface Queue {
  /** Recovers first, and only then lets anything go out. */
  start(): Promise<Recovered>
  /** Ends within about 5 s: a paid request under way is let finish, transfers go on next time. */
  stop(): Promise<void>
  /** Looks again now: after sleep, when the network came back. */
  wake(): void
  /** The API says that something happened to a generation: it is asked about now. False when no running job of the account in use has it. */
  nudge(remoteId: string): boolean
  snapshot(): Promise<QueueSnapshot>
  enqueue(batch: Enqueued): Promise<JobId[]>
  /** What a job asks for. @throws AppError `not-found` */
  requestOf(id: JobId): JobRequest
  cancel(ids: readonly JobId[]): Promise<void>
  retry(ids: readonly JobId[], options: { newSeed: boolean }): Promise<void>
  askAgain(ids: readonly JobId[]): Promise<void>
  startNew(ids: readonly JobId[]): Promise<void>
  /** Hands jobs of another account to the one in use, at its prices. @throws AppError `not-possible-now` where none can change hands */
  adopt(ids: readonly JobId[]): Promise<Adoption>
  pause(): void
  resume(): void
  /** Nothing more of the batch is sent until it is resumed; what runs is finished. @throws AppError `not-found` */
  pauseBatch(id: string): void
  /** Whatever it was paused for; a price that was too high is accepted with it. @throws AppError `not-found` */
  resumeBatch(id: string): void
  /** Of the account in use, by `TYPE/id`. @throws AppError `no-key` */
  pauseProvider(key: string): void
  /** Of a provider that is down: tries it at once. @throws AppError `no-key` */
  resumeProvider(key: string): void
  /** Asks for something else in a job that was never sent. @throws AppError `already-sent`, `not-found` */
  edit(id: JobId, request: JobRequest): void
  move(ids: readonly JobId[], before: JobId | null): void
  clear(ids: readonly JobId[]): Promise<void>
  /** Fetches the missing file of a library item again by its remote id; free. @throws AppError `not-found`, `not-possible-now` */
  downloadAgain(itemId: string): Promise<void>
  /** How many jobs of the account in use still wait or run. */
  unfinished(): number
}

const submitsPerDay = { free: 100, starter: 1_000, pro: 10_000, enterprise: null } as const
const stopGraceMilliseconds = 4_500
const pageOfSnapshot = 200
const mostPerTransaction = 40
const largestSeed = 2 ** 31

export function openQueue(parts: QueueParts): Queue {
  const { database, accounts, log } = parts
  const clock = parts.clock ?? steadyClock
  const random = parts.random ?? Math.random
  const store = openStore(database)
  let journal: Journal | null = null
  let resumedJobs = 0
  let stopNoting: (() => void) | null = null
  const dayLimit = parts.submitsPerDay ?? ((account: Account) => (account.kind === 'sandbox' ? null : submitsPerDay[parts.plan()]))

  const inner: Inner = {
    ...parts,
    clock,
    random,
    openedAt: clock.now(),
    costTolerance: parts.costTolerance ?? (() => noTolerance),
    mayStart: parts.mayStart ?? (() => 'yes'),
    closedBatches: parts.closedBatches ?? (() => []),
    keepTerms: parts.keepTerms ?? (() => {}),
    restoredFrom: parts.restoredFrom ?? null,
    get keyLifetimeMilliseconds() {
      return parts.keyLifetimeMilliseconds?.() ?? dayMilliseconds
    },
    store,
    places: openPlaces(store),
    spending: openSpending(database),
    day: openDay(database),
    durations: openDurations(database),
    conditions: openConditions({ store, plan: parts.plan, now: () => clock.now(), random }),
    deltas: openDeltas({
      announce: parts.announce,
      read: (ids) => store.jobs(ids).map((job) => toJob(job, liveFraction(job))),
      batch: (id) => store.batch(id),
      state: () => queueState(inner, dayLimit, resumedJobs),
    }),
    get journal() {
      if (journal === null) throw new AppError('not-possible-now', 'The queue has not been started')
      return journal
    },
    live: new Map(),
    nudges: openNudges(),
    links: openLinks(),
    fetchesFirst: false,
    refunds: openRefundChecks(database),
    owed: new Map(),
    ending: new AbortController(),
    wake: () => runner.wake(),
  }
  // Every request and transfer under way listens to it.
  setMaxListeners(0, inner.ending.signal)
  const runner = openRunner(inner, dayLimit)
  const liveFraction = (job: JobRecord) => (job.status === 'running' ? (inner.live.get(job.id)?.fraction ?? null) : null)

  /** Steps of many jobs, a few at a time, so that nothing else waits long. */
  const step = async (ids: readonly JobId[], transition: Transition) => {
    for (const chunk of chunked(ids, mostPerTransaction)) {
      applyAll(inner, chunk, transition)
      await turn()
    }
    runner.wake()
  }
  /** Refuses all of them when one is of another account: nothing queued for one ever reaches the other. */
  const assertOwn = (ids: readonly JobId[]) => {
    const account = accounts.current()
    for (const chunk of chunked(ids, pageOfSnapshot)) {
      if (store.jobs(chunk).some((job) => job.accountId !== account?.id)) throw new AppError('not-possible-now', 'It belongs to another account')
    }
  }
  const setProviderPaused = (key: string, isPaused: boolean) => {
    const account = accounts.current()
    if (account === null) throw new AppError('no-key', 'No account is in use')
    inner.conditions.setProviderPaused(account, key, isPaused)
    inner.deltas.stateChanged()
    runner.wake()
  }
  const forgetAccount = accounts.onChanged(() => {
    // Whatever the last key was refused for, this one may be fine.
    const account = accounts.current()
    if (account !== null && inner.conditions.block(account, clock.now())?.reason === 'unauthorized') inner.conditions.release(account)
    inner.deltas.stateChanged()
    runner.wake()
  })

  return {
    async start() {
      journal = await openJournal(parts.journalFile, { now: clock.now(), oldestBackupAt: parts.oldestBackupAt ?? null })
      const recovered = await recover(inner)
      resumedJobs = recovered.resumedJobs
      if (resumedJobs > 0) log.info('Jobs go on where they were', { jobs: resumedJobs })
      inner.deltas.stateChanged()
      stopNoting = keepNotingClock(inner)
      runner.start()
      return recovered
    },
    async stop() {
      forgetAccount()
      stopNoting?.()
      await runner.stop(stopGraceMilliseconds)
      inner.deltas.flush()
      parts.downloads.close()
      await journal?.close()
    },
    wake: () => runner.wake(),
    nudge(remoteId) {
      const account = accounts.current()
      inner.nudges.note(remoteId)
      if (account === null || !store.isRunning(account.id, remoteId)) return false
      if (inner.nudges.isDue(remoteId, clock.now())) runner.wake()
      return true
    },
    async snapshot() {
      const revision = inner.deltas.revision()
      const jobs: QueueSnapshot['jobs'] = []
      for (let after = -Infinity; ; ) {
        const page = store.listed(after, pageOfSnapshot)
        jobs.push(...page.map((job) => toJob(job, liveFraction(job))))
        if (page.length < pageOfSnapshot) break
        after = (page.at(-1) as JobRecord).position
        await turn()
      }
      return { revision, jobs, removed: [], batches: store.batches(), state: queueState(inner, dayLimit, resumedJobs) }
    },
    async enqueue(batch) {
      const ids = await enqueue(inner, batch)
      runner.wake()
      return ids
    },
    requestOf(id) {
      const job = store.job(id)
      if (job === null) throw new AppError('not-found', 'There is no such job')
      return job.request
    },
    cancel: (ids) => step(ids, (job, context) => canceled(job, store.attempt(job.attemptKey), runner.isSending(job.id), context)),
    async retry(ids, { newSeed }) {
      assertOwn(ids)
      await step(ids, (job) => retried(job, { newSeed: newSeed ? Math.floor(inner.random() * largestSeed) : null }))
    },
    async askAgain(ids) {
      assertOwn(ids)
      await step(ids, (job) => askedAgain(job, store.attempt(job.attemptKey)))
    },
    async startNew(ids) {
      assertOwn(ids)
      await step(ids, (job) => startedNew(job, store.attempt(job.attemptKey)))
    },
    adopt: (ids) => adopt(inner, ids),
    pause() {
      inner.conditions.setPaused(true)
      inner.deltas.stateChanged()
    },
    resume() {
      inner.conditions.setPaused(false)
      inner.conditions.release(accounts.current())
      inner.deltas.stateChanged()
      runner.wake()
    },
    pauseBatch: (id) => pauseBatch(inner, id),
    resumeBatch: (id) => resumeBatch(inner, id),
    pauseProvider: (key) => setProviderPaused(key, true),
    resumeProvider: (key) => setProviderPaused(key, false),
    edit(id, request) {
      const found = apply(inner, id, (job) => {
        const model = parts.models.find(job.accountId, providerKeyOf(request))
        return edited(job, request, { estimatedCredits: model?.creditCost ?? null, estimatedSeconds: model?.estimatedSeconds ?? null })
      })
      if (found === null) throw new AppError('not-found', 'There is no such job')
      runner.wake()
    },
    move(ids, before) {
      const waiting = ids.filter((id) => id !== before)
      const all = inner.places.move(waiting, before)
      inner.deltas.jobsChanged(all ? store.listedIds() : waiting)
      runner.wake()
    },
    async clear(ids) {
      for (const chunk of chunked(ids, mostPerTransaction)) {
        inner.deltas.jobsRemoved(store.clear(chunk))
        await turn()
      }
    },
    async downloadAgain(itemId) {
      const jobId = store.jobOfItem(itemId)
      if (jobId === null) throw new AppError('not-found', 'The job that made it is not known any more')
      assertOwn([jobId])
      await step([jobId], fetchedAgain)
    },
    unfinished: () => {
      const account = accounts.current()
      return account === null ? 0 : store.unfinishedCount(account.id)
    },
  }
}
