import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sandbox } from '../../sandbox/client'
import { openDesk } from './desk'
import { requests } from './requests'

/** Nobody is asked: for what needs no answer. */
const nowhere = { url: 'http://127.0.0.1:9/graphql', key: 'none' }

describe('the list', () => {
  test('keeps its order, moves jobs, and takes off what is over', async () => {
    const desk = openDesk({ sandbox: nowhere })
    await desk.queue.start()
    desk.queue.pause()
    const [a, b, c, d] = await desk.queue.enqueue({ batchName: 'One', jobs: requests(4), first: false }) as [string, string, string, string]
    const [front] = await desk.queue.enqueue({ batchName: 'Two', jobs: requests(1), first: true }) as [string]
    const order = async () => (await desk.jobs()).map((job) => job.id)
    expect(await order()).toEqual([front, a, b, c, d])
    desk.queue.move([d, c], a)
    expect(await order()).toEqual([front, d, c, a, b])
    desk.queue.move([front], null)
    expect(await order()).toEqual([d, c, a, b, front])
    for (let round = 0; round < 80; round++) desk.queue.move([round % 2 === 0 ? a : b], round % 2 === 0 ? b : a)
    expect((await order()).slice().sort()).toEqual([a, b, c, d, front].sort())
    await desk.queue.cancel([c])
    await desk.queue.clear([c, d])
    expect(await order()).not.toContain(c)
    expect(await order()).toContain(d)
    expect(() => desk.queue.move([a], 'nobody')).toThrow(expect.objectContaining({ code: 'not-found' }) as Error)
  })

  test('what was added is there after a restart, paused as it was, and a half-written batch is not', async () => {
    const first = openDesk({ sandbox: nowhere })
    await first.queue.start()
    first.queue.pause()
    const ids = await first.queue.enqueue({ batchName: 'Night', jobs: requests(3, { options: { seed: 7 } }), first: false })
    first.database.run("INSERT INTO batches (id, name, account_id, created_at, ready) VALUES ('torn', '', 'key-test', 1, 0)")
    first.database.run("UPDATE jobs SET batch_id = 'torn' WHERE id = ?", [ids[2] as string])
    await first.close()
    const second = openDesk({ sandbox: nowhere, folder: first.folder })
    await second.queue.start()
    const snapshot = await second.queue.snapshot()
    expect(snapshot.jobs.map((job) => job.id)).toEqual(ids.slice(0, 2))
    expect(snapshot.jobs[0]?.request.options).toEqual({ seed: 7 })
    expect(snapshot.state.paused).toBe(true)
    expect(snapshot.batches.map((batch) => batch.name)).toEqual(['Night'])
  })

  test('ten thousand jobs: a change touches what it changes and nothing else', async () => {
    const desk = openDesk({ sandbox: nowhere })
    await desk.queue.start()
    desk.queue.pause()
    const ids: string[] = []
    for (let batch = 0; batch < 2; batch++) ids.push(...(await desk.queue.enqueue({ batchName: 'Many', jobs: requests(5_000), first: false })))
    await desk.until(() => desk.deltas.flatMap((delta) => delta.jobs).length, (count) => count >= 10_000)
    expect((await desk.jobs()).length).toBe(10_000)
    desk.deltas.length = 0
    await desk.queue.cancel([ids[5_000] as string])
    await desk.until(() => desk.deltas.length, (count) => count > 0)
    expect(desk.deltas.flatMap((delta) => delta.jobs).map((job) => job.id)).toEqual([ids[5_000]])
    // What the scheduler asks at each step is answered by an index, not by a walk over the list.
    const plan = (sql: string) => desk.database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map((row) => row.detail).join(' ')
    expect(plan("SELECT * FROM jobs WHERE account_id = 'a' AND status = 'running'")).toContain('jobs_running')
    expect(plan("SELECT id FROM jobs WHERE account_id = 'a' AND status = 'queued' AND provider_key = 'k' ORDER BY position LIMIT 3")).toMatch(/jobs_waiting(?!.*TEMP B-TREE)/)
  })
})

describe('a lost database', () => {
  test('brings back what was paid when the database is lost: no second charge, no lost result', async () => {
    const server = await sandbox({ settings: { timeScale: 1 } })
    const first = openDesk({ sandbox: server })
    await first.queue.start()
    const ids = await first.queue.enqueue({ batchName: '', jobs: requests(2), first: false })
    for (const id of ids) await first.until(() => first.job(id), (job) => job.phase === 'generating')
    await first.close()
    for (const end of ['', '-wal', '-shm']) rmSync(join(first.folder, 'profile', `studio.db${end}`), { force: true })
    server.control.hurry()
    const second = openDesk({ sandbox: server, folder: first.folder })
    await second.queue.start()
    const jobs = await second.untilEnded(ids)
    expect(jobs.map((job) => job.status)).toEqual(['completed', 'completed'])
    expect(server.control.ledger()).toHaveLength(2)
  })
})
