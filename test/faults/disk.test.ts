import dns from 'node:dns'
import fs from 'node:fs/promises'
import { createServer } from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import { createServer as createTcp, type AddressInfo } from 'node:net'
import { existsSync, readdirSync, renameSync, statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openWorld, type World } from './world'

const context = { onTestFinished }

/** Every handle opened from now on does this before it does what it is asked for. */
function spoil(name: 'writev' | 'sync', isMeant: (path: string) => boolean, code: () => string | null): void {
  const { open } = fs
  fs.open = async (path, flags, mode) => {
    const handle = await open(path, flags, mode)
    if (!isMeant(String(path))) return handle
    const original = handle[name] as (...values: unknown[]) => Promise<unknown>
    Object.assign(handle, {
      [name](...values: unknown[]) {
        const failure = code()
        return failure === null ? original.apply(handle, values) : Promise.reject(Object.assign(new Error(failure), { code: failure }))
      },
    })
    return handle
  }
  syncBuiltinESMExports()
  onTestFinished(() => {
    fs.open = open
    syncBuiltinESMExports()
  })
}

/** The API names this link for every result from now on. Returns how to end it. */
function mislead({ sandbox }: World, link: string | null): () => void {
  const ids = ['generate', 'generation'].map((operation) =>
    sandbox.control.addFault({ kind: 'wrongType', params: { path: `data.${operation === 'generate' ? operation : 'g0'}.url`, value: link }, match: { operation } }))
  return () => ids.forEach((id) => sandbox.control.removeFault(id))
}

const isPart = (path: string) => path.endsWith('.part')
const files = (world: World) =>
  readdirSync(join(world.desk.folder, 'library'), { recursive: true, withFileTypes: true }).filter((file) => file.isFile() && !file.parentPath.includes('.doitong'))

test.for([
  ['IMAGE', 'flux-dev'], ['VIDEO', 'kling'], ['AUDIO', 'elevenlabs'],
] as const)('row 45: no length or a wrong one, and it ends in the middle (%s): nothing cut is ever filed', async ([type, provider]) => {
  const world = await openWorld(context, { isDirect: true })
  for (const fault of [{ kind: 'chunked', params: { bytes: 2_000 } }, { kind: 'wrongLength', params: { difference: -300 } }, { kind: 'wrongLength', params: { difference: 300 } }]) {
    world.sandbox.control.addFault({ ...fault, match: { operation: 'file', times: 1 } })
  }
  const [job] = await world.ended(await world.enqueue(1, { type, provider }))
  expect(job?.status).toBe('completed')
  expect(statSync(world.desk.library.path(job?.itemId as string)).size).toBe(world.sandbox.control.generations()[0]?.file?.sizeBytes)
  expect(world.charges()).toHaveLength(1)
})

test('row 45: what always seems to end in the middle was paid for, and is kept in the end', async () => {
  const world = await openWorld(context, { isDirect: true, speed: 400 })
  world.sandbox.control.addFault({ kind: 'chunked', params: { bytes: 2_000 }, match: { operation: 'file' } })
  const [job] = await world.ended(await world.enqueue())
  expect(job?.status).toBe('completed')
  expect(statSync(world.desk.library.path(job?.itemId as string)).size).toBe(2_000)
  expect(world.sandbox.control.requests().filter((seen) => seen.operations[0] === 'file').length).toBeGreaterThanOrEqual(9)
})

test('row 47: a page in place of the result, for ever: failed with a word, never filed, at most 1 MiB kept as evidence', async () => {
  const world = await openWorld(context, { isDirect: true })
  world.sandbox.control.addFault({ kind: 'page', params: { body: `<html>${'x'.repeat(3_000_000)}` }, match: { operation: 'file' } })
  const [job] = await world.ended(await world.enqueue())
  expect(job).toMatchObject({ status: 'failed', error: { code: 'not-media' }, itemId: null })
  expect(files(world)).toEqual([])
  const parts = world.desk.library.partsFolder()
  for (const kept of readdirSync(parts)) expect(statSync(join(parts, kept)).size).toBeLessThanOrEqual(1_048_576)
  world.sandbox.control.clearFaults()
  await world.desk.queue.retry([job?.id as string], { newSeed: false })
  expect((await world.ended([job?.id as string]))[0]?.status).toBe('completed')
  expect(world.charges()).toHaveLength(1)
})

