import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { noHotLoop, onceEach } from './measure'
import { openWorld } from './world'

const hour = 3_600_000
const unknownOnce = { kind: 'reset', params: { executed: false }, match: { operation: 'generate', times: 1 } }

describe.concurrent('what the API says of money, models and keys', () => {
  test('row 25: credits run out in the middle of a hundred jobs: one word of it, the rest waits, and nothing is asked', async (context) => {
    const world = await openWorld(context, { isDirect: true })
    world.sandbox.control.setCredits(12)
    const ids = await world.enqueue(100)
    await world.desk.until(world.desk.state, (state) => state.block?.reason === 'insufficient-credits')
    await world.desk.until(world.desk.jobs, (jobs) => jobs.every((job) => job.status === 'queued' || job.status === 'completed'))
    context.expect(world.charges()).toHaveLength(12)
    context.expect((await world.desk.jobs()).filter((job) => job.status === 'queued')).toHaveLength(88)
    context.expect((await world.desk.jobs()).filter((job) => job.error !== null)).toEqual([])
    world.sandbox.control.clearRequests()
    await world.pass(900)
    context.expect(world.sandbox.control.requests().filter((seen) => seen.path === '/graphql')).toEqual([])
    await world.restart()
    await world.pass(60)
    context.expect(world.sandbox.control.requests().filter((seen) => seen.path === '/graphql')).toEqual([])
    world.sandbox.control.setCredits(1_000)
    world.desk.queue.resume()
    await world.desk.until(world.charges, (charges) => charges.length >= ids.length)
    await world.pass(60)
    onceEach(world, context.expect)
  })

  test('row 26: an invalid option fails its job, names it, costs nothing, and the next one runs', async (context) => {
    const world = await openWorld(context, { isDirect: true })
    const [bad = ''] = await world.enqueue(1, { options: { aspectRatio: '7:5:3' } })
    const good = await world.enqueue()
    context.expect((await world.ended([bad]))[0]).toMatchObject({ status: 'failed', error: { code: 'invalid-input', details: { option: 'aspectRatio' } } })
    context.expect((await world.ended(good))[0]?.status).toBe('completed')
    await world.pass(120)
    context.expect(world.paid()).toHaveLength(2)
    context.expect(world.charges()).toHaveLength(1)
  })

  test('row 27: a provider that is busy three times, then not: charged once', async (context) => {
    const world = await openWorld(context, { isDirect: true })
    world.sandbox.control.addFault({ kind: 'errorCode', params: { code: 'PROVIDER_UNAVAILABLE' }, match: { operation: 'generate', times: 3 } })
    const [job] = await world.ended(await world.enqueue())
    context.expect(job?.status).toBe('completed')
    context.expect(world.paid()).toHaveLength(4)
    context.expect(world.charges()).toHaveLength(1)
  })

  test('row 28: a provider that is down for hours: others go on, and it is tried ever more rarely, at least every quarter of an hour', async (context) => {
    const world = await openWorld(context, { isDirect: true, speed: 1_200 })
    world.sandbox.control.setProviderAvailable('flux-dev', false)
    const waiting = await world.enqueue(5)
    const others = await world.enqueue(3, { provider: 'flux-ultra' })
    context.expect((await world.ended(others)).every((job) => job.status === 'completed')).toBe(true)
    await world.desk.until(world.desk.state, (state) => state.pausedProviders.some((paused) => paused.key === 'IMAGE/flux-dev'))
    world.sandbox.control.clearRequests()
    const from = world.clock.now()
    await world.pass(4 * 3_600)
    const hours = (world.clock.now() - from) / hour
    const tries = world.paid().length
    context.expect(tries).toBeGreaterThanOrEqual(Math.floor(hours * 2))
    context.expect(tries).toBeLessThanOrEqual(hours * 6 + 8)
    world.sandbox.control.setProviderAvailable('flux-dev', true)
    context.expect((await world.ended(waiting)).every((job) => job.status === 'completed')).toBe(true)
    onceEach(world, context.expect)
  })

  test('row 29: failed and charged: the reason and the cost are there, and nothing runs again by itself', async (context) => {
    const world = await openWorld(context, { isDirect: true, settings: { refunds: { failed: false } } })
    world.sandbox.control.addFault({ kind: 'failGeneration', params: { message: 'The model gave up' }, match: { operation: 'generate', times: 1 } })
    const [id = ''] = await world.enqueue()
    const [job] = await world.ended([id])
    context.expect(job).toMatchObject({ status: 'failed', error: { code: 'generation-failed', message: 'The model gave up' }, creditCost: 1 })
    await world.pass(600)
    context.expect(world.paid()).toHaveLength(1)
    context.expect(world.charges()).toHaveLength(1)
    context.expect((await world.desk.state()).spentToday).toBe(1)
    await world.desk.queue.retry([id], { newSeed: true })
    context.expect((await world.ended([id]))[0]).toMatchObject({ status: 'completed', attempt: 2 })
    context.expect((await world.desk.state()).spentToday).toBe(2)
  })

  test('row 30: failed, and the poll that says so reports what was given back: spending follows', async (context) => {
    const world = await openWorld(context, { isDirect: true, settings: { refunds: { failed: true } } })
    world.sandbox.control.addFault({ kind: 'failGeneration', match: { operation: 'generate', times: 1 } })
    const [job] = await world.ended(await world.enqueue())
    context.expect(job).toMatchObject({ status: 'failed', creditCost: 0 })
    context.expect((await world.desk.state()).spentToday).toBe(0)
  })

  test('row 30: given back only later: a failed job is looked at again a few times, for nothing, and spending follows', async (context) => {
    const world = await openWorld(context, { isDirect: true, speed: 600, settings: { refunds: { failed: false } } })
    world.sandbox.control.addFault({ kind: 'failGeneration', match: { operation: 'generate', times: 1 } })
    const [id = ''] = await world.enqueue()
    const [job] = await world.ended([id])
    context.expect(job).toMatchObject({ status: 'failed', creditCost: 1 })
    context.expect((await world.desk.state()).spentToday).toBe(1)
    // Half of it is back after some minutes, and the rest after hours.
    await world.pass(120)
    world.sandbox.control.refund(job?.remoteId ?? '', 0.5)
    await world.desk.until(world.desk.state, (state) => state.spentToday === 0.5)
    await world.restart()
    world.sandbox.control.refund(job?.remoteId ?? '', 0.5)
    await world.desk.until(world.desk.state, (state) => state.spentToday === 0)
    context.expect(await world.desk.job(id)).toMatchObject({ status: 'failed', creditCost: 0 })
    world.sandbox.control.clearRequests()
    await world.pass(8 * 3_600)
    context.expect(world.sandbox.control.requests().filter((seen) => seen.path === '/graphql')).toEqual([])
    context.expect(world.charges()).toHaveLength(1)
  })

  test('row 30: never given back: looked at four times in six hours, together, and no more', async (context) => {
    const world = await openWorld(context, { isDirect: true, speed: 1_200, settings: { refunds: { failed: false } } })
    world.sandbox.control.addFault({ kind: 'failGeneration', match: { operation: 'generate', times: 5 } })
    await world.ended(await world.enqueue(5))
    // As if all had ended this moment: at this speed a busy machine parts them by minutes.
    const now = world.clock.now()
    world.desk.database.run('UPDATE refund_checks SET ended_at = ?, next_at = ?, looks = 0', [now, now + 60_000])
    world.sandbox.control.clearRequests()
    await world.pass(9 * 3_600)
    const asked = world.sandbox.control.requests().filter((seen) => seen.path === '/graphql').length
    context.expect(asked).toBeGreaterThanOrEqual(4)
    // A look that was under way meanwhile may have parted them once more.
    context.expect(asked).toBeLessThanOrEqual(4 * 3)
    context.expect(world.desk.database.get<{ count: number }>('SELECT count(*) AS count FROM refund_checks')).toMatchObject({ count: 0 })
    context.expect((await world.desk.state()).spentToday).toBe(5)
  })

  test('row 31: the key is refused in the middle of the night: every job is kept, and there is no storm', async (context) => {
    const world = await openWorld(context, { settings: { timeScale: 0.2 } })
    const ids = await world.enqueue(12)
    await world.desk.until(world.charges, (charges) => charges.length >= 5)
    world.sandbox.control.set({ keys: ['another'] })
    await world.desk.until(world.desk.state, (state) => state.block?.reason === 'unauthorized')
    await world.pass(10)
    const refused = world.sandbox.control.requests().filter((seen) => seen.status === 401)
    // What was under way together is refused together; after that nothing is asked.
    context.expect(refused.length).toBeLessThanOrEqual(11)
    const seen = world.gateway.seen.length
    await world.pass(1_800)
    context.expect(world.gateway.seen.length).toBe(seen)
    for (const job of await world.desk.jobs()) context.expect(job.status).not.toBe('failed')
    world.sandbox.control.set({ keys: [world.desk.account().key] })
    world.desk.use({ ...world.desk.account() })
    context.expect((await world.ended(ids)).every((job) => job.status === 'completed')).toBe(true)
    onceEach(world, context.expect)
  })

  test('row 32: other bytes under the same key: held with the evidence, and nothing new goes out', async (context) => {
    const world = await openWorld(context)
    let sends = 0
    world.gateway.act = async (passage) => {
      if (passage.key === null) return passage.answer(await passage.forward())
      if (++sends > 1) return passage.answer(await passage.forward(Buffer.concat([passage.body, Buffer.from(' ')])))
      await passage.forward()
      return passage.request.socket.resetAndDestroy()
    }
    const [job] = await world.ended(await world.enqueue())
    context.expect(job).toMatchObject({ status: 'held', heldReason: 'body-mismatch' })
    const evidence = world.desk.database.get<{ evidence: string }>('SELECT evidence FROM attempts')?.evidence
    context.expect(evidence).toContain('IDEMPOTENCY_KEY_REUSED')
    await world.pass(600)
    context.expect(sends).toBe(2)
    context.expect(world.charges()).toHaveLength(1)
  })

  test('row 33: still being worked on: asked for again with the same key', async (context) => {
    const world = await openWorld(context, { isDirect: true })
    const body = JSON.stringify({ errors: [{ message: 'In progress', extensions: { code: 'IDEMPOTENCY_IN_PROGRESS' } }] })
    world.sandbox.control.addFault({ kind: 'status', params: { status: 409, body }, match: { operation: 'generate', times: 5 } })
    const [job] = await world.ended(await world.enqueue())
    context.expect(job).toMatchObject({ status: 'completed', attempt: 1 })
    context.expect(world.paid()).toHaveLength(6)
    onceEach(world, context.expect)
  })

  test.for([['30 hours later', 30 * hour], ['with a clock a day behind', -24 * hour]] as const)('row 34: the outcome is open and the app starts again %s: held, and not one send', async ([, ahead], context) => {
    const world = await openWorld(context, { isDirect: true, speed: 1 })
    world.sandbox.control.addFault({ ...unknownOnce, params: { executed: true } })
    const [id = ''] = await world.enqueue()
    await world.desk.until(() => world.desk.job(id), (job) => job.wait?.reason === 'confirming' && job.wait.until !== null)
    const { fastClock } = await import('./clock')
    await world.restart({ clock: fastClock(20, ahead) })
    const [job] = await world.ended([id])
    context.expect(job).toMatchObject({ status: 'held', heldReason: 'key-expired' })
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    context.expect(world.paid()).toHaveLength(1)
    await world.desk.queue.startNew([id])
    context.expect((await world.ended([id]))[0]).toMatchObject({ status: 'completed', attempt: 2 })
    context.expect(world.charges()).toHaveLength(2)
  })

  test('row 35: dearer than estimated, beyond what is tolerated: the batch pauses and says by how much, nothing more of it is sent, spending is true', async (context) => {
    const world = await openWorld(context, { costTolerance: { percent: 50, credits: null }, plan: 'starter' })
    await world.desk.models.refresh()
    world.desk.queue.pause()
    const ids = await world.enqueue(6)
    const others = await world.enqueue(1, { provider: 'flux-ultra' })
    world.gateway.act = async (passage) => {
      const answer = await passage.forward()
      // Twice the price of the list, wherever it is told.
      const text = answer.body.toString()
      const isOfList = passage.key === null && !text.includes('"g0"')
      return passage.answer(isOfList ? answer : { ...answer, body: Buffer.from(text.replaceAll(/"creditCost":1\b/g, '"creditCost":2')) })
    }
    world.desk.queue.resume()
    const paused = await world.desk.until(world.desk.queue.snapshot, ({ batches }) => batches.some((batch) => batch.pause !== null))
    context.expect(paused.batches.filter((batch) => batch.pause !== null)).toMatchObject([
      { pause: { reason: 'over-tolerance', excess: { estimatedCredits: 1, creditCost: 2 } } },
    ])
    await world.ended(others)
    await world.pass(600)
    const jobs = await world.desk.jobs()
    const sent = jobs.filter((job) => ids.includes(job.id) && job.attempt > 0)
    // What was under way at that moment is finished; no other is begun.
    context.expect(sent.length).toBeLessThanOrEqual(3)
    context.expect(sent.every((job) => job.status === 'completed' && job.creditCost === 2)).toBe(true)
    const other = jobs.find((job) => job.id === others[0])
    context.expect((await world.desk.state()).spentToday).toBe(2 * sent.length + (other?.creditCost ?? 0))
    // The user has seen the price and goes on: the same price pauses no second time.
    world.desk.queue.resumeBatch(sent[0]?.batchId ?? '')
    context.expect((await world.ended(ids)).every((job) => job.status === 'completed')).toBe(true)
    context.expect((await world.desk.queue.snapshot()).batches.filter((batch) => batch.pause !== null)).toEqual([])
    context.expect((await world.desk.state()).spentToday).toBe(12 + (other?.creditCost ?? 0))
  })

  test('row 36: a status that goes back: nothing flickers, and what has ended stays so', async (context) => {
    const world = await openWorld(context, { isDirect: true, settings: { timeScale: 0.3 } })
    const ids = await world.enqueue(1, { provider: 'flux-dev' })
    for (const nth of [2, 4]) {
      world.sandbox.control.addFault({ kind: 'wrongType', params: { path: 'data.g0.status', value: 'PENDING' }, match: { operation: 'generation', nth } })
      world.sandbox.control.addFault({ kind: 'wrongType', params: { path: 'data.g0.progress', value: 0 }, match: { operation: 'generation', nth: nth + 1 } })
    }
    context.expect((await world.ended(ids))[0]?.status).toBe('completed')
    const phases = world.desk.deltas.flatMap((delta) => delta.jobs.map((job) => job.phase ?? job.status))
    const order = ['queued', 'submitting', 'generating', 'downloading', 'saving', 'completed']
    const steps = phases.map((phase) => order.indexOf(phase))
    context.expect(steps).toEqual([...steps].sort((a, b) => a - b))
    const fractions = world.desk.events.flatMap((event) => (event.name === 'queue.progressed' ? (event.payload as { fraction: number | null; receivedBytes?: number }[]) : []))
      .filter((progress) => progress.receivedBytes === undefined).map((progress) => progress.fraction ?? 0)
    context.expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
  })

  test('row 37: the server forgets a job: held after three polls, with its id', async (context) => {
    const world = await openWorld(context, { settings: { timeScale: 20 } })
    const [id = ''] = await world.enqueue()
    const { remoteId } = await world.desk.until(() => world.desk.job(id), (job) => job.remoteId !== null)
    world.sandbox.control.forget(remoteId as string)
    world.desk.queue.nudge(remoteId as string)
    const [job] = await world.ended([id])
    context.expect(job).toMatchObject({ status: 'held', heldReason: 'forgotten-by-server', remoteId })
    noHotLoop(world, context.expect)
    context.expect(world.charges()).toHaveLength(1)
  })

  test('row 38: one id for two jobs: the second is held, and one file is filed', async (context) => {
    const world = await openWorld(context, { isDirect: true })
    const first = await world.enqueue()
    const [done] = await world.ended(first)
    world.sandbox.control.addFault({ kind: 'wrongType', params: { path: 'data.generate.id', value: done?.remoteId }, match: { operation: 'generate', times: 1 } })
    const [twin] = await world.ended(await world.enqueue())
    context.expect(twin).toMatchObject({ status: 'held', heldReason: 'duplicate-remote-id', remoteId: done?.remoteId })
    await world.pass(120)
    const files = readdirSync(join(world.desk.folder, 'library'), { recursive: true, withFileTypes: true }).filter((file) => file.isFile() && !file.parentPath.includes('.doitong'))
    context.expect(files).toHaveLength(1)
    context.expect(await world.desk.jobs()).toHaveLength(2)
  })
})
