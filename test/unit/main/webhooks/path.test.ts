import { expect, test } from 'vitest'
import type { SeenRequest } from '../../../../src-sandbox/requestLog'
import { sandbox } from '../../sandbox/client'
import { request } from '../queue/requests'
import { freePort, hmacOf, send } from './calls'
import { openRoom, until, type Room } from './room'

const secret = 'sandbox-webhook-secret'

/** The API calls this machine itself here, so that no tunnel is needed. */
async function listening(room: Room): Promise<number> {
  const port = await freePort()
  await room.studio.handlers['webhooks.addSecret'](secret)
  room.webhooks({ enabled: true, port, publicUrl: `http://127.0.0.1:${port}`, timestampHeader: 'X-Doitong-Timestamp' })
  await until(() => room.studio.handlers['webhooks.state'](), (state) => state.status === 'listening')
  return port
}

const enqueue = (room: Room) => room.studio.handlers['queue.enqueue']({ batchName: '', jobs: [request()], first: false })
const running = (room: Room) => until(() => room.jobs(), ([job]) => job?.phase === 'generating')
const polls = (seen: readonly SeenRequest[]) => seen.filter((one) => one.operations.includes('generation'))
const submits = (seen: readonly SeenRequest[]) => seen.filter((one) => one.operations.includes('generate') && one.key !== null)

test('a job is done as soon as the API calls, long before its time to be asked about', async () => {
  // A generation that is said to take an hour: by itself the app would ask after many minutes.
  const server = await sandbox({ settings: { timeScale: 600 } })
  const room = await openRoom(server)
  await listening(room)
  await enqueue(room)
  const [job] = await running(room)
  expect(job?.estimatedSeconds).toBeGreaterThan(600)
  expect(polls(server.control.requests())).toEqual([])
  server.control.hurry()
  const [done] = await room.untilEnded()
  expect(done?.status).toBe('completed')
  expect(server.control.ledger()).toHaveLength(1)
  expect(polls(server.control.requests())).toHaveLength(1)
  expect(await room.studio.handlers['webhooks.state']()).toMatchObject({ counts: { accepted: 1, unknownGeneration: 0, badSignature: 0, refused: 0 } })
})

test('the same call a thousand times: few polls come of it, and never two within a second', async () => {
  const server = await sandbox({ settings: { timeScale: 600 } })
  const room = await openRoom(server)
  const port = await listening(room)
  await enqueue(room)
  const [job] = await running(room)
  const body = JSON.stringify({ generation: { id: job?.remoteId, status: 'COMPLETED' } })
  const call = async () => {
    const headers = { 'X-Doitong-Signature': hmacOf(body, secret), 'X-Doitong-Timestamp': String(Math.floor(Date.now() / 1_000)) }
    return send({ port, path: new URL((await room.studio.handlers['webhooks.state']()).localUrl).pathname, body, headers })
  }
  for (let round = 0; round < 100; round++) {
    expect(await Promise.all(Array.from({ length: 10 }, call))).toEqual(Array.from({ length: 10 }, () => 204))
  }
  // A quick machine makes all of them within two seconds.
  await until(async () => (await call(), polls(server.control.requests()).length), (count) => count >= 3)
  for (let more = 0; more < 20; more++) await call()
  const at = polls(server.control.requests()).map((seen) => seen.atMs)
  expect(at).toHaveLength(3)
  for (const [index, moment] of at.entries()) if (index > 0) expect(moment - (at[index - 1] as number)).toBeGreaterThanOrEqual(990)
  // What the call says is not believed.
  expect((await room.jobs())[0]).toMatchObject({ status: 'running', phase: 'generating' })
})

test('a generation that nobody here waits for: the call is answered, and nothing comes of it', async () => {
  const server = await sandbox()
  const room = await openRoom(server)
  const port = await listening(room)
  await enqueue(room)
  const [done] = await room.untilEnded()
  await until(() => server.control.deliveries().length, (count) => count === 1)
  const before = polls(server.control.requests()).length
  const { path, headers } = { path: new URL((await room.studio.handlers['webhooks.state']()).localUrl).pathname, headers: { 'X-Doitong-Timestamp': String(Date.now()) } }
  for (const id of ['gen_of_someone_else', done?.remoteId, '']) {
    const body = JSON.stringify({ generation: { id, status: 'PROCESSING' } })
    expect(await send({ port, path, body, headers: { ...headers, 'X-Doitong-Signature': hmacOf(body, secret) } })).toBe(204)
  }
  expect(await room.jobs()).toEqual([done])
  expect(polls(server.control.requests())).toHaveLength(before)
  expect((await room.studio.handlers['webhooks.state']()).counts.unknownGeneration).toBeGreaterThanOrEqual(3)
})

