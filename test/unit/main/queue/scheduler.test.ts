import { describe, expect, test } from 'vitest'
import { nextPollAt, type PolledJob, type PollView } from '../../../../src-main/queue/polling'
import { decide, type RunningView, type View } from '../../../../src-main/queue/scheduler'
import type { QueueBlock } from '../../../../src-shared/job'
import { now } from './records'

const running = (change: Partial<RunningView> = {}): RunningView => ({
  id: 'r', phase: 'generating', providerKey: 'IMAGE/a', nextAt: 0, isBusy: false, holdsPlace: true, wantsPoll: true, cancelAt: null, isCanceling: false,
  wantsFile: false, acceptedAt: now - 60_000, expectedSeconds: 10, ...change,
})
const open = (change: Partial<RunningView> = {}) => running({ id: 'open', phase: 'submitting', wantsPoll: false, ...change })
const view = (change: Partial<View> = {}): View => ({
  now, hasAccount: true, paused: false, block: null, endpointBackAt: null, endpointMisanswers: false,
  limits: { limit: null, unused: null, left: null, resetAt: null, availableAt: now }, isPolling: false, isProbing: false, lastPollAt: null, concurrency: 3, submitsFrom: 0, day: { left: null, freeAt: null }, providerBackAt: new Map(), running: [],
  preparing: 0,
  heads: (key, limit) => Array.from({ length: Math.min(limit, 5) }, (_, index) => ({ id: `${key}-${index}`, position: index + (key.endsWith('b') ? 0.5 : 0) })),
  waitingProviders: ['IMAGE/a', 'IMAGE/b'], ...change,
})
const block = (reason: QueueBlock['reason'], until: number | null = null): QueueBlock => ({ reason, since: now, until, error: null })

