import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, profilePaths } from '../../src-main/storage'
import { bundle } from '../unit/main/queue/bundle'
import { damage } from '../unit/main/storage/files'
import { openCampaign, run, type Campaign } from './kills/campaign'
import { scaled } from './scale'

/**
 * A kill, and then a database that is older than what was done: a copy put back by hand or by a sync program, commits that a disk promised and lost,
 * damage that makes the app restore its own backup. The start that makes up for it is killed too, twice in a row, in the middle.
 */

const files = (database: string) => ['', '-wal', '-shm'].map((suffix) => `${database}${suffix}`)

interface Meddling {
  name: string
  /** Whether there was anything to do. */
  with(database: string, copy: string, random: () => number): boolean
}

const meddlings: Meddling[] = [
  {
    name: 'an older copy is put back',
    with(database, copy) {
      if (!existsSync(join(copy, 'studio.db'))) return false
      for (const file of files(database)) rmSync(file, { force: true })
      for (const file of files(database)) if (existsSync(join(copy, file.slice(file.lastIndexOf('/') + 1)))) copyFileSync(join(copy, file.slice(file.lastIndexOf('/') + 1)), file)
      return true
    },
  },
  {
    name: 'the last commits are lost',
    with(database, _copy, random) {
      const wal = `${database}-wal`
      if (!existsSync(wal) || statSync(wal).size === 0) return false
      truncateSync(wal, Math.floor(statSync(wal).size * random()))
      return true
    },
  },
  {
    name: 'bytes are changed',
    with(database, _copy, random) {
      const size = statSync(database).size
      damage(database, Math.floor(size * random()), 5_000)
      return true
    },
  },
]

test('whatever older or damaged database a start finds, and however often it is killed while it makes up for it: one charge a job, and none is lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-rollback-'))
  const program = await bundle('test/faults/kills/program.ts', folder)
  let seed = Number(process.env['FAULTS_SEED'] ?? 7)
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
  const did = new Map<string, number>()
  let kills = 0
  for (let round = 0; round < scaled(25, 2); round++) {
    const campaign: Campaign = { ...(await openCampaign(folder, 24)), mayBeDamaged: true }
    const { database } = profilePaths(join(campaign.place, 'profile'))
    const copy = join(campaign.place, 'copy')
    mkdirSync(copy)
    for (let step = 0; step < 6; step++) {
      if (await run(program, campaign, { after: 200 + random() * 1_500 })) kills++
      else campaign.jobs += 6
      if (step % 2 === 0) {
        for (const file of files(database)) if (existsSync(file)) copyFileSync(file, join(copy, file.slice(file.lastIndexOf('/') + 1)))
        continue
      }
      const meddling = meddlings[Math.floor(random() * meddlings.length)] as Meddling
      if (meddling.with(database, copy, random)) did.set(meddling.name, (did.get(meddling.name) ?? 0) + 1)
      for (let again = 0; again < 2; again++) if (await run(program, campaign, { point: 'recovery', nth: 1 + Math.floor(random() * 4) })) kills++
    }
    await run(program, campaign, null)
    judge(campaign)
    await campaign.sandbox.close()
    rmSync(campaign.place, { recursive: true, force: true })
  }
  console.log(`rollback: ${kills} kills, ${[...did].map(([name, times]) => `${name}: ${times}`).join(', ')}`)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

function judge({ place, sandbox }: Campaign): void {
  const profile = profilePaths(join(place, 'profile'))
  const database = openDatabase(profile.database, { readOnly: true })
  const charges = sandbox.control.ledger().filter((charge) => charge.credits > 0)
  expect(new Set(charges.map((charge) => charge.key)).size, 'keys charged').toBe(charges.length)
  const told = () => readFileSync(profile.journal, 'utf8').slice(-3_000)
  const charged = new Map<string, string[]>()
  for (const { key, generationId } of charges) {
    const attempt = database.get<{ job_id: string; remote_id: string | null; status: string; held_reason: string | null }>(
      'SELECT attempts.job_id, attempts.remote_id, jobs.status, jobs.held_reason FROM attempts JOIN jobs ON jobs.id = attempts.job_id WHERE key = ?',
      [key ?? ''],
    )
    expect(attempt, `a charge that nobody here knows of: ${key} ${told()}`).toBeDefined()
    if (attempt === undefined) continue
    expect(attempt.status === 'completed' || attempt.status === 'held', `lost: ${key} is ${attempt.status}`).toBe(true)
    if (attempt.status === 'completed') expect(attempt.remote_id).toBe(generationId)
    charged.set(attempt.job_id, [...(charged.get(attempt.job_id) ?? []), key ?? ''])
  }
  expect([...charged].filter(([, keys]) => keys.length > 1), 'charged twice').toEqual([])
  expect(database.all("SELECT id, status FROM jobs WHERE status NOT IN ('completed', 'held')"), 'not at an end').toEqual([])
  database.close()
}
