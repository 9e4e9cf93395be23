import fc from 'fast-check'
import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { openDatabase, profilePaths } from '../../../../src-main/storage'
import { takeBackup } from '../../../../src-main/storage/backups'
import { migrations } from '../../../../src-main/storage/migrations'
import { damage, newFolder, opened } from './files'

const at = Date.parse('2026-11-23T03:00:00Z')
const account = (id: string) => `INSERT INTO accounts (id, kind, host, created_at) VALUES ('${id}', 'key', 'example.test', 1)`
const accounts = (database: { all<Row>(sql: string): Row[] }) => database.all<{ id: string }>('SELECT id FROM accounts ORDER BY id').map(({ id }) => id)

/** A profile with a backup that holds `old`, and a database that holds `new` too. */
async function profileWithBackup() {
  const folder = newFolder()
  const profile = profilePaths(folder)
  const storage = await opened(folder)
  storage.database.run(account('old'))
  await takeBackup(profile.database, profile.backups, 'daily', at)
  storage.database.run(account('new'))
  await storage.close()
  return { folder, profile }
}

const damages: [string, (file: string) => void][] = [
  ['its head is not one', (file) => damage(file, 0, 16)],
  ['its schema is overwritten', (file) => damage(file, 100, 400)],
  ['pages in the middle are overwritten', (file) => damage(file, 4_096, 40_000)],
  ['it ends too early', (file) => truncateSync(file, statSync(file).size - 5_000)],
  ['it is empty', (file) => truncateSync(file, 0)],
  ['it is another kind of file', (file) => writeFileSync(file, 'a letter'.repeat(1_000))],
  ['it is gone', (file) => rmSync(file)],
]

