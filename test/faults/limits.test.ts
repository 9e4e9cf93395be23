import { describe, test } from 'vitest'
import type { FaultRule } from '../../src-sandbox/faults'
import type { SeenRequest } from '../../src-sandbox/requestLog'
import { onceEach } from './measure'
import { openWorld, type World } from './world'

const longest = 15 * 60

/** Seconds of the app's time between the struck request and the next one of any kind. */
async function waitAfter(world: World, kind: string): Promise<number> {
  const all = () => world.sandbox.control.requests().filter((seen) => seen.path === '/graphql')
  const at = (seen: SeenRequest[]) => seen.findIndex((one) => one.fault === kind)
  const seen = await world.desk.until(all as () => SeenRequest[], (found) => at(found) >= 0 && found.length > at(found) + 1)
  const struck = at(seen)
  const [from, to] = [seen[struck]?.atMs ?? 0, seen[struck + 1]?.atMs ?? 0]
  return ((to - from) * world.clock.speed) / 1_000
}

interface Told {
  name: string
  headers: Record<string, string>
  /** Nothing may be asked for so many seconds; a second is the least in any case. */
  atLeast: number
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds
const date = (seconds: number) => new Date(Date.now() + seconds * 1_000).toUTCString()

/** Moments are told anew for each request: the app's time runs faster than the server's, so that only what is far away can be told as one. */
const resets: (() => Told)[] = [
  () => ({ name: 'seconds to wait', headers: { 'x-ratelimit-reset': '40' }, atLeast: 40 }),
  () => ({ name: 'the epoch in seconds', headers: { 'x-ratelimit-reset': String(inSeconds(300)) }, atLeast: 290 }),
  () => ({ name: 'the epoch in milliseconds', headers: { 'x-ratelimit-reset': String(inSeconds(300) * 1_000) }, atLeast: 290 }),
  () => ({ name: 'no reset', headers: {}, atLeast: 1 }),
  () => ({ name: 'NaN', headers: { 'x-ratelimit-reset': 'NaN' }, atLeast: 1 }),
  () => ({ name: 'beyond 2^31', headers: { 'x-ratelimit-reset': '2147483649' }, atLeast: longest - 10 }),
  () => ({ name: 'beyond 2^31 milliseconds', headers: { 'retry-after': '2147484' }, atLeast: longest }),
  () => ({ name: 'nothing', headers: { 'x-ratelimit-reset': '0' }, atLeast: 1 }),
  () => ({ name: 'less than nothing', headers: { 'x-ratelimit-reset': '-5' }, atLeast: 1 }),
  () => ({ name: 'both, and Retry-After counts', headers: { 'x-ratelimit-reset': '5', 'retry-after': '60' }, atLeast: 60 }),
]
const retries: (() => Told)[] = [
  () => ({ name: 'seconds', headers: { 'retry-after': '45' }, atLeast: 45 }),
  () => ({ name: 'an HTTP date', headers: { 'retry-after': date(300) }, atLeast: 290 }),
  () => ({ name: 'a date in the past', headers: { 'retry-after': date(-3_600) }, atLeast: 1 }),
  () => ({ name: 'the year 2099', headers: { 'retry-after': 'Thu, 01 Jan 2099 00:00:00 GMT' }, atLeast: longest }),
  () => ({ name: 'negative', headers: { 'retry-after': '-30' }, atLeast: 1 }),
  () => ({ name: 'garbage', headers: { 'retry-after': 'soon ;-)' }, atLeast: 1 }),
]

describe.concurrent('told to wait: no request before the time, none more often than once a second, and no wait is endless', () => {
  test.for(retries.map((told) => told()))('rows 11 and 12: 503 with Retry-After of $name', async (told, context) => {
    const world = await openWorld(context, { isDirect: true, speed: 150 })
    const fresh = retries.map((one) => one()).find((one) => one.name === told.name) as Told
    world.sandbox.control.addFault({ kind: 'status', params: { status: 503, headers: fresh.headers }, match: { operation: 'generate', times: 1 } })
    const ids = await world.enqueue()
    context.expect(await waitAfter(world, 'status')).toBeGreaterThanOrEqual(fresh.atLeast)
    context.expect((await world.ended(ids))[0]).toMatchObject({ status: 'completed', attempt: 1 })
    onceEach(world, context.expect)
  })

  test.for(resets.map((told) => told()))('row 13: 429 with a reset told as $name', async (told, context) => {
    const world = await openWorld(context, { isDirect: true, speed: 150 })
    const fresh = resets.map((one) => one()).find((one) => one.name === told.name) as Told
    world.sandbox.control.addFault({ kind: 'rateLimit', params: { headers: fresh.headers }, match: { operation: 'generate', times: 1 } })
    const ids = await world.enqueue()
    context.expect(await waitAfter(world, 'rateLimit')).toBeGreaterThanOrEqual(fresh.atLeast)
    context.expect((await world.ended(ids))[0]).toMatchObject({ status: 'completed', attempt: 1 })
    onceEach(world, context.expect)
  })

  test('row 13: refused for ever without a hint: ever slower, and no job fails', async (context) => {
    const world = await openWorld(context, { isDirect: true, speed: 400 })
    const rule: FaultRule = { kind: 'rateLimit', params: { headers: {} } }
    const faults = ['generate', 'generation', 'introspection'].map((operation) => world.sandbox.control.addFault({ ...rule, match: { operation } }))
    const ids = await world.enqueue(3)
    await world.pass(3_600)
    // An hour of refusals, each wait twice the last: far from sixty a minute.
    context.expect(world.sandbox.control.requests().length).toBeLessThanOrEqual(30)
    for (const job of await world.desk.jobs()) context.expect(['queued', 'running']).toContain(job.status)
    for (const fault of faults) world.sandbox.control.removeFault(fault)
    await world.desk.until(world.desk.jobs, (jobs) => jobs.every((job) => job.status === 'completed'))
    context.expect(ids).toHaveLength(3)
    onceEach(world, context.expect)
  })

  test('row 14: none left, said beside a success: no error, and the next request after the reset', async (context) => {
    const world = await openWorld(context, { isDirect: true, speed: 40, plan: 'free' })
    const headers = { 'X-RateLimit-Limit': '10', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '50' }
    world.sandbox.control.addFault({ kind: 'headers', params: { headers }, match: { operation: 'generate', times: 1 } })
    const ids = await world.enqueue(2)
    context.expect(await waitAfter(world, 'headers')).toBeGreaterThanOrEqual(50)
    const ended = await world.ended(ids)
    context.expect(ended.map((job) => [job.status, job.error])).toEqual(ids.map(() => ['completed', null]))
    onceEach(world, context.expect)
  })
})
