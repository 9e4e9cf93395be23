import { describe, expect, test } from 'vitest'
import { nextPollAt } from '../../../../src-main/queue/polling'
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
  limits: { left: null, resetAt: null, availableAt: now }, isPolling: false, isProbing: false, lastPollAt: null, concurrency: 3, submitsFrom: 0, day: { left: null, freeAt: null }, providerBackAt: new Map(), running: [],
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
    const limits = { left: 2, resetAt: now + 30_000, availableAt: now }
    const decision = decide(view({ limits, running: [open(), running()] }))
    expect(decision).toMatchObject({ submit: ['open', 'IMAGE/a-0'], poll: [] })
  })
  test('nothing goes out before a reset, and it is looked at then', () => {
    const limits = { left: 0, resetAt: now + 20_000, availableAt: now + 20_000 }
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
  test('without an account nothing happens', () => {
    expect(decide(view({ hasAccount: false, block: block('no-key') }))).toMatchObject({ submit: [], poll: [], probe: false })
  })
  test('one poll at a time, for all that run', () => {
    expect(decide(view({ isPolling: true, running: [running()] })).poll).toEqual([])
    expect(decide(view({ waitingProviders: [], running: [running(), running({ id: 's', acceptedAt: now })] })).poll).toEqual(['r', 's'])
  })
})

describe('when to ask what became of the running jobs', () => {
  const job = { acceptedAt: now, expectedSeconds: 100, nextAt: 0, isUrgent: false }
  const base = { now, jobs: [job], lastPollAt: null, left: null, resetAt: null, othersWait: true }

  test('not before a generation can be done', () => {
    expect(nextPollAt(base)).toBe(now + 30_000)
  })
  test('no more often than is useful, nor than once a second', () => {
    const at = now + 60_000
    expect(nextPollAt({ ...base, now: at, lastPollAt: at })).toBe(at + 2_000)
    expect(nextPollAt({ ...base, now: at, lastPollAt: at, jobs: [{ ...job, expectedSeconds: 1 }] })).toBeGreaterThanOrEqual(at + 1_000)
  })
  test('what takes far longer than expected is asked for ever more slowly', () => {
    const late = (age: number) => (nextPollAt({ ...base, now: now + age, lastPollAt: now + age }) ?? 0) - (now + age)
    expect(late(3_600_000)).toBeGreaterThan(late(400_000))
  })
  test('an estimate of a year or an age of one postpones it by no more than a quarter of an hour', () => {
    const year = 365 * 24 * 3_600_000
    const long = { expectedSeconds: year / 1_000, nextAt: 0, isUrgent: false }
    expect(nextPollAt({ ...base, jobs: [{ ...long, acceptedAt: now - 1_000 }] })).toBeLessThanOrEqual(now + 15 * 60_000)
    expect(nextPollAt({ ...base, lastPollAt: now, jobs: [{ ...long, expectedSeconds: 10, acceptedAt: now - year }] })).toBeLessThanOrEqual(now + 15 * 60_000)
  })
  test('what is left of the minute is spread over the rest of it', () => {
    const at = now + 60_000
    const spacing = (left: number) => (nextPollAt({ ...base, now: at, lastPollAt: at, left, resetAt: at + 30_000, othersWait: false }) ?? 0) - at
    expect(spacing(3)).toBe(10_000)
    expect(spacing(30)).toBe(2_000)
  })
  test('nothing to ask for is no poll; a fresh link is asked for at once', () => {
    expect(nextPollAt({ ...base, jobs: [] })).toBeNull()
    expect(nextPollAt({ ...base, jobs: [{ ...job, isUrgent: true }] })).toBeLessThanOrEqual(now)
  })
})
