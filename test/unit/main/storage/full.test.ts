import { execFileSync } from 'node:child_process'
import { mkdirSync, statfsSync, writeFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { sandbox } from '../../sandbox/client'
import { composeDesk, type Desk } from '../queue/compose'
import { requests } from '../queue/requests'
import { newFolder } from './files'

const mounts: string[] = []
const desks: Desk[] = []
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close()
  for (const mount of mounts.splice(0)) execFileSync('/bin/umount', ['--lazy', mount])
})

/** Longer than a page: it cannot fit into what is left of one. */
const longPrompt = 'A calm lake. '.repeat(330)

/** Jobs that wait for nothing but their account: `go` hands it over, without a word to the database. */
async function waitingDesk(folder: string) {
  const server = await sandbox()
  const desk = composeDesk({ sandbox: server, folder, random: () => 0 })
  desks.push(desk)
  await desk.queue.start()
  desk.queue.pause()
  const ids = await desk.queue.enqueue({ batchName: '', jobs: requests(3, { type: 'AUDIO', provider: 'elevenlabs', prompt: longPrompt }), first: false })
  const account = desk.account()
  desk.use(null)
  desk.queue.resume()
  server.control.clearRequests()
  return { server, desk, ids, go: () => desk.use(account) }
}

async function provesNothingSent({ desk, ids, server, go }: Awaited<ReturnType<typeof waitingDesk>>, heal: () => void) {
  go()
  await desk.until(desk.state, (state) => state.block?.reason === 'storage-failed')
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(server.control.requests().filter((seen) => seen.key !== null)).toEqual([])
  expect(server.control.ledger()).toEqual([])
  heal()
  desk.queue.resume()
  const jobs = await desk.untilEnded(ids)
  expect(jobs.map((job) => job.status)).toEqual(['completed', 'completed', 'completed'])
  expect(server.control.ledger()).toHaveLength(3)
}

test('a database that has no room left sends nothing, says so, and goes on when there is', async () => {
  const waiting = await waitingDesk(newFolder())
  const { database } = waiting.desk
  // SQLite's own limit: its answer is that of a full disk, at the very next page.
  database.exec('CREATE TABLE filler (bytes BLOB)')
  const pages = database.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0
  database.exec(`PRAGMA max_page_count = ${pages}`)
  for (let isFull = false, size = 100_000; !isFull || size > 1; ) {
    try {
      database.run('INSERT INTO filler VALUES (zeroblob(?))', [size])
    } catch {
      isFull = true
      size = Math.floor(size / 2)
    }
  }
  await provesNothingSent(waiting, () => database.exec('PRAGMA max_page_count = 1000000'))
})

test('a database that may only be read sends nothing', async () => {
  const waiting = await waitingDesk(newFolder())
  waiting.desk.database.exec('PRAGMA query_only = ON')
  await provesNothingSent(waiting, () => waiting.desk.database.exec('PRAGMA query_only = OFF'))
})

test('a full disk under profile, journal and library sends nothing', async (context) => {
  const mount = mountedTmpfs(16)
  if (mount === null) return context.skip()
  const waiting = await waitingDesk(mount)
  const filler = join(mount, 'filler')
  const { bavail, bsize } = statfsSync(mount)
  // Down to the last block.
  writeFileSync(filler, Buffer.alloc(bavail * bsize))
  expect(statfsSync(mount).bavail).toBe(0)
  await provesNothingSent(waiting, () => rmSync(filler))
})

/** Null where this user may not mount. */
function mountedTmpfs(megabytes: number): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const mount = join(newFolder(), 'disk')
  mkdirSync(mount)
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', mount], { stdio: 'ignore' })
  } catch {
    return null
  }
  mounts.push(mount)
  return mount
}
