import { describe, expect, test, vi } from 'vitest'
import { everything } from '../../../../src-shared/mediaQuery'
import { existsSync, readdirSync } from 'node:fs'
import { sandbox } from '../../sandbox/client'
import { openDesk } from './desk'
import { request, requests } from './requests'

describe('the whole path, from the queue to the library', () => {
  test('an image is paid once, fetched, filed and told', async () => {
    const server = await sandbox()
    const desk = openDesk({ sandbox: server })
    await desk.queue.start()
    const [id] = await desk.queue.enqueue({ batchName: 'One', jobs: [request()], first: false })
    const [job] = await desk.untilEnded([id as string])
    expect(job).toMatchObject({ status: 'completed', error: null, phase: null })
    expect(job?.creditCost).toBe(server.control.ledger()[0]?.credits)
    expect(server.control.ledger()).toHaveLength(1)
    const item = desk.library.item(job?.itemId ?? '')
    expect(item).toMatchObject({ jobId: id, kind: 'image', missing: false })
    expect(existsSync(desk.library.path(item.id))).toBe(true)
    await vi.waitFor(() => expect(readdirSync(desk.library.partsFolder())).toEqual([]), 30_000)
    expect((await desk.state()).spentToday).toBe(job?.creditCost)
  })

  test('many jobs end, each charged once, and no more of them run at a time than the plan allows', async () => {
    const server = await sandbox({ settings: { plan: 'pro', limits: { requestsPerMinute: 6_000 } } })
    const desk = openDesk({ sandbox: server, plan: 'pro' })
    await desk.queue.start()
    const ids = await desk.queue.enqueue({ batchName: 'Many', jobs: requests(25), first: false })
    const jobs = await desk.untilEnded(ids)
    expect(jobs.map((job) => job.status)).toEqual(ids.map(() => 'completed'))
    expect(server.control.ledger()).toHaveLength(25)
    expect(new Set(jobs.map((job) => job.remoteId)).size).toBe(25)
    expect(server.control.requests().filter((seen) => seen.status === 429)).toEqual([])
    expect((await desk.library.views.ids(everything)).ids).toHaveLength(25)
    expect(desk.deltas.map((delta) => delta.revision)).toEqual(desk.deltas.map((_, index) => index + 1))
  })
})
