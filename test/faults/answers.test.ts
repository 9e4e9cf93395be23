import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { AppError, errorCodes } from '../../src-shared/errors'
import type { Job } from '../../src-shared/job'
import { inVirtualTime, sleep } from '../bench/queue/virtualTime'
import { hostileAnswers, type Hostile } from './answers/hostile'
import { isFull } from './scale'
import { simulatedMachine, simulatedRequest, startApp } from './simulated/app'
import { SimulatedServer } from './simulated/server'
import { openWorld } from './world'

const answers = hostileAnswers()
const kinds = ['accepted', 'not-sent', 'unknown', 'in-flight', 'mismatch', 'not-executed', 'rejected', 'failed', 'account']

test('there are three hundred of them, all different', () => {
  expect(answers.length).toBeGreaterThanOrEqual(300)
  expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.headers, answer.text]))).size).toBe(answers.length)
})

/** Whatever an answer is, what comes of it has a name; `internal` would be a bug of ours. */
function isTyped(error: unknown): void {
  expect(error).toBeInstanceOf(AppError)
  expect(errorCodes).toContain((error as AppError).code)
  expect((error as AppError).code, String((error as Error).stack)).not.toBe('internal')
}

test(`over real HTTP, to each question: a typed outcome, and nothing thrown that has no name`, async () => {
  const world = await openWorld({ onTestFinished }, { isStopped: true, isNew: true })
  const { api } = world.desk
  const account = world.desk.account()
  // Its dialect is learned, its limits are not: they would be heeded, and thousands of questions take minutes.
  world.gateway.act = async (passage) => {
    const { headers, ...passed } = await passage.forward()
    passage.answer({ ...passed, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-ratelimit'))) })
  }
  await api.prepare(account, simulatedRequest('first'))
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))
  let hostile: Hostile
  world.gateway.act = ({ response }) => response.writeHead(hostile.status, { 'content-type': 'application/json', ...hostile.headers }).end(hostile.text)
  for (hostile of answers) {
    const outcome = await api.submit(account, crypto.randomUUID(), Buffer.from('{}'))
    expect(kinds).toContain(outcome.kind)
    if ('error' in outcome) isTyped(outcome.error)
    if (outcome.kind === 'accepted') expect(outcome.id.length).toBeGreaterThan(0)
    const results = await api.poll(account, ['gen_a', 'gen_b']).catch((error: unknown) => (isTyped(error), []))
    for (const result of results) {
      expect(['found', 'missing', 'error']).toContain(result.kind)
      if (result.kind === 'error') isTyped(result.error)
    }
    await api.cancel(account, 'gen_a').catch(isTyped)
    await api.providers(account).catch(isTyped)
    await api.probe(account).catch(isTyped)
  }
  expect(unhandled).toEqual([])
})

/** In virtual time, through the queue: each of them is what the server's answer turns into, first to the submit, then to the poll. */
test('through the queue, to a submit and to a poll: no job is stuck, none is charged twice, none of what was charged is lost', async () => {
  const some = isFull ? answers : answers.filter((_, index) => index % 2 === 0)
  const server = new SimulatedServer('replay-success')
  const machine = simulatedMachine(server, true)
  onTestFinished(machine.remove)
  server.credits = 10_000
  await inVirtualTime(async () => {
    const app = await startApp(machine)
    const ended: Job[] = []
    for (const [index, hostile] of some.entries()) {
      for (const isPaid of [true, false]) {
        let struck = false
        server.mangle = (told, paid) => {
          if (struck || paid !== isPaid) return told
          struck = true
          return { status: hostile.status, headers: hostile.headers, text: hostile.text }
        }
        const name = `answer ${index} to a ${isPaid ? 'submit' : 'poll'}`
        const [id = ''] = await app.queue.enqueue({ batchName: '', jobs: [simulatedRequest(name)], first: false })
        app.queue.resume()
        const look = async () => (await app.jobs()).find((job) => job.id === id) as Job
        for (let quarters = 0; quarters < 200; quarters++) {
          const { status } = await look()
          if (status !== 'queued' && status !== 'running') break
          await sleep(900_000)
          // A hostile answer may say that credits are used up or a key is bad: the user says that they are not.
          app.queue.resume()
        }
        const job = await look()
        expect(['completed', 'failed', 'held'], `${name} ${hostile.name} ${JSON.stringify(job)}`).toContain(job.status)
        expect(server.charges.filter((charge) => charge.job === name).length, `${name} ${hostile.name}`).toBeLessThanOrEqual(1)
        ended.push(job)
        await app.queue.clear([id])
      }
    }
    await app.close()
    const completed = new Set(ended.filter((job) => job.status === 'completed').map((job) => job.request.prompt))
    // What was charged and is not filed is held or has failed with a reason that the user sees.
    for (const { job: name } of server.charges) {
      if (completed.has(name)) continue
      const job = ended.find((one) => one.request.prompt === name)
      expect(job?.error ?? job?.heldReason ?? null, name).not.toBeNull()
    }
    expect(completed.size).toBeGreaterThan(ended.length / 2)
  }, 400 * 24 * 3_600_000)
})

test('and whatever JSON there is, as data or errors', async () => {
  const server = new SimulatedServer('replay-success')
  const machine = simulatedMachine(server, true)
  onTestFinished(machine.remove)
  await inVirtualTime(async () => {
    const app = await startApp(machine)
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom('data', 'errors', 'generate', 'whole'), fc.boolean(), async (value, place, isPaid) => {
        let struck = false
        server.mangle = (told, paid) => {
          if (struck || paid !== isPaid) return told
          struck = true
          const body = place === 'whole' ? value : place === 'generate' ? { data: { generate: value, g0: value } } : { [place]: value }
          return { ...told, text: JSON.stringify(body) }
        }
        const name = crypto.randomUUID()
        const [id = ''] = await app.queue.enqueue({ batchName: '', jobs: [simulatedRequest(name)], first: false })
        for (let hours = 0; hours < 30; hours++) {
          await sleep(3_600_000)
          app.queue.resume()
          if (!['queued', 'running'].includes((await app.jobs()).find((job) => job.id === id)?.status ?? '')) break
        }
        expect(['completed', 'failed', 'held', 'canceled']).toContain((await app.jobs()).find((job) => job.id === id)?.status)
        expect(server.charges.filter((charge) => charge.job === name).length).toBeLessThanOrEqual(1)
        await app.queue.clear([id])
      }),
      { numRuns: isFull ? 500 : 60 },
    )
    await app.close()
  }, 4_000 * 24 * 3_600_000)
})
