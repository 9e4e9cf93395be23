import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { IdempotencyManner } from '../../src-sandbox/settings'
import type { Job } from '../../src-shared/job'
import { inVirtualTime, sleep } from '../bench/queue/virtualTime'
import { runs } from './scale'
import { simulatedMachine, simulatedRequest, startApp, type SimulatedApp, type SimulatedMachine } from './simulated/app'
import { SimulatedServer, strikes } from './simulated/server'

/** What may happen in a night, each as often as it is listed. */
const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant('enqueue' as const), count: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('wait' as const), seconds: fc.constantFrom(1, 5, 30, 300, 3_600) }) },
  { weight: 10, arbitrary: fc.record({ act: fc.constant('strike' as const), kind: fc.constantFrom(...strikes) }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('crash' as const), milliseconds: fc.integer({ min: 0, max: 400 }) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('restart' as const) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('cancel' as const), which: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('move' as const), which: fc.nat(20), before: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('pause' as const, 'resume' as const) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('nudge' as const), which: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('credits' as const), credits: fc.constantFrom(0, 1, 2, 1_000) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('reach' as const), isReachable: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('key' as const), isGood: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('limit' as const), seconds: fc.constantFrom(5, 60, 900) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('transfers' as const), count: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('clock' as const), hours: fc.constantFrom(-24, -1, 1, 23, 25, 8_760) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('askAgain' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('startNew' as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('retry' as const), which: fc.nat(20) }) },
)
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never

interface Night {
  machine: SimulatedMachine
  app: SimulatedApp
  names: number
  /** Job ids for which the user agreed to pay again. */
  agreed: Map<string, number>
}

async function step(night: Night, one: Command): Promise<void> {
  const { machine, app } = night
  const { server } = machine
  const at = async (which: number, of: (job: Job) => boolean = () => true) => {
    const jobs = (await app.jobs()).filter(of)
    return jobs[which % Math.max(1, jobs.length)] ?? null
  }
  // What is not possible for this job now is said so, and changes nothing.
  const refusable = (work: Promise<void>) => work.catch((error: unknown) => expect(error).toMatchObject({ code: 'not-possible-now' }))
  switch (one.act) {
    case 'enqueue': {
      const jobs = Array.from({ length: one.count }, () => simulatedRequest(`job ${night.names++}`))
      await app.queue.enqueue({ batchName: '', jobs, first: one.count % 2 === 0 })
      return
    }
    case 'wait':
      return sleep(one.seconds * 1_000)
    case 'strike':
      return server.strike(one.kind)
    case 'crash':
      await sleep(one.milliseconds)
      await app.crash()
      night.app = await startApp(machine)
      return
    case 'restart':
      await app.close()
      night.app = await startApp(machine)
      return
    case 'cancel': {
      const job = await at(one.which)
      if (job) await app.queue.cancel([job.id])
      return
    }
    case 'move': {
      const [job, before] = [await at(one.which), await at(one.before)]
      if (job) app.queue.move([job.id], before?.id ?? null)
      return
    }
    case 'pause':
      return app.queue.pause()
    case 'resume':
      return app.queue.resume()
    case 'nudge': {
      const job = await at(one.which, (found) => found.remoteId !== null)
      if (job?.remoteId) app.queue.nudge(job.remoteId)
      return
    }
    case 'credits':
      server.credits = one.credits
      return
    case 'reach':
      server.isReachable = one.isReachable
      return
    case 'key':
      server.keyIsGood = one.isGood
      return
    case 'limit':
      server.refusedUntil = Date.now() + one.seconds * 1_000
      return
    case 'transfers':
      machine.failedTransfers = one.count
      return
    case 'clock':
      machine.clockOffset += one.hours * 3_600_000
      return
    case 'askAgain': {
      const job = await at(one.which, (found) => found.status === 'held')
      if (job) await refusable(app.queue.askAgain([job.id]))
      return
    }
    case 'startNew':
    case 'retry': {
      const job = await at(one.which, (found) => found.status === (one.act === 'retry' ? 'failed' : 'held'))
      if (!job) return
      night.agreed.set(job.request.prompt, (night.agreed.get(job.request.prompt) ?? 0) + 1)
      return refusable(one.act === 'retry' ? app.queue.retry([job.id], { newSeed: false }) : app.queue.startNew([job.id]))
    }
  }
}

/** The night is over: all is well again, and whatever the app can settle by itself, or by being told to ask again, it settles. */
async function settle({ machine, app }: Night): Promise<Job[]> {
  const { server } = machine
  server.calm()
  server.credits = 1_000
  server.isReachable = true
  server.keyIsGood = true
  server.refusedUntil = 0
  machine.failedTransfers = 0
  const isOver = (job: Job) => job.status !== 'queued' && job.status !== 'running'
  // A refusal that a server replays for ever is believed three times, each time after the user said that credits are back.
  for (let round = 0; round < 8; round++) {
    app.queue.resume()
    for (let hours = 0; hours < 40 && !(await app.jobs()).every(isOver); hours++) {
      const before = server.requests
      await sleep(3_600_000)
      expect(server.requests - before, `requests in an hour of waiting: ${JSON.stringify(await app.jobs())}`).toBeLessThan(1_000)
    }
    const jobs = await app.jobs()
    const held = machine.knowsKeys ? jobs.filter((job) => job.status === 'held') : []
    if (round === 7 || (held.length === 0 && jobs.every(isOver))) break
    for (const job of held) await app.queue.askAgain([job.id]).catch(() => {})
  }
  return app.jobs()
}

