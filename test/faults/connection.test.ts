import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, test, type ExpectStatic } from 'vitest'
import type { QueueBlock } from '../../src-shared/job'
import { openGateway, other, pass } from './gateway'
import { noHotLoop, onceEach } from './measure'
import { openWorld, type World } from './world'

const pem = (name: string) => readFileSync(join('test/faults/certificates', `${name}.pem`))

// The authority of the test's certificates is trusted here, so that what is wrong with each is its own fault.
const { createSecureContext } = tls
beforeAll(() => {
  tls.createSecureContext = (options) => createSecureContext({ ...options, ca: [pem('authority')] })
})
afterAll(() => {
  tls.createSecureContext = createSecureContext
})

/** The way to the endpoint is broken as a whole, and mended: nothing is paid meanwhile, every job waits, and each is paid once in the end. */
async function survives(world: World, expect: ExpectStatic, reason: QueueBlock['reason'], breakIt: () => unknown, mend: () => unknown) {
  await breakIt()
  const ids = await world.enqueue(3)
  await world.desk.until(world.desk.state, (state) => state.block?.reason === reason)
  await world.pass(60)
  for (const job of await world.desk.jobs()) expect(['queued', 'running'], `${job.status} while ${reason}`).toContain(job.status)
  noHotLoop(world, expect)
  expect(world.charges()).toEqual([])
  await mend()
  expect((await world.ended(ids)).map((job) => job.status)).toEqual(['completed', 'completed', 'completed'])
  onceEach(world, expect)
}

describe.concurrent('the endpoint cannot be reached as it should be', () => {
  test('row 1: its name is not found', async (context) => {
    const world = await openWorld(context)
    const at = world.desk.account()
    await survives(world, context.expect, 'offline', () => world.desk.use({ ...at, endpoint: 'http://nowhere.invalid/graphql' }), () => world.desk.use(at))
  })

  test('row 2: connections are refused', async (context) => {
    const world = await openWorld(context)
    await survives(world, context.expect, 'offline', world.gateway.shut, world.gateway.open)
  })

  test('row 2: refused after the attempt was written down: that very key goes out later', async (context) => {
    const world = await openWorld(context)
    await world.gateway.shut()
    const ids = await world.enqueue()
    const keys = await world.desk.until(world.keys, (found) => found.length === 1)
    await world.pass(20)
    context.expect(world.paid()).toEqual([])
    await world.gateway.open()
    await world.ended(ids)
    context.expect(world.paid().map((seen) => seen.key)).toEqual(keys)
    context.expect(world.keys()).toEqual(keys)
  })

  test.for(['self', 'expired', 'other'])('row 3: a certificate that is not to be trusted (%s): not one request arrives', async (name, context) => {
    const world = await openWorld(context)
    const secure = await openGateway(world.sandbox, pem(name))
    context.onTestFinished(secure.close)
    const at = world.desk.account()
    const isTold = survives(world, context.expect, 'connection-not-trusted', () => world.desk.use({ ...at, endpoint: secure.url }), () => {
      context.expect(secure.seen).toEqual([])
      world.desk.use(at)
    })
    await isTold
  })

  test('row 3: a certificate in order is trusted, so the three above are refused for their own fault', async (context) => {
    const world = await openWorld(context)
    const secure = await openGateway(world.sandbox, pem('good'))
    context.onTestFinished(secure.close)
    world.desk.use({ ...world.desk.account(), endpoint: secure.url })
    context.expect((await world.ended(await world.enqueue()))[0]?.status).toBe('completed')
  })

  test('row 4: a captive portal answers everything with its page', async (context) => {
    const world = await openWorld(context)
    const portal = other(200, '<html><body>Sign in to Wi-Fi</body></html>')
    await survives(world, context.expect, 'not-an-api-answer', () => (world.gateway.act = portal), () => (world.gateway.act = null))
  })

  test('row 5: a proxy asks for a sign-in', async (context) => {
    const world = await openWorld(context)
    const proxy = other(407, '', { 'proxy-authenticate': 'Basic' })
    await survives(world, context.expect, 'proxy-sign-in', () => (world.gateway.act = proxy), () => (world.gateway.act = null))
  })

  test('row 5: known as a proxy, the connection is told of, not the job', async (context) => {
    const world = await openWorld(context)
    world.gateway.act = other(407, '')
    const ids = await world.enqueue()
    await world.desk.until(world.desk.state, (state) => state.block?.reason === 'proxy-sign-in')
    await world.restart({ isStopped: true })
    context.expect((await world.desk.jobs()).map((job) => job.status)).not.toContain('failed')
    world.gateway.act = null
    await world.desk.queue.start()
    await world.ended(ids)
    onceEach(world, context.expect)
  })

  test.for([301, 302, 307, 308])('row 22: sent elsewhere by %i: the other host sees no key, and no request at all', async (status, context) => {
    const seen: unknown[] = []
    const canary = createServer((request, response) => {
      seen.push(request.headers)
      response.end('{}')
    })
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
    context.onTestFinished(() => new Promise<void>((resolve) => void canary.close(() => resolve())))
    const elsewhere = other(status, '', { location: `http://127.0.0.1:${(canary.address() as AddressInfo).port}/graphql` })
    const world = await openWorld(context)
    await survives(world, context.expect, 'redirect-refused', () => (world.gateway.act = elsewhere), () => (world.gateway.act = null))
    context.expect(seen).toEqual([])
  })

  test('row 23: connections that end after each answer, without a word or with one: never used again', async (context) => {
    const world = await openWorld(context)
    world.gateway.act = async (passage) => {
      passage.response.setHeader('connection', 'keep-alive')
      await pass(passage)
      passage.response.once('finish', () => setTimeout(() => passage.request.socket.resetAndDestroy(), 5))
    }
    const ids = await world.enqueue(8)
    context.expect((await world.ended(ids)).every((job) => job.status === 'completed')).toBe(true)
    context.expect(world.gateway.seen.filter((seen) => seen.isReused || seen.headers.connection !== 'close')).toEqual([])
    context.expect(world.paid()).toHaveLength(8)
    onceEach(world, context.expect)
  })

  test('row 24: an answer of single drops: the other jobs go on, and it is asked for again with its key', async (context) => {
    const world = await openWorld(context, { timeouts: { connect: 5_000, answer: 20_000, idle: 1_500, body: 6_000 } })
    world.sandbox.control.addFault({ kind: 'drip', params: { bytes: 1, ms: 400 }, match: { operation: 'generate', times: 1 } })
    const ids = await world.enqueue(6)
    const before = performance.now()
    await world.desk.until(world.desk.jobs, (jobs) => jobs.filter((job) => job.status === 'completed').length >= 5)
    const dripping = (await world.desk.jobs()).find((job) => job.status !== 'completed')
    if (performance.now() - before < 5_000) context.expect(dripping?.phase).toBe('submitting')
    await world.ended(ids)
    context.expect(world.paid()).toHaveLength(7)
    onceEach(world, context.expect)
  })
})
