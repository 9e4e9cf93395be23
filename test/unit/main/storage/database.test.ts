import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../../src-shared/errors'
import { lockProfile, migrate, openDatabase } from '../../../../src-main/storage'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'studio-storage-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('openDatabase', () => {
  it('promises durable writes', () => {
    const database = openDatabase(join(folder, 'a.db'))
    expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 2 })
    expect(database.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' })
    expect(database.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 })
    database.close()
  })

  it('rolls a failed transaction back and joins an inner one to the outer', () => {
    const database = openDatabase(join(folder, 'a.db'))
    database.exec('CREATE TABLE t (n INTEGER)')
    const insert = (n: number) => database.run('INSERT INTO t VALUES (?)', [n])
    database.transaction(() => {
      insert(1)
      database.transaction(() => insert(2))
    })
    expect(() =>
      database.transaction(() => {
        insert(3)
        database.transaction(() => insert(4))
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(database.all('SELECT n FROM t ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }])
    database.close()
  })

  it('says that a file is no database, and does not touch it', () => {
    const file = join(folder, 'b.db')
    writeFileSync(file, 'this is a letter, not a database'.repeat(100))
    expect(() => openDatabase(file)).toThrow(AppError)
  })
})

describe('migrate', () => {
  const first = { name: 'one', up: (database: { exec(sql: string): void }) => database.exec('CREATE TABLE one (n INTEGER)') }
  const broken = { name: 'two', up: (database: { exec(sql: string): void }) => database.exec('CREATE TABLE two (n INTEGER); CREATE TABLE one (n INTEGER)') }

  it('takes each step once', () => {
    const database = openDatabase(join(folder, 'a.db'))
    migrate(database, [first])
    migrate(database, [first])
    expect(database.get('PRAGMA user_version')).toEqual({ user_version: 1 })
    database.close()
  })

  it('leaves nothing of a step that failed', () => {
    const database = openDatabase(join(folder, 'a.db'))
    expect(() => migrate(database, [first, broken])).toThrow()
    expect(database.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).toEqual([{ name: 'one' }])
    expect(database.get('PRAGMA user_version')).toEqual({ user_version: 1 })
    database.close()
  })

  it('refuses a newer shape without writing', () => {
    const database = openDatabase(join(folder, 'a.db'))
    database.exec('PRAGMA user_version = 99')
    expect(() => migrate(database, [first])).toThrow(expect.objectContaining({ code: 'newer-schema' }))
    expect(database.all('SELECT name FROM sqlite_master')).toEqual([])
    database.close()
  })
})

describe('lockProfile', () => {
  it('lets one in, and the next one after it let go', () => {
    const file = join(folder, 'lock')
    const unlock = lockProfile(file)
    expect(() => lockProfile(file)).toThrow(expect.objectContaining({ code: 'already-running' }))
    unlock()
    lockProfile(file)()
  })
})