test('with every webhook lost, every job still ends', async () => {
  const server = await sandbox()
  const room = await openRoom(server)
  await listening(room)
  // The sandbox calls no address but this machine's.
  room.webhooks({ publicUrl: 'https://tunnel.example.org/lost' })
  await room.studio.handlers['queue.enqueue']({ batchName: '', jobs: Array.from({ length: 5 }, (_, index) => request({ prompt: `Lost ${index}` })), first: false })
  expect((await room.untilEnded()).map((job) => job.status)).toEqual(Array.from({ length: 5 }, () => 'completed'))
  expect(server.control.deliveries().map((delivery) => delivery.outcome)).toEqual(Array.from({ length: 5 }, () => 'refused'))
  expect((await room.studio.handlers['webhooks.state']()).counts.accepted).toBe(0)
})

test('a port that another program has: nothing is sent along, and jobs end by being asked about', async () => {
  const server = await sandbox()
  const room = await openRoom(server)
  await room.studio.handlers['webhooks.addSecret'](secret)
  const taken = Number(new URL(server.url).port)
  room.webhooks({ enabled: true, port: taken, publicUrl: `http://127.0.0.1:${taken}` })
  await until(() => room.studio.handlers['webhooks.state'](), (state) => state.status === 'port-in-use')
  await enqueue(room)
  expect((await room.untilEnded()).map((job) => job.status)).toEqual(['completed'])
  expect(server.control.deliveries()).toEqual([])
})

test.each(['closed', 'closed-scalar'] as const)('an endpoint that has a place for the address and does not say so (%s) is told it', async (dialect) => {
  const server = await sandbox({ dialect })
  const room = await openRoom(server)
  await listening(room)
  await enqueue(room)
  expect((await room.untilEnded())[0]?.status).toBe('completed')
  await until(() => server.control.deliveries().length, (count) => count === 1)
})

test('what is sent again is what was sent, although webhooks were switched on meanwhile', async () => {
  const server = await sandbox()
  server.control.addFault({ kind: 'reset', match: { operation: 'generate', times: 1 }, params: { executed: true } })
  const room = await openRoom(server)
  await enqueue(room)
  await until(() => submits(server.control.requests()).length, (count) => count === 1)
  await listening(room)
  expect((await room.untilEnded())[0]?.status).toBe('completed')
  const seen = submits(server.control.requests())
  expect(seen.length).toBeGreaterThanOrEqual(2)
  expect(new Set(seen.map((one) => `${one.key} ${one.bodySha256}`)).size).toBe(1)
  expect(server.control.ledger()).toHaveLength(1)
  expect(server.control.deliveries()).toEqual([])
})

test('an endpoint without keys: after an unknown end nothing is sent again, not even when asked for', async () => {
  const server = await sandbox({ settings: { idempotency: { manner: 'none' } } })
  server.control.addFault({ kind: 'reset', match: { operation: 'generate', times: 1 }, params: { executed: true } })
  const room = await openRoom(server)
  room.studio.settings.change({ endpointsWithoutKeys: [server.url] })
  const [id] = await enqueue(room)
  expect(await room.untilEnded()).toMatchObject([{ status: 'held', heldReason: 'key-expired' }])
  await room.studio.handlers['queue.askAgain']([id as string])
  await until(() => room.jobs(), ([job]) => job?.status === 'held')
  expect(submits(server.control.requests())).toHaveLength(1)
  expect(server.control.ledger()).toHaveLength(1)
  // A new start is the user's own decision.
  await room.studio.handlers['queue.startNew']([id as string])
  expect(await room.untilEnded()).toMatchObject([{ status: 'completed' }])
  expect(server.control.ledger()).toHaveLength(2)
})
