import { copyFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openDatabase } from '../../../../src-main/storage'
import { listBackups, takeBackup } from '../../../../src-main/storage/backups'
import type { Job } from '../../../../src-shared/job'
import { sandbox } from '../../sandbox/client'
import { damage, newFolder } from './files'
import { studioOn, type StudioOfTest } from './studio'

const isOver = (job: Job) => job.status === 'completed' || job.status === 'failed' || job.status === 'canceled'
const allOver = (count: number) => (jobs: Job[]) => jobs.length === count && jobs.every(isOver)
/** One more than the app's own of its start. */
async function backUp({ profile }: StudioOfTest) {
  await vi.waitFor(async () => expect(await listBackups(profile.backups)).toHaveLength(1), { timeout: 60_000 })
  return takeBackup(profile.database, profile.backups, 'daily', Date.now())
}
const byPrompt = (jobs: Job[], prompt: string) => jobs.find((job) => job.request.prompt === prompt) as Job
const files = (folder: string) => readdirSync(folder, { recursive: true }).map(String).filter((name) => !name.startsWith('.') && statSync(join(folder, name)).isFile()).toSorted()
/** Long enough for a request that should not be there. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 500))

test('what was queued in the backup and has been paid for and filed since is not sent again, and its files stay as they are', async () => {
  const server = await sandbox()
  const folder = newFolder()
  const before = await studioOn(folder, server)
  await before.start()
  // Without a price of the model there is no estimate to stand in for what was spent.
  await before.handlers['models.refresh']()
  before.handlers['queue.pause']()
  await before.enqueue(['a', 'b', 'c'])
  const backup = await backUp(before)
  before.handlers['queue.resume']()
  await before.until(allOver(3))
  await before.close()
  // A start in between: what ended is still known after the journal was written anew.
  await (await studioAgain(folder, server)).close()
  const filed = files(before.library)
  damage(before.profile.database, 0, 20_000)
  server.control.clearRequests()

  const after = await studioAgain(folder, server)
  expect((await after.jobs()).map((job) => job.status)).toEqual(['completed', 'completed', 'completed'])
  await aWhile()
  expect(server.control.ledger()).toHaveLength(3)
  expect(paid(server)).toEqual([])
  expect(files(after.library)).toEqual(filed)
  expect(after.notices.list()).toEqual([
    { kind: 'storage-recovered', backupAt: backup.at, jobsFromJournal: 3, damagedFile: expect.stringMatching(/^studio\.damaged-/) },
  ])
  // Whose spending it is shows once the account has been opened.
  await expect.poll(async () => (await after.state()).spentToday, { timeout: 60_000 }).toBeGreaterThan(0)
  await after.close()
  const later = await studioAgain(folder, server)
  expect(later.notices.list()).toEqual([])
})

test('what was under way goes on: ids are asked for, keys go out as they were, and what only waited waits for the user', async () => {
  const server = await sandbox({ settings: { plan: 'pro', timeScale: 1 } })
  const folder = newFolder()
  const before = await studioOn(folder, server)
  await before.start()
  before.handlers['queue.pause']()
  const [accepted, , , canceled] = await before.enqueue(['accepted', 'lost answer', 'late', 'canceled'])
  await backUp(before)
  await before.handlers['queue.cancel']([canceled as string])
  // Only the first two go out.
  server.control.addFault({ kind: 'reset', params: { executed: true }, match: { operation: 'generate', nth: 2, times: 1 } })
  const late = (await before.jobs()).find((job) => job.request.prompt === 'late') as Job
  await before.handlers['queue.cancel']([late.id])
  before.handlers['queue.resume']()
  await before.until((jobs) => jobs.find((job) => job.id === accepted)?.phase === 'generating' && server.control.ledger().length === 2)
  await before.close()
  const sent = paid(server)
  damage(before.profile.database, 0, 20_000)
  server.control.clearRequests()
  server.control.set({ timeScale: 0 })

  const after = await studioAgain(folder, server)
  const jobs = await after.until((all) => ['accepted', 'lost answer'].every((prompt) => byPrompt(all, prompt).status === 'completed'))
  expect(server.control.ledger()).toHaveLength(2)
  expect(paid(server).every((one) => sent.includes(one))).toBe(true)
  // They were canceled after the backup, which nobody can know: not sent before the user says so.
  expect([byPrompt(jobs, 'late').status, byPrompt(jobs, 'canceled').status]).toEqual(['queued', 'queued'])
  expect((await after.state()).paused).toBe(true)
  await aWhile()
  expect(server.control.ledger()).toHaveLength(2)
  expect(files(after.library)).toHaveLength(2)
  expect(after.notices.list()).toMatchObject([{ kind: 'storage-recovered', jobsFromJournal: 2 }])
  after.handlers['queue.resume']()
  await after.until(allOver(4))
  expect(server.control.ledger()).toHaveLength(4)
})

test('without any backup the journal alone brings back what was under way', async () => {
  const server = await sandbox({ settings: { timeScale: 1 } })
  const folder = newFolder()
  const before = await studioOn(folder, server)
  await before.start()
  await before.enqueue(['a', 'b'])
  await before.until((jobs) => jobs.every((job) => job.phase === 'generating'))
  await before.close()
  rmSync(before.profile.backups, { recursive: true })
  damage(before.profile.database, 0, 20_000)
  server.control.set({ timeScale: 0 })
  const after = await studioAgain(folder, server)
  await after.until(allOver(2))
  expect(server.control.ledger()).toHaveLength(2)
  expect(files(after.library)).toHaveLength(2)
  expect(after.notices.list()).toMatchObject([{ kind: 'storage-recovered', backupAt: null, jobsFromJournal: 2 }])
})

test('where the journal is lost too, nothing that waited is sent: each job is held for the user', async () => {
  const server = await sandbox()
  const folder = newFolder()
  const before = await studioOn(folder, server)
  await before.start()
  before.handlers['queue.pause']()
  await before.enqueue(['a', 'b'])
  await backUp(before)
  before.handlers['queue.resume']()
  await before.until(allOver(2))
  await before.close()
  damage(before.profile.database, 0, 20_000)
  rmSync(before.profile.journal)
  const after = await studioAgain(folder, server)
  expect((await after.jobs()).map(({ status, heldReason }) => [status, heldReason])).toEqual([['held', 'outcome-unknown'], ['held', 'outcome-unknown']])
  after.handlers['queue.resume']()
  await aWhile()
  expect(server.control.ledger()).toHaveLength(2)
})

test('a database that is whole but older, as without its write-ahead log, is found out by the journal', async () => {
  const server = await sandbox()
  const folder = newFolder()
  const before = await studioOn(folder, server)
  await before.start()
  before.handlers['queue.pause']()
  await before.enqueue(['a', 'b', 'c'])
  const old = join(folder, 'old.db')
  const database = openDatabase(before.profile.database)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  copyFileSync(before.profile.database, old)
  database.close()
  await before.handlers['queue.cancel']([byPrompt(await before.jobs(), 'c').id])
  before.handlers['queue.resume']()
  await before.until(allOver(3))
  await before.close()
  for (const suffix of ['-wal', '-shm']) rmSync(`${before.profile.database}${suffix}`, { force: true })
  copyFileSync(old, before.profile.database)
  const after = await studioAgain(folder, server)
  expect((await after.jobs()).map((job) => job.status)).toEqual(['completed', 'completed', 'queued'])
  expect((await after.state()).paused).toBe(true)
  await aWhile()
  expect(server.control.ledger()).toHaveLength(2)
  expect(after.notices.list()).toMatchObject([{ kind: 'storage-recovered', backupAt: null, damagedFile: null, jobsFromJournal: 2 }])
})

async function studioAgain(folder: string, server: Awaited<ReturnType<typeof sandbox>>): Promise<StudioOfTest> {
  const studio = await studioOn(folder, server)
  await studio.start()
  return studio
}

function paid(server: Awaited<ReturnType<typeof sandbox>>): string[] {
  return server.control.requests().filter((seen) => seen.key !== null).map((seen) => `${seen.key} ${seen.bodySha256}`)
}