test('row 49: the disk is full in the middle of a file: nothing new is paid for, and it goes on when there is room', async () => {
  const world = await openWorld(context, { isDirect: true })
  let isFull = true
  spoil('writev', isPart, () => (isFull ? 'ENOSPC' : null))
  const first = await world.enqueue()
  await world.desk.until(world.desk.state, (state) => state.block?.reason === 'disk-full')
  const paid = world.paid().length
  const later = await world.enqueue(5)
  await world.pass(120)
  expect(world.paid()).toHaveLength(paid)
  expect((await world.desk.job(first[0] as string)).status).toBe('running')
  isFull = false
  expect((await world.ended([...first, ...later])).map((job) => job.status)).toEqual(Array.from({ length: 6 }, () => 'completed'))
  expect(world.charges()).toHaveLength(6)
  expect(files(world)).toHaveLength(6)
})

test('row 50: the library folder is gone: nothing new is paid for, no other folder is taken, and it goes on when the folder is back', async () => {
  const world = await openWorld(context, { isDirect: true })
  const library = join(world.desk.folder, 'library')
  renameSync(library, `${library}-unplugged`)
  const first = await world.enqueue()
  await world.desk.until(world.desk.state, (state) => state.block?.reason === 'library-unavailable')
  const paid = world.paid().length
  const later = await world.enqueue(3)
  await world.pass(120)
  expect(world.paid()).toHaveLength(paid)
  expect(existsSync(library)).toBe(false)
  renameSync(`${library}-unplugged`, library)
  expect((await world.ended([...first, ...later])).every((job) => job.status === 'completed')).toBe(true)
  expect(world.charges()).toHaveLength(4)
  expect(files(world)).toHaveLength(4)
})

test.for(['EIO', 'EMFILE'])('row 51: %s while writing: tried again, and the file is whole', async (code) => {
  const world = await openWorld(context, { isDirect: true })
  let left = 3
  spoil('writev', isPart, () => (left-- > 0 ? code : null))
  expect((await world.ended(await world.enqueue()))[0]?.status).toBe('completed')
  expect(world.charges()).toHaveLength(1)
})

test('row 51: a failed fsync: fetched anew from its first byte, never taken for complete', async () => {
  const world = await openWorld(context, { isDirect: true })
  let left = 2
  spoil('sync', isPart, () => (left-- > 0 ? 'EIO' : null))
  expect((await world.ended(await world.enqueue()))[0]?.status).toBe('completed')
  const fetched = world.sandbox.control.requests().filter((seen) => seen.operations[0] === 'file')
  expect(fetched).toHaveLength(3)
  expect(fetched.filter((seen) => seen.headers['range'] !== undefined)).toEqual([])
  expect(world.charges()).toHaveLength(1)
})

test('row 53: the finished file is held by another program for a while: waited for, and filed once', async () => {
  const world = await openWorld(context, { isDirect: true })
  const { link, rename, rm } = fs
  const until = performance.now() + 3_000
  const held = (path: unknown) => isPart(String(path)) && performance.now() < until
  const failure = () => Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' }))
  fs.link = (from, to) => (held(from) ? failure() : link(from, to))
  fs.rename = (from, to) => (held(from) ? failure() : rename(from, to))
  fs.rm = (path, options) => (held(path) ? failure() : rm(path, options))
  syncBuiltinESMExports()
  onTestFinished(() => {
    Object.assign(fs, { link, rename, rm })
    syncBuiltinESMExports()
  })
  expect((await world.ended(await world.enqueue()))[0]?.status).toBe('completed')
  expect(files(world)).toHaveLength(1)
  await vi.waitFor(() => expect(readdirSync(world.desk.library.partsFolder())).toEqual([]), 30_000)
})

