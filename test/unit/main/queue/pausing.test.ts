import { describe, expect, test } from 'vitest'
import { isOverTolerance, toleranceAfter } from '../../../../src-main/queue/tolerance'
import { edited } from '../../../../src-main/queue/transitions'
import { sandbox } from '../../sandbox/client'
import { openDesk } from './desk'
import { jobRecord, submitting } from './records'
import { request, requests } from './requests'

async function openFor(options: Partial<Parameters<typeof openDesk>[0]> = {}) {
  const server = await sandbox()
  const desk = openDesk({ sandbox: server, random: () => 0, ...options })
  await desk.api.prepare(desk.account(), request())
  await desk.models.refresh()
  await desk.queue.start()
  const paid = () => server.control.requests().filter((seen) => seen.key !== null)
  const batchOf = async (name: string) => {
    const batch = (await desk.queue.snapshot()).batches.find((one) => one.name === name)
    if (!batch) throw new Error(`There is no batch ${name}`)
    return batch
  }
  return { server, desk, paid, batchOf }
}

describe('a part of the queue is paused', () => {
  test('a batch: nothing of it is sent, others go on, and a restart keeps it', async () => {
    const { server, desk, paid, batchOf } = await openFor()
    desk.queue.pause()
    const waiting = await desk.queue.enqueue({ batchName: 'Later', jobs: requests(3), first: false })
    const others = await desk.queue.enqueue({ batchName: 'Now', jobs: requests(2), first: false })
    desk.queue.pauseBatch((await batchOf('Later')).id)
    desk.queue.resume()
    await desk.untilEnded(others)
    expect(paid()).toHaveLength(2)
    expect(await batchOf('Later')).toMatchObject({ pause: { reason: 'user', excess: null } })
    expect(desk.deltas.flatMap((delta) => delta.batches).some((batch) => batch.pause !== null)).toBe(true)
    await desk.close()
    const again = openDesk({ sandbox: server, folder: desk.folder, random: () => 0 })
    await again.queue.start()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(paid()).toHaveLength(2)
    again.queue.resumeBatch((await again.queue.snapshot()).batches.find((batch) => batch.name === 'Later')?.id ?? '')
    expect((await again.untilEnded(waiting)).every((job) => job.status === 'completed')).toBe(true)
    expect(() => again.queue.pauseBatch('nobody')).toThrow(expect.objectContaining({ code: 'not-found' }) as Error)
  })

  test('a provider: its jobs wait, others go on, and a restart keeps it', async () => {
    const { server, desk, paid } = await openFor()
    desk.queue.pauseProvider('IMAGE/flux-dev')
    const waiting = await desk.queue.enqueue({ batchName: '', jobs: requests(2), first: false })
    const others = await desk.queue.enqueue({ batchName: '', jobs: requests(2, { provider: 'flux-ultra' }), first: false })
    await desk.untilEnded(others)
    expect((await desk.state()).pausedProviders).toEqual([{ key: 'IMAGE/flux-dev', until: null }])
    // "Resume" of the whole queue is about the whole queue.
    desk.queue.resume()
    await desk.close()
    const again = openDesk({ sandbox: server, folder: desk.folder, random: () => 0 })
    await again.queue.start()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(paid()).toHaveLength(2)
    again.queue.resumeProvider('IMAGE/flux-dev')
    expect((await again.untilEnded(waiting)).every((job) => job.status === 'completed')).toBe(true)
    expect((await again.state()).pausedProviders).toEqual([])
  })

  test.each(['all', 'batch', 'provider'])('%s: also what is made ready at that moment is not sent any more', async (what) => {
    const { desk, paid, batchOf } = await openFor()
    const { prepare } = desk.api
    let release = () => {}
    desk.api.prepare = async (account, wanted) => {
      await new Promise<void>((resolve) => (release = resolve))
      return prepare(account, wanted)
    }
    const [id = ''] = await desk.queue.enqueue({ batchName: 'One', jobs: requests(1), first: false })
    await desk.until(() => release.name, (name) => name !== 'release')
    const batch = await batchOf('One')
    if (what === 'all') desk.queue.pause()
    else if (what === 'batch') desk.queue.pauseBatch(batch.id)
    else desk.queue.pauseProvider('IMAGE/flux-dev')
    desk.api.prepare = prepare
    release()
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(paid()).toEqual([])
    expect((await desk.job(id)).status).toBe('queued')
    desk.queue.resume()
    desk.queue.resumeBatch(batch.id)
    desk.queue.resumeProvider('IMAGE/flux-dev')
    expect((await desk.untilEnded([id]))[0]?.status).toBe('completed')
  })
})

