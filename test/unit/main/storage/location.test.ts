import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../src-main/storage'
import { isNetworkPath, isNetworkType, isSyncedPath, profileLocation } from '../../../../src-main/storage/location'
import { newFolder, opened } from './files'

describe('where a profile lies', () => {
  it('is told by the kind of file system', () => {
    expect([0x6969, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997].map(isNetworkType)).toEqual([true, true, true, true, true])
    // As some systems hand it over: with its sign.
    expect(isNetworkType(0xff534d42 | 0)).toBe(true)
    expect([0xef53, 0x9123683e, 0x58465342, 0x01021994, 0x794c7630].map(isNetworkType)).toEqual([false, false, false, false, false])
  })

  it('is told by its path', () => {
    expect(['\\\\server\\share\\profile', '\\\\?\\UNC\\server\\share'].map(isNetworkPath)).toEqual([true, true])
    expect(['C:\\Users\\a', '\\\\?\\C:\\Users', '\\\\.\\pipe', '/home/a'].map(isNetworkPath)).toEqual([false, false, false, false])
    expect(isSyncedPath('C:\\Users\\a\\OneDrive - Firm\\Studio', '\\')).toBe(true)
    expect(isSyncedPath('/Users/a/Library/Mobile Documents/x', '/')).toBe(true)
    expect(isSyncedPath('/home/a/Dropbox/x', '/')).toBe(true)
    expect(isSyncedPath('/home/a/.config/Doitong Studio', '/')).toBe(false)
  })

  it('here is this machine', async () => {
    expect(await profileLocation(newFolder())).toBe('local')
  })
})

describe('without a write-ahead log', () => {
  it('writes are durable all the same', () => {
    const database = openDatabase(join(newFolder(), 'a.db'), { withoutWal: true })
    expect(database.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'delete' })
    expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 3 })
    database.close()
  })

  it('a profile in a synced folder works, keeps one file between commits, and the user is told', async () => {
    const folder = join(newFolder(), 'Dropbox', 'Studio')
    const storage = await opened(folder)
    expect(storage.told).toEqual([{ kind: 'profile-location', location: 'synced' }])
    expect(storage.database.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'delete' })
    storage.database.run("INSERT INTO accounts (id, kind, host, created_at) VALUES ('a', 'key', 'h', 1)")
    expect(storage.oldestBackupAt).not.toBeNull()
    await storage.close()
    const again = await opened(folder)
    expect(again.restored).toBeNull()
    expect(again.database.all('SELECT id FROM accounts')).toEqual([{ id: 'a' }])
  })
})