test('row 54: links and redirects to this machine and to private networks: not one connection', async () => {
  let connections = 0
  const canary = createTcp((socket) => {
    connections++
    socket.destroy()
  })
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void canary.close(() => resolve())))
  const { port } = canary.address() as AddressInfo
  const world = await openWorld(context, { isDirect: true })
  const hosts = [`http://127.0.0.1:${port}/a`, `https://127.0.0.1:${port}/a`, `http://localhost:${port}/a`, `https://localhost.:${port}/a`, `http://[::ffff:127.0.0.1]:${port}/a`, `http://0x7f.1:${port}/a`, 'file:///etc/passwd', 'data:image/png;base64,iVBORw0KGgo=', 'https://169.254.169.254/latest']
  for (const link of hosts) {
    const honest = mislead(world, link)
    const [job] = await world.ended(await world.enqueue())
    expect(job, link).toMatchObject({ status: 'failed', error: { code: 'download-refused' } })
    honest()
    const redirect = world.sandbox.control.addFault({ kind: 'redirect', params: { location: link }, match: { operation: 'file' } })
    const [other] = await world.ended(await world.enqueue())
    expect(other, link).toMatchObject({ status: 'failed', error: { code: 'download-refused' } })
    world.sandbox.control.removeFault(redirect)
  }
  expect(connections).toBe(0)
})

test('row 55: a name that leads to a public address first and to this machine then: refused, and not one connection', async () => {
  let connections = 0
  const canary = createServer(() => {}).on('connection', () => connections++)
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void canary.close(() => resolve())))
  const { lookup } = dns
  let asked = 0
  const answers = () => (asked++ % 2 === 0 ? [{ address: '127.0.0.1', family: 4 }] : [{ address: '93.184.215.14', family: 4 }, { address: '127.0.0.1', family: 4 }])
  const rebinding = (name: string, ...rest: unknown[]) =>
    name === 'rebinding.example' ? (rest[1] as (error: null, found: unknown) => void)(null, answers()) : (lookup as (...values: unknown[]) => void)(name, ...rest)
  dns.lookup = Object.assign(rebinding, { __promisify__: lookup.__promisify__ }) as typeof lookup
  syncBuiltinESMExports()
  onTestFinished(() => {
    dns.lookup = lookup
    syncBuiltinESMExports()
  })
  const world = await openWorld(context, { isDirect: true })
  for (let round = 0; round < 2; round++) {
    const honest = mislead(world, 'https://rebinding.example/a.png')
    const [job] = await world.ended(await world.enqueue())
    expect(job).toMatchObject({ status: 'failed', error: { code: 'download-refused' } })
    honest()
  }
  expect(asked).toBeGreaterThanOrEqual(2)
  expect(connections).toBe(0)
})

test('row 59: one link for two jobs: two transfers, two files, neither in the other', async () => {
  const world = await openWorld(context, { isDirect: true })
  const [first] = await world.ended(await world.enqueue())
  const link = await world.desk.api.poll(world.desk.account(), [first?.remoteId as string])
  const url = link[0]?.kind === 'found' ? link[0].generation.url : null
  expect(url).toContain('/files/')
  mislead(world, url)
  const ended = [...(await world.ended(await world.enqueue())), ...(await world.ended(await world.enqueue()))]
  expect(ended.map((job) => job.status)).toEqual(['completed', 'completed'])
  expect(files(world)).toHaveLength(3)
})

test('row 60: the finished file is deleted: fetched again by its id, for nothing', async () => {
  const world = await openWorld(context, { isDirect: true })
  const [job] = await world.ended(await world.enqueue())
  const itemId = job?.itemId as string
  const path = world.desk.library.path(itemId)
  unlinkSync(path)
  await expect(world.desk.until(() => world.desk.library.item(itemId), (item) => item.missing || !existsSync(path))).resolves.toBeDefined()
  await world.desk.queue.downloadAgain(itemId)
  await world.ended([job?.id as string])
  expect(existsSync(path)).toBe(true)
  expect(world.paid()).toHaveLength(1)
  expect(world.charges()).toHaveLength(1)
})