describe('a price above the estimate', () => {
  test.each([
    [10, 11, null, null, false], [10, 99, null, null, false], [10, 11, 10, null, false], [10, 11.5, 10, null, true], [10, 11, 0, null, true],
    [10, 10, 0, 0, false], [10, 13, 10, 5, false], [10, 16, 10, 5, true], [0, 1, 50, null, true], [0, 1, 50, 1, false], [10, 4, 0, 0, false],
    [0.1 + 0.2, 0.3, 0, null, false],
  ])('%d estimated, %d charged, %s %% or %s tolerated: over is %s', (estimatedCredits, creditCost, percent, credits, over) => {
    expect(isOverTolerance({ estimatedCredits, creditCost }, { percent, credits })).toBe(over)
  })
  test('seen and accepted, the same excess pauses no second time', () => {
    for (const [estimatedCredits, creditCost] of [[1, 3], [0, 2], [7, 7.5]] as const) {
      const excess = { estimatedCredits, creditCost }
      expect(isOverTolerance(excess, toleranceAfter({ percent: 0, credits: 0 }, excess))).toBe(false)
      expect(isOverTolerance({ estimatedCredits, creditCost: creditCost + 1 }, toleranceAfter({ percent: 0, credits: 0 }, excess))).toBe(true)
    }
  })
})

describe('edited while it waits', () => {
  const price = { estimatedCredits: 9, estimatedSeconds: 1 }
  const wanted = request({ type: 'VIDEO', provider: 'kling', prompt: 'Another' })
  test('only what was never sent', () => {
    expect(edited(jobRecord(), wanted, price).job).toMatchObject({ request: wanted, providerKey: 'VIDEO/kling', usedProvider: 'kling', estimatedCredits: 9 })
    expect(edited(jobRecord({ status: 'held', heldReason: 'price-unknown' }), wanted, price).job).toMatchObject({ status: 'queued', heldReason: null })
    for (const job of [
      jobRecord({ attempt: 1 }), jobRecord({ attemptKey: 'key' }), submitting(), jobRecord({ status: 'failed' }), jobRecord({ status: 'completed' }),
      jobRecord({ status: 'held', heldReason: 'outcome-unknown' }),
    ]) expect(() => edited(job, wanted, price)).toThrow(expect.objectContaining({ code: 'already-sent' }) as Error)
  })

  test('while its request is made ready: what goes out is what was asked for last, once', async () => {
    const { server, desk, paid } = await openFor()
    const { prepare } = desk.api
    const releases: (() => void)[] = []
    desk.api.prepare = async (account, what) => {
      await new Promise<void>((resolve) => releases.push(resolve))
      return prepare(account, what)
    }
    const [id = ''] = await desk.queue.enqueue({ batchName: '', jobs: requests(1), first: false })
    await desk.until(() => releases.length, (count) => count === 1)
    desk.queue.edit(id, request({ provider: 'flux-ultra', prompt: 'Changed' }))
    expect(await desk.job(id)).toMatchObject({ estimatedCredits: desk.models.find('key-test', 'IMAGE/flux-ultra')?.creditCost, usedProvider: 'flux-ultra' })
    desk.api.prepare = prepare
    releases[0]?.()
    const [job] = await desk.untilEnded([id])
    expect(job).toMatchObject({ status: 'completed', request: { prompt: 'Changed' }, attempt: 1 })
    expect(paid()).toHaveLength(1)
    expect(server.control.generations().map((generation) => generation.provider)).toEqual(['flux-ultra'])
    expect(() => desk.queue.edit(id, request())).toThrow(expect.objectContaining({ code: 'already-sent' }) as Error)
    expect(() => desk.queue.edit('nobody', request())).toThrow(expect.objectContaining({ code: 'not-found' }) as Error)
  })
})
