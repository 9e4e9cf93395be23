import { describe, expect, test } from 'vitest'
import { fastClock } from '../../../faults/clock'
import { sandbox } from '../../sandbox/client'
import { openDesk } from './desk'
import { request } from './requests'

/** As a disk that is full at the very moment when the outcome of a send is to be written. */
const fullDisk = `CREATE TRIGGER full_disk BEFORE UPDATE OF is_open ON attempts WHEN OLD.is_open = 1 AND NEW.is_open = 0
  BEGIN SELECT RAISE(ABORT, 'full'); END`

async function withoutKeys() {
  const server = await sandbox({ settings: { idempotency: { manner: 'none' } } })
  const desk = openDesk({ sandbox: server, clock: fastClock(200), random: () => 0, keyLifetimeMilliseconds: 0 })
  await desk.api.prepare(desk.account(), request())
  const sends = () => server.control.requests().filter((seen) => seen.key !== null)
  const enqueue = async () => (await desk.queue.enqueue({ batchName: '', jobs: [request()], first: false }))[0] as string
  const isOpen = () => desk.database.get<{ is_open: number }>('SELECT is_open FROM attempts')?.is_open === 1
  return { server, desk, sends, enqueue, isOpen }
}

describe('the end of a paid request that cannot be written', () => {
  test('is written when it can be, before anything else is done: not one further send, where no key would stop a second charge', async () => {
    const { server, desk, sends, enqueue } = await withoutKeys()
    desk.database.exec(fullDisk)
    await desk.queue.start()
    const id = await enqueue()
    await desk.until(desk.state, (state) => state.block?.reason === 'storage-failed')
    for (let looks = 0; looks < 20; looks++) {
      desk.queue.wake()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(sends()).toHaveLength(1)
    desk.database.exec('DROP TRIGGER full_disk')
    expect((await desk.untilEnded([id]))[0]).toMatchObject({ status: 'completed', attempt: 1 })
    expect(sends()).toHaveLength(1)
    expect(server.control.ledger()).toHaveLength(1)
  })

  test('is an open question when it is lost with the run, and is held where no key makes asking again safe', async () => {
    const { server, desk, sends, enqueue } = await withoutKeys()
    server.control.addFault({ kind: 'reset', params: { executed: true }, match: { operation: 'generate' } })
    desk.database.exec(fullDisk)
    await desk.queue.start()
    const id = await enqueue()
    await desk.until(sends, (seen) => seen.length === 1)
    await desk.close()
    const again = openDesk({ sandbox: server, folder: desk.folder, random: () => 0, keyLifetimeMilliseconds: 0 })
    expect(again.database.get<{ is_open: number }>('SELECT is_open FROM attempts')?.is_open).toBe(1)
    again.database.exec('DROP TRIGGER full_disk')
    await again.queue.start()
    expect((await again.untilEnded([id]))[0]).toMatchObject({ status: 'held', heldReason: 'key-expired' })
    expect(sends()).toHaveLength(1)
  })

  test.each(['queued', 'running'])('is an open question too where nothing but the open send tells of it, and the job is %s', async (status) => {
    const { desk, sends, enqueue, isOpen } = await withoutKeys()
    desk.queue.pause()
    await desk.queue.start()
    const id = await enqueue()
    desk.queue.resume()
    await desk.untilEnded([id])
    desk.queue.pause()
    desk.database.run("UPDATE attempts SET is_open = 1, outcome = NULL, remote_id = NULL")
    desk.database.run(
      "UPDATE jobs SET status = ?, phase = 'submitting', remote_id = NULL, item_id = NULL, attempt_key = (SELECT key FROM attempts) WHERE id = ?", [status, id],
    )
    expect(isOpen()).toBe(true)
    desk.queue.resume()
    expect((await desk.untilEnded([id]))[0]).toMatchObject({ status: 'held', heldReason: 'key-expired' })
    expect(sends()).toHaveLength(1)
  })
})

describe('an answer to an attempt that its job has left behind', () => {
  test('does nothing to the job; what was paid for is made, fetched and filed as a job of its own', async () => {
    const server = await sandbox()
    const desk = openDesk({ sandbox: server, random: () => 0 })
    await desk.api.prepare(desk.account(), request())
    server.control.addFault({ kind: 'delay', params: { ms: 300, executed: true }, match: { operation: 'generate', times: 1 } })
    await desk.queue.start()
    const [id = ''] = await desk.queue.enqueue({ batchName: 'Night', jobs: [request({ prompt: 'Left behind' })], first: false })
    await desk.until(() => desk.job(id), (job) => job.phase === 'submitting')
    desk.database.run("UPDATE jobs SET status = 'canceled', phase = NULL, attempt_key = NULL WHERE id = ?", [id])
    const jobs = await desk.until(desk.jobs, (all) => all.some((job) => job.status === 'completed'))
    expect(jobs).toHaveLength(2)
    expect(jobs.find((job) => job.id === id)).toMatchObject({ status: 'canceled', remoteId: null, itemId: null })
    const own = jobs.find((job) => job.id !== id)
    expect(own).toMatchObject({ status: 'completed', canceledTooLate: true, request: { prompt: 'Left behind' }, attempt: 1, batchId: jobs[0]?.batchId })
    expect(desk.library.item(own?.itemId ?? '')).toMatchObject({ prompt: 'Left behind' })
    expect(await desk.state()).toMatchObject({ spentToday: 1, reservedCredits: 0 })
    expect(server.control.ledger()).toHaveLength(1)
  })

  test('a refusal changes the record of the attempt alone', async () => {
    const server = await sandbox()
    const desk = openDesk({ sandbox: server, random: () => 0 })
    await desk.api.prepare(desk.account(), request())
    server.control.addFault({ kind: 'delay', params: { ms: 300 }, match: { operation: 'generate', times: 1 } })
    await desk.queue.start()
    const [id = ''] = await desk.queue.enqueue({ batchName: '', jobs: [request({ options: { aspectRatio: '7:5:3' } })], first: false })
    await desk.until(() => desk.job(id), (job) => job.phase === 'submitting')
    desk.database.run("UPDATE jobs SET status = 'canceled', phase = NULL, attempt_key = NULL WHERE id = ?", [id])
    await desk.until(() => desk.database.get<{ outcome: string | null }>('SELECT outcome FROM attempts'), (attempt) => attempt?.outcome === 'rejected')
    expect(await desk.jobs()).toMatchObject([{ id, status: 'canceled' }])
    expect((await desk.state()).reservedCredits).toBe(0)
  })
})