function judge(manner: IdempotencyManner, { machine, app, agreed }: Night, jobs: readonly Job[]): void {
  const { server } = machine
  for (const id of server.generations.keys()) server.statusOf(id)
  const standing = server.charges.filter((charge) => !charge.refunded)
  const told = JSON.stringify({ manner, jobs: jobs.map((job) => [job.request.prompt, job.status, job.heldReason, job.remoteId, job.attempt]), charges: server.charges })
  for (const job of jobs) {
    expect(['completed', 'failed', 'canceled', 'held'], `stuck: ${told}`).toContain(job.status)
    const charges = standing.filter((charge) => charge.job === job.request.prompt)
    expect(charges.length, `charged twice: ${job.request.prompt} ${told}`).toBeLessThanOrEqual(1 + (agreed.get(job.request.prompt) ?? 0))
  }
  // One body a key, for ever.
  const bodies = new Map<string, string>()
  for (const { key, bodySha256 } of server.sends) {
    expect(bodies.get(key) ?? bodySha256, 'another body under a key').toBe(bodySha256)
    bodies.set(key, bodySha256)
  }
  const items = new Set(app.database.all<{ remote_id: string }>('SELECT remote_id FROM simulated_items').map((item) => item.remote_id))
  const count = app.database.get<{ count: number }>('SELECT count(*) AS count FROM simulated_items')?.count
  expect(count, 'two items for one result').toBe(items.size)
  const known = new Set(app.database.all<{ remote_id: string }>('SELECT remote_id FROM attempts WHERE remote_id IS NOT NULL').map((row) => row.remote_id))
  for (const { generationId, job: name } of standing) {
    if (items.has(generationId)) continue
    const job = jobs.find((one) => one.request.prompt === name)
    // Not filed, and not lost: the user is told of it, or gave it up.
    const isTold = job?.status === 'held' || job?.status === 'canceled' || agreed.has(name) || (job?.status === 'failed' && known.has(generationId))
    expect(isTold, `lost: ${generationId} of ${name} ${told}`).toBe(true)
  }
  if (manner === 'none') {
    for (const job of jobs) {
      const sends = server.sends.filter((send) => send.job === job.request.prompt)
      const again = sends.filter((send, index) => !send.isSettled && index < sends.length - 1).length
      expect(again, `sent again by itself after an unknown end: ${told}`).toBeLessThanOrEqual(agreed.get(job.request.prompt) ?? 0)
    }
  }
}

async function night(manner: IdempotencyManner, knowsKeys: boolean, commands: readonly Command[]): Promise<void> {
  const machine = simulatedMachine(new SimulatedServer(manner), knowsKeys)
  try {
    await inVirtualTime(async () => {
      const night: Night = { machine, app: await startApp(machine), names: 0, agreed: new Map() }
      try {
        for (const one of commands) await step(night, one)
        judge(manner, night, await settle(night))
      } finally {
        await night.app.close()
      }
    }, 400 * 24 * 3_600_000)
  } finally {
    machine.remove()
  }
  done.runs++
  done.commands += commands.length
  done.charges += machine.server.charges.length
}

const manners: IdempotencyManner[] = ['replay-success', 'replay-all', 'reexecute-failed', 'none']
const done = { runs: 0, commands: 0, charges: 0 }
afterAll(() => console.log(`model: ${done.runs} runs, ${done.commands} commands, ${done.charges} charges`))

describe('whatever happens in whatever order, nothing is paid twice and nothing paid for is lost', () => {
  test.each(manners)('by a server that treats keys as %s', async (manner) => {
    const property = fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 50, size: 'max' }), (commands) => night(manner, manner !== 'none', commands))
    await fc.assert(property, runs(500, 15))
  })

  test('a key whose age is not known, for the clock was set back by a day, is never sent again, not when the user asks either', async () => {
    const commands: Command[] = [
      { act: 'clock', hours: -24 }, { act: 'enqueue', count: 1 }, { act: 'crash', milliseconds: 81 }, { act: 'credits', credits: 0 }, { act: 'strike', kind: 'not-sent' },
      { act: 'enqueue', count: 2 }, { act: 'move', which: 0, before: 0 }, { act: 'crash', milliseconds: 0 }, { act: 'restart' },
    ]
    await night('replay-all', true, commands)
  })

  test('and the judge is not blind: where keys mean nothing and the app is not told so, it sees the double charge', async () => {
    const twice: Command[] = [{ act: 'strike', kind: 'reset-after' }, { act: 'enqueue', count: 1 }, { act: 'wait', seconds: 30 }]
    await expect(night('none', true, twice)).rejects.toThrow('charged twice')
    await night('replay-success', true, twice)
  })
})
