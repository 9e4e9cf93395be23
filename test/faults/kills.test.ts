import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../src-sandbox/server'
import { bundle } from '../unit/main/queue/bundle'
import { composeDesk } from '../unit/main/queue/compose'
import { points, type Point } from './kills/points'
import { isFull, scaled } from './scale'

let folder: string
let program: string
const done = { kills: 0, missed: [] as string[], jobs: 0, slowestStartSeconds: 0 }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doitong-kills-'))
  program = await bundle('test/faults/kills/program.ts', folder)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  console.log(`kills: ${done.kills}, ended before: ${done.missed.join(', ') || 'none'}; ${done.jobs} jobs; slowest start ${done.slowestStartSeconds.toFixed(1)} s`)
})

interface Campaign {
  place: string
  sandbox: Sandbox
  jobs: number
}

async function openCampaign(jobs: number): Promise<Campaign> {
  // The sandbox lives in this process, which is never killed: it knows what was charged.
  const settings = { timeScale: 0.05, plan: 'pro', limits: { requestsPerMinute: 60_000 }, media: 'quick' } as const
  return { place: mkdtempSync(join(folder, 'profile-')), sandbox: await startSandbox({ settings, credits: 100_000 }), jobs }
}

/** One run of the app: killed at a point, or so many milliseconds after it began to work, or let run to its end. Returns whether it came to its end. */
async function run({ place, sandbox, jobs }: Campaign, kill: { point: Point; nth: number } | { after: number } | null): Promise<boolean> {
  const startedAt = performance.now()
  const at = kill !== null && 'point' in kill ? [kill.point, String(kill.nth)] : []
  const child = spawn(process.execPath, [program, place, sandbox.url, sandbox.key, String(jobs), ...at], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  await Promise.race([once(child.stdout, 'data'), exited])
  if (child.exitCode === null) done.slowestStartSeconds = Math.max(done.slowestStartSeconds, (performance.now() - startedAt) / 1_000)
  if (kill !== null && 'after' in kill) setTimeout(() => child.kill('SIGKILL'), kill.after)
  const [code, signal] = await exited
  if (signal === 'SIGKILL') done.kills++
  else if (kill !== null) done.missed.push(at.join(' ') || 'at random')
  if (signal !== 'SIGKILL') expect(code, 'the program failed').toBe(0)
  return code === 0
}

/** All is let run to its end, and then nothing may be lost, twice or torn. */
async function judge(campaign: Campaign): Promise<void> {
  const { place, sandbox } = campaign
  try {
    for (let isOver = false; !isOver; ) isOver = await run(campaign, null)
    const desk = composeDesk({ folder: place, sandbox })
    const jobs = await desk.jobs()
    const ledger = sandbox.control.ledger()
    expect(jobs.map((job) => job.status)).toEqual(Array.from({ length: campaign.jobs }, () => 'completed'))
    expect(ledger).toHaveLength(campaign.jobs)
    expect(new Set(ledger.map((charge) => charge.key)).size, 'keys charged').toBe(campaign.jobs)
    expect(ledger.map((charge) => charge.generationId).sort(), 'orphans').toEqual(jobs.map((job) => job.remoteId).sort())
    expect(new Set(jobs.map((job) => job.itemId)).size, 'items').toBe(campaign.jobs)
    expect(desk.database.get<{ count: number }>('SELECT count(*) AS count FROM items')?.count, 'items of no job').toBe(campaign.jobs)
    const files = readdirSync(join(place, 'library'), { recursive: true, withFileTypes: true }).filter((file) => file.isFile() && !file.parentPath.includes('.doitong'))
    expect(files, 'files').toHaveLength(campaign.jobs)
    expect(readdirSync(desk.library.partsFolder()), 'parts left').toEqual([])
    expect(desk.database.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
    await desk.close()
    done.jobs += campaign.jobs
  } finally {
    await sandbox.close()
    rmSync(place, { recursive: true, force: true })
  }
}

let seed = Number(process.env['FAULTS_SEED'] ?? 11)
const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647

const perCampaign = scaled(50, 12)
test.each(Array.from({ length: scaled(20, 1) }, (_, index) => index + 1))('row 73: killed again and again at random times (campaign %i)', async () => {
  const campaign = await openCampaign(scaled(150, 30))
  for (let kill = 0; kill < perCampaign; kill++) await run(campaign, { after: random() * 900 })
  await judge(campaign)
})

/** Sized down, one run of the app's life meets every point once. */
const lives = isFull ? points.map((point) => [point]) : [[...points]]
test.each(lives)('rows 73 and 83: killed exactly there: %s', async (...at) => {
  const campaign = await openCampaign(scaled(40, 30))
  for (const point of at) {
    for (let kill = 0; kill < scaled(20, 1); kill++) await run(campaign, { point, nth: isFull ? 1 + Math.floor(random() * 12) : 1 })
  }
  await judge(campaign)
})
