import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, profilePaths } from '../../src-main/storage'
import { listBackups } from '../../src-main/storage/backups'
import { migrations } from '../../src-main/storage/migrations'
import { checkFile } from '../../src-main/storage/worker'
import { startSandbox } from '../../src-sandbox/server'
import { bundle } from '../unit/main/queue/bundle'
import { composeDesk } from '../unit/main/queue/compose'
import { requests } from '../unit/main/queue/requests'
import type { Point } from './kills/points'
import { scaled } from './scale'

const points: Point[] = ['migration', 'backup', 'before commit', 'during commit', 'after commit']
const most: Partial<Record<Point, number>> = { migration: 4, backup: 3 }
const jobs = 500

test('row 73: killed while the shape of the database changes, and while it is copied before: each step is taken once, and every job is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-migration-'))
  const sandbox = await startSandbox()
  onTestFinished(async () => {
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  })
  mkdirSync(join(folder, 'build'))
  const program = await bundle('test/faults/kills/migrating.ts', join(folder, 'build'))
  const desk = composeDesk({ folder, sandbox })
  await desk.queue.start()
  desk.queue.pause()
  await desk.queue.enqueue({ batchName: '', jobs: requests(jobs), first: false })
  await desk.close()
  const profile = profilePaths(join(folder, 'profile'))

  const run = async (steps: number, kill: { point: Point; nth: number } | null) => {
    const child = spawn(process.execPath, [program, profile.folder, String(steps), ...(kill ? [kill.point, String(kill.nth)] : [])], { stdio: ['ignore', 'inherit', 'inherit'] })
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
    expect(signal ?? code, `killed at ${kill?.point} ${kill?.nth}`).toBe(kill ? 'SIGKILL' : 0)
  }
  // One step more with each update; what the one before left undone is made up for first.
  let steps = 0
  for (const point of points) {
    for (let kill = 0; kill < scaled(20, 2); kill++) {
      await run(++steps, { point, nth: 1 + (kill % (most[point] ?? 1)) })
      for (const backup of await listBackups(profile.backups)) expect(await checkFile(backup.file, { full: true })).toMatchObject({ code: null, problem: null })
    }
  }
  await run(steps, null)

  expect(await checkFile(profile.database, { full: true })).toEqual({ code: null, problem: null, version: migrations.length + steps })
  const database = openDatabase(profile.database, { readOnly: true })
  onTestFinished(() => database.close())
  for (let step = 0; step < steps; step++) {
    expect(database.get(`SELECT count(*) AS count FROM jobs WHERE further_${step} = id || '-${step}'`), `step ${step}`).toEqual({ count: jobs })
  }
  console.log(`migration: killed ${steps} times, ${jobs} jobs carried over ${steps} steps`)
})
