import { beforeEach, describe, expect, test } from 'vitest'
import type { Account } from '../../../../src-main/settings'
import type { Sandbox } from '../../../../src-sandbox/server'
import { sandbox } from '../../sandbox/client'
import type { Desk } from './compose'
import { openDesk } from './desk'
import { requests } from './requests'

let server: Sandbox
let desk: Desk
let first: Account
let second: Account

/** As the app writes an account down when it is used. */
const write = (account: Account, endpoint: string | null = account.endpoint) =>
  desk.database.run('INSERT OR REPLACE INTO accounts (id, kind, host, endpoint, created_at) VALUES (?, ?, ?, ?, 1)', [account.id, account.kind, account.host, endpoint])

beforeEach(async () => {
  server = await sandbox({ settings: { timeScale: 50 } })
  desk = openDesk({ sandbox: server, random: () => 0 })
  first = desk.account()
  second = { ...first, id: 'key-second' }
  write(first)
  write(second)
  await desk.queue.start()
})

async function running(count: number) {
  const ids = await desk.queue.enqueue({ batchName: '', jobs: requests(count), first: false })
  const jobs = []
  for (const id of ids) jobs.push(await desk.until(() => desk.job(id), (job) => job.remoteId !== null))
  return jobs
}
const polls = (since: number) => server.control.requests().slice(since).filter((seen) => seen.operations.includes('generation'))

async function finish(remoteId: string) {
  server.control.hurry()
  await desk.until(() => server.control.generations().find(({ id }) => id === remoteId)?.status, (status) => status === 'COMPLETED')
  desk.queue.nudge(remoteId)
}

describe('what runs, handed to another key of the same endpoint', () => {
  test('goes where it is known, and what is not known there stays with its own account', async () => {
    const [known, unknown] = await running(2)
    desk.use(second)
    server.control.forget(unknown?.remoteId ?? '')
    expect(await desk.queue.adopt([known?.id ?? '', unknown?.id ?? ''])).toEqual({ adopted: 1, left: 1 })
    expect(await desk.job(known?.id ?? '')).toMatchObject({ accountId: 'key-second', status: 'running', phase: 'generating' })
    expect(await desk.job(unknown?.id ?? '')).toMatchObject({ accountId: first.id, status: 'running', phase: 'generating' })
    await expect(desk.queue.adopt([unknown?.id ?? ''])).rejects.toMatchObject({ code: 'not-possible-now' })
    await finish(known?.remoteId ?? '')
    expect((await desk.untilEnded([known?.id ?? '']))[0]).toMatchObject({ status: 'completed', accountId: 'key-second' })
    expect(server.control.ledger()).toHaveLength(2)
  })

  test('is not even asked about at another address of the same host', async () => {
    const [job] = await running(1)
    write(second, `${first.endpoint}/elsewhere`)
    desk.use({ ...second, endpoint: `${first.endpoint}/elsewhere` })
    const since = server.control.requests().length
    await expect(desk.queue.adopt([job?.id ?? ''])).rejects.toMatchObject({ code: 'not-possible-now' })
    expect(polls(since)).toEqual([])
    expect(await desk.job(job?.id ?? '')).toMatchObject({ accountId: first.id, status: 'running' })
  })

  test('held as forgotten by one key, it goes to the other that knows it, and back again', async () => {
    const [job] = await running(1)
    const id = job?.id ?? ''
    desk.database.run("UPDATE jobs SET status = 'held', held_reason = 'forgotten-by-server' WHERE id = ?", [id])
    desk.use(second)
    expect(await desk.queue.adopt([id])).toEqual({ adopted: 1, left: 0 })
    expect(await desk.job(id)).toMatchObject({ status: 'running', phase: 'generating', accountId: 'key-second' })
    desk.database.run("UPDATE jobs SET status = 'held', held_reason = 'unknown-status' WHERE id = ?", [id])
    desk.use(first)
    expect(await desk.queue.adopt([id])).toEqual({ adopted: 1, left: 0 })
    await finish(job?.remoteId ?? '')
    expect((await desk.untilEnded([id]))[0]).toMatchObject({ status: 'completed', accountId: first.id })
    expect(server.control.ledger()).toHaveLength(1)
  })

  test('the endpoint does not answer: nothing changes hands, and the user is told why', async () => {
    const [job] = await running(1)
    desk.use(second)
    server.control.addFault({ kind: 'reset', match: { operation: 'generation' } })
    await expect(desk.queue.adopt([job?.id ?? ''])).rejects.toMatchObject({ code: 'offline' })
    expect((await desk.job(job?.id ?? '')).accountId).toBe(first.id)
  })
})