describe('what to do next', () => {
  test('fills the free places in the order of the queue, whatever the provider', () => {
    expect(decide(view()).submit).toEqual(['IMAGE/a-0', 'IMAGE/b-0', 'IMAGE/a-1'])
    expect(decide(view({ running: [running(), running({ id: 's' })] })).submit).toEqual(['IMAGE/a-0'])
    expect(decide(view({ running: [running({ holdsPlace: false }), running({ id: 's' }), running({ id: 't' })] })).submit).toHaveLength(1)
  })
  test('submits go before polls, and an open question before both', () => {
    const limits = { limit: 10, unused: 2, left: 2, resetAt: now + 30_000, availableAt: now }
    const decision = decide(view({ limits, running: [open(), running()] }))
    expect(decision).toMatchObject({ submit: ['open', 'IMAGE/a-0'], poll: [] })
  })
  test('nothing goes out before a reset, and it is looked at then', () => {
    const limits = { limit: 10, unused: 0, left: 0, resetAt: now + 20_000, availableAt: now + 20_000 }
    expect(decide(view({ limits, running: [open(), running()] }))).toMatchObject({ submit: [], poll: [], lookAt: now + 20_000 })
  })
  test('paused: nothing new, but what runs is brought to its end', () => {
    expect(decide(view({ paused: true, running: [running()] }))).toMatchObject({ submit: [], poll: ['r'] })
  })
  test('credits used up: nothing new, what runs goes on, and then nothing at all', () => {
    expect(decide(view({ block: block('insufficient-credits'), running: [running()] }))).toMatchObject({ submit: [], poll: ['r'] })
    const idle = decide(view({ block: block('insufficient-credits') }))
    expect(idle).toMatchObject({ submit: [], poll: [], probe: false })
    expect(idle.lookAt).toBeGreaterThan(now + 60_000)
  })
  test('a refused key: not one request', () => {
    const decision = decide(view({ block: block('unauthorized'), running: [running(), open(), running({ id: 'c', cancelAt: 0 })] }))
    expect(decision).toMatchObject({ submit: [], poll: [], cancel: [], probe: false })
  })
  test('an endpoint that does not answer: one request at its time, and nothing new', () => {
    expect(decide(view({ endpointBackAt: now + 5_000, running: [running(), open()] }))).toMatchObject({ submit: [], poll: [], probe: false, lookAt: now + 5_000 })
    expect(decide(view({ endpointBackAt: now, running: [running(), open()] }))).toMatchObject({ submit: [], poll: ['r'] })
    expect(decide(view({ endpointBackAt: now, running: [open()] }))).toMatchObject({ submit: ['open'] })
    expect(decide(view({ endpointBackAt: now, endpointMisanswers: true, running: [open()] }))).toMatchObject({ submit: [], probe: true })
    expect(decide(view({ endpointBackAt: now }))).toMatchObject({ submit: [], probe: true })
    expect(decide(view({ endpointBackAt: now, isProbing: true }))).toMatchObject({ submit: [], probe: false })
  })
  test('a provider that is down: others go on, and one job tries at its time', () => {
    const down = (backAt: number, more: Partial<View> = {}) => decide(view({ providerBackAt: new Map([['IMAGE/a', backAt]]), ...more }))
    expect(down(now + 9_000)).toMatchObject({ submit: ['IMAGE/b-0', 'IMAGE/b-1', 'IMAGE/b-2'], lookAt: now + 9_000 })
    expect(down(now, { waitingProviders: ['IMAGE/a'] }).submit).toEqual(['IMAGE/a-0'])
    expect(down(now, { waitingProviders: ['IMAGE/a'], running: [open({ isBusy: true })] }).submit).toEqual([])
  })
  test('the day is used up: nothing new until its oldest request is a day old', () => {
    expect(decide(view({ day: { left: 0, freeAt: now + 60_000 } }))).toMatchObject({ submit: [], lookAt: now + 60_000 })
    expect(decide(view({ day: { left: 1, freeAt: now + 60_000 } })).submit).toHaveLength(1)
  })
  test('a full disk: no transfers and nothing new to pay for; at its time one transfer tries', () => {
    const files = [running({ id: 'd', phase: 'downloading', wantsPoll: false, wantsFile: true, holdsPlace: false }), running({ id: 'e', phase: 'downloading', wantsPoll: false, wantsFile: true, holdsPlace: false })]
    expect(decide(view({ block: block('disk-full', now + 9_000), running: files }))).toMatchObject({ submit: [], download: [], lookAt: now + 9_000 })
    expect(decide(view({ block: block('disk-full', now - 1), running: files }))).toMatchObject({ submit: [], download: ['d'] })
    expect(decide(view({ running: files })).download).toEqual(['d', 'e'])
  })
  test('a result whose link soon ends and that no transfer takes yet goes before new paid jobs; then they are sent', () => {
    const file = (id: string, change: Partial<RunningView> = {}) => running({ id, phase: 'downloading', wantsPoll: false, wantsFile: true, holdsPlace: false, ...change })
    const busy = ['1', '2', '3', '4'].map((id) => file(id, { isBusy: true }))
    const soon = file('soon', { expiresAt: now + 60_000 })
    expect(decide(view({ running: [...busy, soon] }))).toMatchObject({ submit: [], download: [], fetchesFirst: true })
    expect(decide(view({ running: [...busy.slice(1), file('late'), soon] }))).toMatchObject({ download: ['soon'], fetchesFirst: false })
    expect(decide(view({ running: [...busy.slice(1), file('late'), soon] })).submit.length).toBeGreaterThan(0)
    expect(decide(view({ running: [...busy, file('late', { expiresAt: now + 3_600_000 })] })).submit.length).toBeGreaterThan(0)
    expect(decide(view({ running: Array.from({ length: 60 }, (_, index) => file(`f${index}`)) }))).toMatchObject({ submit: [], fetchesFirst: true })
  })
  test('without an account nothing happens', () => {
    expect(decide(view({ hasAccount: false, block: block('no-key') }))).toMatchObject({ submit: [], poll: [], probe: false })
  })
  test('one poll at a time, for all that run', () => {
    expect(decide(view({ isPolling: true, running: [running()] })).poll).toEqual([])
    expect(decide(view({ waitingProviders: [], running: [running(), running({ id: 's', acceptedAt: now })] })).poll).toEqual(['r', 's'])
  })
})

/** Requests within so many minutes while every place that is seen to be free is filled at once. */
function requestsOf(places: number, expectedSeconds: number, view: PollView, minutes: number): number {
  let started = 0
  const start = (at: number): PolledJob & { endsAt: number } => {
    // Spread as durations are: this one's rank among a thousand.
    const rank = ((started++ * 618) % 1_000) / 1_000 + 0.000_5
    return { acceptedAt: at, expectedSeconds, nextAt: 0, isUrgent: false, endsAt: at + expectedSeconds * 1_000 * (rank / (1 - rank)) ** (1 / 3.5) }
  }
  let at = now
  let lastPollAt: number | null = null
  let polls = 0
  let jobs = Array.from({ length: places }, () => start(at))
  while (at < now + minutes * 60_000) {
    at = Math.max(at, nextPollAt({ ...view, now: at, lastPollAt, jobs }) ?? Infinity)
    lastPollAt = at
    polls++
    jobs = jobs.map((job) => (job.endsAt <= at ? start(at) : job))
  }
  return started + polls
}