describe('a damaged database', () => {
  it.each(damages)('is set aside and the backup restored: %s', async (_name, harm) => {
    const { folder, profile } = await profileWithBackup()
    harm(profile.database)
    const damaged = existsSync(profile.database) ? readFileSync(profile.database) : null
    const storage = await opened(folder)
    expect(accounts(storage.database)).toEqual(['old'])
    expect(storage.restored).toMatchObject({ backupAt: at })
    const aside = readdirSync(folder).filter((name) => name.startsWith('studio.damaged-'))
    if (damaged === null) expect(storage.restored?.damagedFile).toBeNull()
    else {
      expect(aside).toContain(storage.restored?.damagedFile)
      expect(readFileSync(join(folder, storage.restored?.damagedFile ?? '')).equals(damaged)).toBe(true)
    }
    // Until what the backup does not know is made up for, every start is told.
    await storage.close()
    const again = await opened(folder)
    expect(again.restored).toEqual(storage.restored)
    await again.settled()
    await again.close()
    expect((await opened(folder)).restored).toBeNull()
  })

  it('skips backups that are damaged or of a newer shape', async () => {
    const { folder, profile } = await profileWithBackup()
    const newer = openDatabase(profile.database)
    newer.exec('PRAGMA user_version = 99')
    newer.close()
    await takeBackup(profile.database, profile.backups, 'daily', at + 1)
    damage((await takeBackup(profile.database, profile.backups, 'daily', at + 2)).file, 4_096, 20_000)
    damage(profile.database, 0, 16)
    expect((await opened(folder)).restored?.backupAt).toBe(at)
  })

  it('begins anew where no backup works', async () => {
    const { folder, profile } = await profileWithBackup()
    for (const name of readdirSync(profile.backups)) damage(join(profile.backups, name), 0, 100)
    damage(profile.database, 0, 16)
    const storage = await opened(folder)
    expect(storage.restored).toMatchObject({ backupAt: null, damagedFile: expect.stringMatching(/^studio\.damaged-.*\.db$/) })
    expect(accounts(storage.database)).toEqual([])
  })

  it('is noticed while it is used, and looked through at the next start', async () => {
    const { folder, profile } = await profileWithBackup()
    const storage = await opened(folder)
    damage(profile.database, 4_096, 400_000)
    // A page that this connection has not read yet.
    expect(() => storage.database.all('SELECT * FROM items JOIN jobs JOIN kept_references JOIN lineage')).toThrow(expect.objectContaining({ code: 'storage-failed' }))
    expect(existsSync(`${profile.database}-suspect`)).toBe(true)
    await storage.close()
    const again = await opened(folder)
    expect(again.restored).not.toBeNull()
    expect(existsSync(`${profile.database}-suspect`)).toBe(false)
  })

  it('whatever bytes are changed, a start ends with a whole database of one state or the other', async () => {
    const { profile } = await profileWithBackup()
    const size = statSync(profile.database).size
    await fc.assert(
      fc.asyncProperty(fc.nat(size - 1), fc.integer({ min: 1, max: 5_000 }), async (from, length) => {
        const other = newFolder()
        const copy = profilePaths(other)
        copyFileSync(profile.database, copy.database)
        for (const name of readdirSync(profile.backups)) copyFileSync(join(profile.backups, name), join(copy.backups, name))
        damage(copy.database, from, length)
        const storage = await opened(other).catch((error: unknown) => error as { code: string })
        // The number of its shape can be what was hit: then it is left as it is.
        if ('code' in storage) {
          expect(storage.code).toBe('newer-schema')
          return
        }
        expect(storage.database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
        if (storage.restored !== null) expect(accounts(storage.database)).toEqual(['old'])
        await storage.close()
      }),
      { numRuns: 12 },
    )
  })
})

describe('a write-ahead log', () => {
  /** The files as a kill leaves them, after each of two commits. */
  function killed() {
    const folder = newFolder()
    const file = join(folder, 'studio.db')
    const database = openDatabase(file)
    // Small pages, so that every length can be tried.
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = WAL')
    database.exec('CREATE TABLE jobs (id INTEGER PRIMARY KEY, key TEXT); CREATE TABLE attempts (key TEXT PRIMARY KEY)')
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    database.run("INSERT INTO attempts VALUES ('first')")
    const before = statSync(`${file}-wal`).size
    database.transaction(() => {
      database.run("INSERT INTO jobs VALUES (1, 'second')")
      database.run("INSERT INTO attempts VALUES ('second')")
    })
    const files = { database: readFileSync(file), wal: readFileSync(`${file}-wal`) }
    database.close()
    return { ...files, before }
  }

  it('cut at every byte of its last commit opens to the state before or after it, never between', () => {
    const { database, wal, before } = killed()
    const folder = newFolder()
    let after = 0
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    for (let length = before; length <= wal.length; length++) {
      // A file of its own each: the driver lets go of one when its statements are collected.
      const file = join(folder, `${length}.db`)
      if (length % 100 === 0) collect()
      writeFileSync(file, database)
      writeFileSync(`${file}-wal`, wal.subarray(0, length))
      const opened = openDatabase(file, { readOnly: true })
      const jobs = opened.all<{ key: string }>('SELECT key FROM jobs').map(({ key }) => key)
      const attempts = opened.all<{ key: string }>('SELECT key FROM attempts ORDER BY key').map(({ key }) => key)
      opened.close()
      if (jobs.length > 0) after++
      const isAfter = jobs.length > 0
      expect({ length, jobs, attempts }).toEqual({ length, jobs: isAfter ? ['second'] : [], attempts: isAfter ? ['first', 'second'] : ['first'] })
    }
    expect(wal.length - before).toBeGreaterThan(1_000)
    expect(after).toBe(1)
  })

  it('of another run does not mix two states: what it makes of the database is found out', async () => {
    const { folder, profile } = await profileWithBackup()
    const first = await opened(folder)
    for (let n = 0; n < 200; n++) first.database.run(account(`wal-${n}`))
    const stale = readFileSync(`${profile.database}-wal`)
    await first.close()
    const second = await opened(folder)
    second.database.exec("DELETE FROM accounts WHERE id LIKE 'wal-%'")
    second.database.exec('CREATE INDEX accounts_by_host ON accounts (host, id); VACUUM')
    for (let n = 0; n < 300; n++) second.database.run(account(`after-${n}`))
    await second.close()
    writeFileSync(`${profile.database}-wal`, stale)
    const third = await opened(folder)
    expect(third.database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
    const found = accounts(third.database)
    const isFirst = found.length === 202 && found.includes('wal-199')
    const isSecond = found.length === 302 && found.includes('after-299')
    expect(isFirst || isSecond || third.restored !== null).toBe(true)
  })
})

describe('a newer shape', () => {
  /** A profile as a newer app leaves it, in a folder that nothing else has open. */
  async function newerProfile(isKilled: boolean) {
    const { profile } = await profileWithBackup()
    const newer = openDatabase(profile.database)
    newer.exec(`PRAGMA user_version = ${migrations.length + 1}`)
    if (!isKilled) newer.close()
    const folder = newFolder()
    const copy = profilePaths(folder)
    for (const suffix of isKilled ? ['', '-wal'] : ['']) copyFileSync(`${profile.database}${suffix}`, `${copy.database}${suffix}`)
    if (isKilled) newer.close()
    return { folder, database: copy.database }
  }

  it('is refused without a byte being written', async () => {
    const { folder } = await newerProfile(false)
    const before = contents(folder)
    await expect(opened(folder)).rejects.toMatchObject({ code: 'newer-schema' })
    expect(contents(folder)).toEqual(before)
  })

  it('is refused too when only its write-ahead log says so', async () => {
    const { folder, database } = await newerProfile(true)
    const before = contents(folder)
    await expect(opened(folder)).rejects.toMatchObject({ code: 'newer-schema' })
    // The index of the log in shared memory comes and goes; it holds nothing of its own.
    rmSync(`${database}-shm`, { force: true })
    expect(contents(folder)).toEqual(before)
  })
})

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]),
  )
}
