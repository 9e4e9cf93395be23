import { beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '../../../../src-shared/job'
import type { FaultRule } from '../../../../src-sandbox/faults'
import type { Sandbox } from '../../../../src-sandbox/server'
import { sandbox } from '../../sandbox/client'
import type { Desk } from './compose'
import { openDesk } from './desk'
import { request, requests } from './requests'

let server: Sandbox
let desk: Desk

beforeEach(async () => {
  server = await sandbox()
  desk = openDesk({ sandbox: server, random: () => 0 })
  await desk.queue.start()
})

const enqueue = async (count = 1, change: Parameters<typeof request>[0] = {}) => desk.queue.enqueue({ batchName: '', jobs: requests(count, change), first: false })
/** Its result is on the way or there: what follows is the downloads' own matter. */
const hasResult = (job: Job) => job.status === 'completed' || job.phase === 'downloading' || job.phase === 'saving'
const untilPaid = async (ids: readonly string[]) => {
  for (const id of ids) await desk.until(() => desk.job(id), hasResult)
}
const charges = () => server.control.ledger().filter((charge) => charge.credits > 0)
const paidRequests = () => server.control.requests().filter((seen) => seen.key !== null)

describe('the end of a paid request is not clear: charged once, whatever the server did', () => {
  const faults: [string, FaultRule][] = [
    ['reset, charged', { kind: 'reset', params: { executed: true } }],
    ['reset, not charged', { kind: 'reset' }],
    ['a gateway that fails after the work', { kind: 'status', params: { status: 502, executed: true, body: '<html>Bad gateway</html>', contentType: 'text/html' } }],
    ['500 without a word', { kind: 'status', params: { status: 500, executed: true } }],
    ['a body cut in the middle', { kind: 'cutBody' }],
    ["a captive portal's page", { kind: 'body' }],
    ['broken JSON', { kind: 'body', params: { body: '{"data":{"generate":{"id":', contentType: 'application/json', executed: true } }],
    ['a name twice', { kind: 'body', params: { body: '{"data":{},"data":{}}', contentType: 'application/json', executed: true } }],
    ['an unknown code', { kind: 'errorCode', params: { code: 'STRANGE', executed: true } }],
    ['no code', { kind: 'errorCode', params: { code: null } }],
    ['an answer without an end', { kind: 'huge', params: { bytes: 20_000_000, executed: true } }],
    ['an answer that blows up', { kind: 'huge', params: { bytes: 40_000_000, gzip: true, executed: true } }],
    ['an answer nested deep', { kind: 'huge', params: { depth: 10_000, executed: true } }],
    ['a redirect', { kind: 'redirect', params: { executed: true } }],
  ]

  // Each on a server of its own, all at the same time: what takes long is waiting.
  test('whatever went wrong', async () => {
    await Promise.all(faults.map(async ([name, fault]) => {
      const own = await sandbox()
      own.control.addFault({ ...fault, match: { operation: 'generate', times: 1 } })
      const it = openDesk({ sandbox: own, random: () => 0 })
      await it.queue.start()
      const [id] = await it.queue.enqueue({ batchName: name, jobs: [request()], first: false })
      await it.until(() => it.job(id as string), hasResult)
      expect(own.control.ledger(), name).toHaveLength(1)
      const paid = own.control.requests().filter((seen) => seen.key !== null)
      expect(paid.length, name).toBeGreaterThanOrEqual(2)
      expect(new Set(paid.map((seen) => `${seen.key} ${seen.bodySha256}`)).size, name).toBe(1)
    }))
  })

  test('the same 500 for ever: held after three, and no other key', async () => {
    server.control.addFault({ kind: 'status', params: { status: 500 }, match: { operation: 'generate' } })
    const [id] = await enqueue()
    const [job] = await desk.untilEnded([id as string])
    expect(job).toMatchObject({ status: 'held', heldReason: 'outcome-unknown', phase: null })
    expect(paidRequests()).toHaveLength(3)
    expect(new Set(paidRequests().map((seen) => seen.key)).size).toBe(1)
    server.control.clearFaults()
    await desk.queue.askAgain([id as string])
    await untilPaid([id as string])
    expect(new Set(paidRequests().map((seen) => seen.key)).size).toBe(1)
    expect(charges()).toHaveLength(1)
  })

  test('data and errors together: accepted, the remark is kept', async () => {
    server.control.addFault({ kind: 'dataAndErrors', params: { message: 'Slow today' }, match: { operation: 'generate' } })
    const [id] = await enqueue()
    await untilPaid([id as string])
    expect((await desk.job(id as string)).warnings).toEqual(['Slow today'])
    expect(paidRequests()).toHaveLength(1)
  })

  test('a link of another type than expected: the id is kept and asked for', async () => {
    server.control.addFault({ kind: 'wrongType', params: { path: 'data.generate.url', value: {} }, match: { operation: 'generate' } })
    await untilPaid(await enqueue())
    expect(paidRequests()).toHaveLength(1)
  })
})

describe('refusals', () => {
  test('credits run out in the middle: the rest waits, and one word is enough to go on', async () => {
    server.control.setCredits((server.control.generations().length + 3) * 1)
    const ids = await enqueue(12)
    await desk.until(desk.state, (state) => state.block?.reason === 'insufficient-credits')
    await desk.until(desk.jobs, (jobs) => jobs.every((job) => job.status === 'queued' || job.status === 'completed'))
    const jobs = await desk.jobs()
    expect(jobs.filter((job) => job.status === 'failed')).toEqual([])
    const waiting = jobs.filter((job) => job.status === 'queued').length
    expect(waiting).toBe(12 - charges().length)
    server.control.clearRequests()
    desk.queue.wake()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(server.control.requests().filter((seen) => seen.path === '/graphql')).toEqual([])
    server.control.setCredits(1_000)
    desk.queue.resume()
    await untilPaid(ids)
    expect(charges()).toHaveLength(12)
  })

  test('an invalid option fails its job, names it, and the next one runs', async () => {
    const [bad] = await enqueue(1, { options: { aspectRatio: '7:5:3' } })
    const good = await enqueue()
    const [job] = await desk.untilEnded([bad as string])
    expect(job).toMatchObject({ status: 'failed', error: { code: 'invalid-input', details: { option: 'aspectRatio' } } })
    await untilPaid(good)
    expect(charges()).toHaveLength(1)
  })

  test('a wrong key: one request, every job kept, and the right key goes on', async () => {
    const right = desk.account()
    desk.use({ ...right, key: 'wrong' })
    const ids = await enqueue(5)
    await desk.until(desk.state, (state) => state.block?.reason === 'unauthorized')
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(server.control.requests().filter((seen) => seen.status === 401).length).toBeLessThanOrEqual(2)
    expect((await desk.jobs()).map((job) => job.status)).toEqual(ids.map(() => 'queued'))
    desk.use(right)
    await untilPaid(ids)
    expect(charges()).toHaveLength(5)
  })

  test('jobs of one account never reach another', async () => {
    const other = await sandbox()
    desk.queue.pause()
    const ids = await enqueue(2)
    desk.use({ ...desk.account(), id: 'key-other', endpoint: other.url, key: other.key })
    desk.queue.resume()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(paidRequests()).toEqual([])
    expect(other.control.requests().filter((seen) => seen.key !== null)).toEqual([])
    await expect(desk.queue.retry(ids, { newSeed: false })).rejects.toMatchObject({ code: 'not-possible-now' })
  })

  test('jobs whose requests are slowly made ready are taken from the line once, and no more of them than there are places', async () => {
    const own = await sandbox({ settings: { plan: 'free', limits: { requestsPerMinute: 600 } } })
    const slow = openDesk({ sandbox: own, random: () => 0, plan: 'free' })
    const { prepare } = slow.api
    let preparing = 0
    let most = 0
    const prepared: string[] = []
    slow.api.prepare = async (account, wanted) => {
      prepared.push(wanted.prompt)
      most = Math.max(most, ++preparing)
      await new Promise((resolve) => setTimeout(resolve, 300))
      preparing--
      return prepare(account, wanted)
    }
    await slow.queue.start()
    const ids = await slow.queue.enqueue({ batchName: '', jobs: requests(3), first: false })
    for (let looks = 0; looks < 60; looks++) {
      slow.queue.wake()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    for (const id of ids) await slow.until(() => slow.job(id), hasResult)
    expect(most).toBe(1)
    expect(prepared).toHaveLength(3)
    expect(own.control.requests().filter((seen) => (seen.status ?? 0) >= 400)).toEqual([])
    expect(own.control.ledger()).toHaveLength(3)
  })

  test.each([['canceled and tried again', true], ['canceled', false]])('%s while its request is made ready: what was made ready goes out once at most', async (_name, isRetried) => {
    const { prepare } = desk.api
    const released: (() => void)[] = []
    desk.api.prepare = async (account, wanted) => {
      await new Promise<void>((resolve) => released.push(resolve))
      return prepare(account, wanted)
    }
    const [id = ''] = await enqueue(1, { options: { seed: 7 } })
    await desk.until(() => released.length, (count) => count === 1)
    await desk.queue.cancel([id])
    expect((await desk.job(id)).status).toBe('canceled')
    if (isRetried) await desk.queue.retry([id], { newSeed: true })
    desk.queue.wake()
    // One preparation a job at a time: the second begins when the first has found that it is not wanted any more.
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(released).toHaveLength(1)
    released[0]?.()
    if (isRetried) {
      await desk.until(() => released.length, (count) => count === 2)
      released[1]?.()
      await untilPaid([id])
      expect((await desk.job(id)).request.options['seed']).toBe(0)
    } else await new Promise((resolve) => setTimeout(resolve, 200))
    expect(paidRequests()).toHaveLength(isRetried ? 1 : 0)
    expect(charges()).toHaveLength(isRetried ? 1 : 0)
  })

  test('jobs of a key that was replaced go to the new one when the user says so, and are paid once', async () => {
    desk.use({ ...desk.account(), key: 'revoked' })
    const ids = await enqueue(2)
    await desk.until(desk.state, (state) => state.block?.reason === 'unauthorized')
    desk.use({ ...desk.account(), id: 'key-new', key: server.key })
    expect((await desk.jobs()).map((job) => job.accountId)).toEqual(['key-test', 'key-test'])
    await desk.queue.adopt(ids)
    await untilPaid(ids)
    expect((await desk.jobs()).map((job) => job.accountId)).toEqual(['key-new', 'key-new'])
    expect(charges()).toHaveLength(2)
  })

  test('a rate limit refuses: no job fails for it, and nothing is asked before its end', async () => {
    server.control.addFault({ kind: 'rateLimit', params: { headers: { 'retry-after': '2', 'x-ratelimit-remaining': '0' } }, match: { operation: 'generate', times: 1 } })
    const ids = await enqueue()
    await untilPaid(ids)
    const [first, second] = paidRequests()
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(2_000)
    expect(new Set(paidRequests().map((seen) => seen.key)).size).toBe(1)
    expect(charges()).toHaveLength(1)
  })

  test('a generation that fails says why and is not run again by itself', async () => {
    server.control.addFault({ kind: 'failGeneration', params: { message: 'The model gave up' }, match: { operation: 'generate', times: 1 } })
    const [id] = await enqueue()
    const [job] = await desk.untilEnded([id as string])
    expect(job).toMatchObject({ status: 'failed', error: { code: 'generation-failed', message: 'The model gave up' } })
    expect(charges()).toHaveLength(1)
    await desk.queue.retry([id as string], { newSeed: true })
    await untilPaid([id as string])
    expect(await desk.job(id as string)).toMatchObject({ attempt: 2 })
    expect(charges()).toHaveLength(2)
  })

  test('a plan that runs one at a time teaches so by its refusal', async () => {
    server.control.set({ plan: 'free', limits: { requestsPerMinute: 600 } })
    const ids = await enqueue(4)
    await untilPaid(ids)
    expect(charges()).toHaveLength(4)
    expect((await desk.state()).concurrency).toBe(1)
  })
})

describe('cancel', () => {
  test('a waiting job at once, a running one by the API', async () => {
    server.control.set({ timeScale: 1 })
    const [running] = await enqueue(1)
    await desk.until(() => desk.job(running as string), (job) => job.phase === 'generating')
    desk.queue.pause()
    const [waiting] = await enqueue(1)
    await desk.queue.cancel([waiting as string, running as string])
    expect((await desk.job(waiting as string)).status).toBe('canceled')
    const [job] = await desk.untilEnded([running as string])
    expect(job?.status).toBe('canceled')
    expect(server.control.generations()[0]?.status).toBe('CANCELED')
  })
})
