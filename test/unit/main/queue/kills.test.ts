import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { sandbox } from '../../sandbox/client'
import { bundle } from './bundle'
import { newFolder, openDesk } from './desk'

const jobs = 40
const kills = 12

test('killed again and again in the middle of everything: every job ends, every charge is one, every result is one file', async () => {
  const folder = newFolder()
  const program = await bundle('test/unit/main/queue/headless.ts', folder)
  const server = await sandbox({ settings: { plan: 'pro', limits: { requestsPerMinute: 6_000 }, timeScale: 0.05 } })
  let seed = 7
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647

  const run = async (killAfter: number | null): Promise<boolean> => {
    const child = spawn(process.execPath, [program, folder, server.url, server.key, String(jobs)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const exited = once(child, 'exit') as Promise<[number | null]>
    await Promise.race([once(child.stdout, 'data'), exited])
    if (killAfter !== null) setTimeout(() => child.kill('SIGKILL'), killAfter)
    return (await exited)[0] === 0
  }
  let done = false
  for (let kill = 0; kill < kills && !done; kill++) done = await run(random() * 700)
  for (let round = 0; !done && round < 3; round++) done = await run(null)
  expect(done).toBe(true)

  const desk = openDesk({ sandbox: server, folder })
  const ended = await desk.jobs()
  expect(ended.map((job) => job.status)).toEqual(Array.from({ length: jobs }, () => 'completed'))
  expect(server.control.ledger()).toHaveLength(jobs)
  expect(new Set(server.control.ledger().map((charge) => charge.key)).size).toBe(jobs)
  expect(new Set(ended.map((job) => job.itemId)).size).toBe(jobs)
  const files = readdirSync(join(folder, 'library'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.doitong'))
  expect(files).toHaveLength(jobs)
  await vi.waitFor(() => expect(readdirSync(desk.library.partsFolder())).toEqual([]), 30_000)
  expect(desk.database.get<{ integrity_check: string }>('PRAGMA integrity_check')?.integrity_check).toBe('ok')
  await desk.queue.start()
})
