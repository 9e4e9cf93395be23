import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { openSettingsFile } from '../../../src-main/cli/settingsFile'
import { profilePaths } from '../../../src-main/storage'
import { listBackups } from '../../../src-main/storage/backups'
import { checkFile } from '../../../src-main/storage/worker'
import { startSandbox, type Sandbox } from '../../../src-sandbox/server'
import { mediaUrl } from '../../../src-shared/media'
import { composeDesk, type Desk } from '../../unit/main/queue/compose'
import { points, type Point } from './points'

/** One profile, killed again and again, and the server that knows what was charged: it lives in the process of the test, which is never killed. */
export interface Campaign {
  place: string
  sandbox: Sandbox
  jobs: number
  /** Its database is meddled with between the runs. */
  mayBeDamaged?: boolean
}

/** What all campaigns together came to. */
export const done = { kills: 0, jobs: 0, made: 0, leftover: 0, startSeconds: [] as number[] }

export async function openCampaign(folder: string, jobs: number): Promise<Campaign> {
  const settings = { timeScale: 0.05, plan: 'pro', limits: { requestsPerMinute: 60_000 }, media: 'quick' } as const
  return { place: mkdtempSync(join(folder, 'profile-')), sandbox: await startSandbox({ settings, credits: 100_000 }), jobs }
}

/** One run of the app: killed at a point, or so many milliseconds after it began to work, or let run to its end. Returns whether it was killed. */
export async function run(program: string, { place, sandbox, jobs, mayBeDamaged = false }: Campaign, kill: { point: Point; nth: number } | { after: number } | null): Promise<boolean> {
  const startedAt = performance.now()
  const at = kill !== null && 'point' in kill ? [kill.point, String(kill.nth)] : []
  const child = spawn(process.execPath, [program, place, sandbox.url, sandbox.key, String(jobs), ...at], {
    stdio: ['ignore', 'pipe', mayBeDamaged ? 'ignore' : 'inherit'],
    env: { ...process.env, ...(mayBeDamaged && { MAY_BE_DAMAGED: '1' }) },
  })
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const isWorking = await Promise.race([once(child.stdout, 'data').then(() => true), exited.then(() => false)])
  if (isWorking) done.startSeconds.push((performance.now() - startedAt) / 1_000)
  if (kill !== null && 'after' in kill) setTimeout(() => child.kill('SIGKILL'), kill.after)
  const [code, signal] = await exited
  if (signal !== 'SIGKILL') expect(code, `the program failed ${at.join(' ')}`).toBe(0)
  else done.kills++
  return signal === 'SIGKILL'
}

/** Kills it so many times at random moments. Who gets to the end before gets more work. */
export async function killAtRandom(program: string, campaign: Campaign, times: number, random: () => number): Promise<void> {
  for (let kills = 0; kills < times; ) {
    if (await run(program, campaign, { after: random() * 1_200 })) kills++
    else campaign.jobs += 12
  }
}

/** Kills it so many times at a point, each time after another number of passages. */
export async function killThere(program: string, campaign: Campaign, point: Point, times: number, random: () => number): Promise<void> {
  for (let kills = 0, misses = 0; kills < times; ) {
    // The first time it comes there, when it did not get as far: a later start has less to do.
    const nth = misses > 0 ? 1 : 1 + Math.floor(random() * points[point].most)
    if (await run(program, campaign, { point, nth })) {
      kills++
      misses = 0
      continue
    }
    expect(++misses, `${point} is not come to`).toBeLessThan(4)
    campaign.jobs += 12
  }
}

/** All is let run to its end, and then nothing may be lost, twice or torn. */
export async function judge(program: string, campaign: Campaign): Promise<void> {
  const { place, sandbox } = campaign
  try {
    await run(program, campaign, null)
    const desk = composeDesk({ folder: place, sandbox, kind: 'sandbox' })
    try {
      await judgeMoney(campaign, desk)
      await judgeFiles(campaign, desk)
    } finally {
      await desk.close()
    }
    await judgeProfile(campaign)
    done.jobs += campaign.jobs
  } finally {
    await sandbox.close()
    rmSync(place, { recursive: true, force: true })
  }
}

async function judgeMoney({ jobs: count, sandbox }: Campaign, desk: Desk): Promise<void> {
  const jobs = await desk.jobs()
  const ledger = sandbox.control.ledger()
  expect(jobs.map((job) => job.status)).toEqual(Array.from({ length: count }, () => 'completed'))
  expect(ledger).toHaveLength(count)
  expect(new Set(ledger.map((charge) => charge.key)).size, 'keys charged').toBe(count)
  expect(ledger.map((charge) => charge.generationId).sort(), 'orphans').toEqual(jobs.map((job) => job.remoteId).sort())
  expect(new Set(jobs.map((job) => job.itemId)).size, 'items').toBe(count)
  expect(desk.database.get<{ count: number }>('SELECT count(*) AS count FROM items WHERE remote_id IS NOT NULL')?.count, 'items of no job').toBe(count)
}

interface Row {
  id: string
  file_name: string
  remote_id: string | null
  trashed_at: number | null
}

async function judgeFiles({ place }: Campaign, desk: Desk): Promise<void> {
  const items = desk.database.all<Row>('SELECT id, file_name, remote_id, trashed_at FROM items')
  const library = join(place, 'library')
  const files = readdirSync(library, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.parentPath.includes('.doitong'))
    .map((file) => join(file.parentPath, file.name))
  const named = new Set(items.map((item) => join(library, item.file_name)))
  expect(named.size, 'two items of one name').toBe(items.length)
  // In the trash of the app and already in that of the system: killed in between.
  expect(items.filter((item) => !existsSync(join(library, item.file_name)) && item.trashed_at === null), 'items without a file').toEqual([])
  // A cut that was made and not yet committed: nothing was paid for it.
  const strays = files.filter((file) => !named.has(file))
  expect(strays.filter((file) => !file.includes('trimmed')), 'files of no item').toEqual([])
  const left = () => readdirSync(desk.library.partsFolder()).filter((name) => !name.startsWith('trim-'))
  await vi.waitFor(() => expect(left(), 'parts left').toEqual([]), 30_000)
  done.made += items.filter((item) => item.remote_id === null).length
  done.leftover += strays.length
  for (const item of items.filter((one) => one.trashed_at === null)) {
    const picture = await desk.library.mediaResponse(new Request(mediaUrl.thumbnail(item.id, 256)))
    expect([picture.status, (await picture.bytes()).length > 100], `picture of ${item.file_name}`).toEqual([200, true])
  }
  await desk.library.close()
  const records = readdirSync(join(library, '.doitong', 'records')).filter((name) => name.endsWith('.json'))
  expect(new Set(records), 'records').toEqual(new Set(items.map((item) => `${item.id}.json`)))
}

async function judgeProfile({ place }: Campaign): Promise<void> {
  const profile = profilePaths(join(place, 'profile'))
  expect(await checkFile(profile.database, { full: true })).toMatchObject({ code: null, problem: null })
  for (const backup of await listBackups(profile.backups)) expect(await checkFile(backup.file, { full: true })).toMatchObject({ code: null, problem: null })
  expect(readdirSync(profile.folder).filter((name) => name.includes('damaged')), 'set aside').toEqual([])
  // Whole, whichever of its values it has.
  expect(openSettingsFile(profile.settings).read()).toMatchObject({ plan: 'pro', welcomed: true, theme: expect.stringMatching(/^(dark|light)$/) })
}
