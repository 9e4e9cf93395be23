import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openDatabase, profilePaths } from '../../../../src-main/storage'
import { isBackupDue, listBackups, takeBackup } from '../../../../src-main/storage/backups'
import { migrations } from '../../../../src-main/storage/migrations'
import { newFolder, opened } from './files'

const hour = 3_600_000
const start = Date.parse('2026-11-23T03:00:00Z')

afterEach(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
})

function databaseWithRows(folder: string, rows = 10) {
  const database = openDatabase(join(folder, 'a.db'))
  database.exec('CREATE TABLE t (n INTEGER, text TEXT); PRAGMA user_version = 1')
  database.transaction(() => {
    for (let n = 0; n < rows; n++) database.run('INSERT INTO t VALUES (?, ?)', [n, 'x'.repeat(1_000)])
  })
  return database
}

describe('a backup', () => {
  it('holds what was committed, also what is still in the write-ahead log, and can be opened alone', async () => {
    const folder = newFolder()
    const database = databaseWithRows(folder)
    const backup = await takeBackup(database.file, join(folder, 'backups'), 'daily', start)
    database.run('INSERT INTO t VALUES (99, ?)', ['later'])
    const copy = openDatabase(backup.file, { readOnly: true })
    expect(copy.get('SELECT count(*) AS count FROM t')).toEqual({ count: 10 })
    expect(copy.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
    expect(() => copy.exec('DELETE FROM t')).toThrow(expect.objectContaining({ code: 'storage-failed' }))
    copy.close()
    database.close()
  })

  it('is on disk before it has its name', async () => {
    const folder = newFolder()
    const database = databaseWithRows(folder)
    const backups = join(folder, 'backups')
    const order: string[] = []
    const { open, rename } = fs
    vi.spyOn(fs, 'open').mockImplementation(async (path, flags) => {
      const handle = await open(path, flags)
      const { sync } = handle
      handle.sync = async () => {
        order.push(`sync ${path === backups ? 'folder' : String(path).endsWith('.part') ? 'part' : 'other'}`)
        await sync.call(handle)
      }
      return handle
    })
    vi.spyOn(fs, 'rename').mockImplementation(async (from, to) => {
      order.push('rename')
      await rename(from, to)
    })
    syncBuiltinESMExports()
    await takeBackup(database.file, backups, 'daily', start)
    database.close()
    expect(order).toEqual(['sync part', 'rename', 'sync folder'])
  })

  it('does not hold the writer: commits go on while it is made', async () => {
    const folder = newFolder()
    const database = databaseWithRows(folder, 20_000)
    let done = false
    const backup = takeBackup(database.file, join(folder, 'backups'), 'daily', start).finally(() => {
      done = true
    })
    let commits = 0
    while (!done) {
      database.run('INSERT INTO t VALUES (?, ?)', [100_000 + commits++, 'x'])
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(commits).toBeGreaterThan(1)
    const copy = openDatabase((await backup).file, { readOnly: true })
    expect(copy.get('SELECT count(*) AS count FROM t WHERE n < 100000')).toEqual({ count: 20_000 })
    copy.close()
    database.close()
  })

  it('leaves nothing behind when it fails, and removes what a kill left', async () => {
    const folder = newFolder()
    const backups = join(folder, 'backups')
    mkdirSync(backups)
    writeFileSync(join(backups, '000001_daily_1.db.part'), 'half')
    writeFileSync(join(folder, 'a.db'), 'no database'.repeat(500))
    await expect(takeBackup(join(folder, 'a.db'), backups, 'daily', start)).rejects.toMatchObject({ code: 'storage-failed', details: { isDamaged: 1 } })
    expect(readdirSync(backups)).toEqual([])
  })

  it('of each kind only the newest stay', async () => {
    const folder = newFolder()
    const database = databaseWithRows(folder)
    for (let day = 0; day < 9; day++) await takeBackup(database.file, join(folder, 'backups'), 'daily', start + day * 24 * hour)
    for (let step = 0; step < 4; step++) await takeBackup(database.file, join(folder, 'backups'), 'migration', start)
    const kept = await listBackups(join(folder, 'backups'))
    expect(kept.filter(({ kind }) => kind === 'daily').map(({ sequence }) => sequence)).toEqual([9, 8, 7, 6, 5, 4, 3])
    expect(kept.filter(({ kind }) => kind === 'migration').map(({ sequence }) => sequence)).toEqual([13, 12, 11])
    database.close()
  })

  it('is due after a day, and when the clock was set back', () => {
    const at = (time: number) => [{ file: '', kind: 'daily' as const, sequence: 1, at: time }]
    expect(isBackupDue([], start)).toBe(true)
    expect(isBackupDue(at(start - 23 * hour), start)).toBe(false)
    expect(isBackupDue(at(start - 24 * hour), start)).toBe(true)
    expect(isBackupDue(at(start + 365 * 24 * hour), start)).toBe(true)
  })
})

describe('the storage backs up', () => {
  it('at a start when a day has passed, and once a day from there', async () => {
    const folder = newFolder()
    const { backups } = profilePaths(folder)
    let now = start
    const storage = await opened(folder, { now: () => now })
    const wait = async (count: number) => vi.waitFor(async () => expect(await listBackups(backups)).toHaveLength(count), { timeout: 60_000 })
    storage.watch()
    await wait(1)
    now += 12 * hour
    storage.ring()
    now += 13 * hour
    storage.ring()
    await wait(2)
    await storage.close()
    const again = await opened(folder, { now: () => now })
    expect(again.oldestBackupAt).toBe(start)
    again.watch()
    await again.close()
    expect((await listBackups(backups)).map(({ at }) => at)).toEqual([start + 25 * hour, start])
    expect(storage.told).toEqual([])
  })

  it('before the shape changes, and not when it does not', async () => {
    const folder = newFolder()
    const { backups } = profilePaths(folder)
    const first = await opened(folder, { migrations: migrations.slice(0, 2) })
    first.database.run("INSERT INTO accounts (id, kind, host, created_at) VALUES ('a', 'key', 'h', 1)")
    await first.close()
    expect(await listBackups(backups)).toEqual([])
    const second = await opened(folder)
    await second.close()
    const [backup] = await listBackups(backups)
    expect(backup).toMatchObject({ kind: 'migration' })
    const copy = openDatabase(backup?.file ?? '', { readOnly: true })
    expect(copy.get('PRAGMA user_version')).toEqual({ user_version: 2 })
    expect(copy.all('SELECT id FROM accounts')).toEqual([{ id: 'a' }])
    copy.close()
    await (await opened(folder)).close()
    expect(await listBackups(backups)).toHaveLength(1)
  })

  it('and says so, once, when it cannot', async () => {
    const folder = newFolder()
    const { backups } = profilePaths(folder)
    let now = start
    const storage = await opened(folder, { now: () => now })
    const { rmSync } = await import('node:fs')
    rmSync(backups, { recursive: true })
    writeFileSync(backups, 'a file where the folder should be')
    storage.watch()
    await vi.waitFor(() => expect(storage.told).toEqual([{ kind: 'backup-failed', isDiskFull: false }]), { timeout: 60_000 })
    now += 25 * hour
    storage.ring()
    storage.database.run("INSERT INTO accounts (id, kind, host, created_at) VALUES ('a', 'key', 'h', 1)")
    await storage.close()
    expect(storage.told).toHaveLength(1)
    expect(readFileSync(backups, 'utf8')).toContain('a file')
  })
})

describe('every older shape', () => {
  const rows: Record<number, string> = {
    1: "INSERT INTO accounts (id, kind, host, created_at) VALUES ('a', 'key', 'example.test', 1)",
    2: `INSERT INTO batches (id, name, account_id, created_at, ready) VALUES ('b', 'Night', 'a', 1, 1);
        INSERT INTO jobs (id, batch_id, account_id, sandbox, position, provider_key, status, request, created_at) VALUES ('j', 'b', 'a', 0, 1, 'IMAGE/x', 'queued', '{}', 1);
        INSERT INTO attempts (key, job_id, number, account_id, body, body_sha256, created_at) VALUES ('k', 'j', 1, 'a', '[]', '00', 1)`,
    3: `INSERT INTO items (id, kind, title, prompt, options, inputs, sandbox, canceled_too_late, created_at, month, library_folder, file_name, folded_name, sha256,
          size_bytes, container, has_audio) VALUES ('i', 'image', 'Lake', 'A calm lake', '{}', '{}', 0, 0, 1, '2026-11', '/l', 'a.png', 'a.png', '00', 1, 'png', 0)`,
    4: "INSERT INTO kept_references (hash, kind, media_type, extension, file_name, size_bytes, created_at) VALUES ('h', 'image', 'image/png', 'png', 'a.png', 1, 1)",
  }
  const tables: Record<number, string[]> = { 1: ['accounts'], 2: ['batches', 'jobs', 'attempts'], 3: ['items'], 4: ['kept_references'] }

  it.each(migrations.map((_, index) => index + 1))('%i becomes today’s and keeps what is in it', async (version) => {
    const folder = newFolder()
    const before = await opened(folder, { migrations: migrations.slice(0, version) })
    const kept: string[] = []
    for (let step = 1; step <= version; step++) {
      before.database.exec(rows[step] ?? '')
      kept.push(...(tables[step] ?? []))
    }
    const read = (database: typeof before.database) => kept.map((table) => database.all<Record<string, unknown>>(`SELECT * FROM ${table}`))
    const was = read(before.database)
    await before.close()
    const after = await opened(folder)
    expect(after.database.get('PRAGMA user_version')).toEqual({ user_version: migrations.length })
    expect(read(after.database)).toMatchObject(was)
    expect(after.database.all('PRAGMA foreign_key_check')).toEqual([])
    expect(after.database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
    if (version >= 3) expect(after.database.all("SELECT rowid FROM item_search WHERE item_search MATCH 'calm'")).toHaveLength(1)
  })
})