describe('when to ask what became of the running jobs', () => {
  const job = { acceptedAt: now, expectedSeconds: 100, nextAt: 0, isUrgent: false }
  const base = { now, jobs: [job], lastPollAt: null, limit: null, unused: null, left: null, resetAt: null, othersWait: true }
  const free = { ...base, limit: 10, unused: 0 }
  /** Milliseconds from the last poll, at this age of the job, to the next. */
  const interval = (age: number, view: PollView = base) => (nextPollAt({ ...view, now: now + age, lastPollAt: now + age }) ?? 0) - (now + age)

  test('not before a generation can be done', () => {
    expect(nextPollAt(base)).toBeGreaterThan(now + 20_000)
    expect(nextPollAt(free)).toBeGreaterThan(nextPollAt(base) ?? 0)
    expect(nextPollAt(free)).toBeLessThan(now + 60_000)
  })
  test('no more often than is useful, nor than once a second', () => {
    expect(interval(100_000)).toBeGreaterThan(800)
    expect(interval(100_000)).toBeLessThan(3_000)
    expect(interval(60_000, { ...base, jobs: [{ ...job, expectedSeconds: 1 }] })).toBeGreaterThanOrEqual(1_000)
  })
  test('what takes far longer than expected is asked for ever more slowly, but never less than every quarter of an hour', () => {
    expect(interval(3_600_000)).toBeGreaterThan(interval(400_000))
    expect(interval(365 * 24 * 3_600_000)).toBe(15 * 60_000)
  })
  test('an estimate of a year or an age of one postpones it by no more than a quarter of an hour', () => {
    const year = 365 * 24 * 3_600_000
    const long = { expectedSeconds: year / 1_000, nextAt: 0, isUrgent: false }
    expect(nextPollAt({ ...base, jobs: [{ ...long, acceptedAt: now - 1_000 }] })).toBeLessThanOrEqual(now + 15 * 60_000)
    expect(nextPollAt({ ...base, lastPollAt: now, jobs: [{ ...long, expectedSeconds: 10, acceptedAt: now - year }] })).toBeLessThanOrEqual(now + 15 * 60_000)
  })
  test.each([[10, 1, 75], [30, 3, 75], [60, 10, 75], [10, 1, 8], [30, 3, 8], [60, 10, 8]])(
    'of %i requests a minute each job of %i places at %i s gets its submit, and polls share the rest', (limit, places, expectedSeconds) => {
      const minutes = 20
      const requests = requestsOf(places, expectedSeconds, { ...base, limit, unused: 0 }, minutes)
      expect(requests).toBeLessThan(limit * minutes * 1.1)
      expect(requests).toBeGreaterThan(limit * minutes * 0.65)
    },
  )
  test('what other clients leave unused lets polls come sooner', () => {
    expect(interval(100_000, { ...free, unused: 8 })).toBeLessThan(interval(100_000, free))
  })
  test('without a known limit, what is left of the minute is spread over the rest of it', () => {
    const left = (count: number) => interval(60_000, { ...base, left: count, resetAt: now + 90_000, othersWait: false })
    expect(left(3)).toBeGreaterThan(left(30))
  })
  test('nothing to ask for is no poll; a fresh link is asked for at once', () => {
    expect(nextPollAt({ ...base, jobs: [] })).toBeNull()
    expect(nextPollAt({ ...base, jobs: [{ ...job, isUrgent: true }] })).toBeLessThanOrEqual(now)
  })
  test('what the API itself hurries waits for no budget of polls', () => {
    const hurried = { ...free, jobs: [{ ...job, isNudged: true }] }
    expect(interval(5_000, hurried)).toBe(1_000)
    expect(interval(5_000, { ...free, jobs: [{ ...job, isUrgent: true }] })).toBeGreaterThan(5_000)
  })
  test('a limit of nothing at all is no reason to ask never again, nor at once', () => {
    const at = interval(60_000, { ...base, limit: 0, unused: 0, left: 0 })
    expect(at).toBeGreaterThanOrEqual(60_000)
    expect(at).toBeLessThanOrEqual(16 * 60_000)
  })
  test('an error of one job keeps it out until its own time', () => {
    expect(nextPollAt({ ...base, now: now + 400_000, jobs: [{ ...job, nextAt: now + 500_000 }] })).toBe(now + 500_000)
  })
})
