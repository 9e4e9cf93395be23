import { existsSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { AppError, toAppError } from '../../src-shared/errors'
import type { Notice } from '../../src-shared/notice'
import type { Log } from '../log'
import { isBackupDue, listBackups, takeBackup, type BackupKind } from './backups'
import { openDatabase, type Database } from './database'
import { examine, newestWhole, restoredNote, setAside, sizeOf, versionInHeader, type Restored } from './damage'
import { copyDurably } from './durable'
import { profileLocation } from './location'
import { migrate } from './migrate'
import { migrations as ours } from './migrations'
import type { Migration } from './migrations/migration'
import type { ProfilePaths } from './profile'

export interface Storage {
  database: Database
  /** Not null: what is in the database is older than what had been done, until `settled` is called. */
  restored: Restored | null
  /** When the oldest backup was made, epoch milliseconds; null without one. */
  oldestBackupAt: number | null
  /** The restored database has been made up for. */
  settled(): Promise<void>
  /** Backs up once a day from here on. */
  watch(): void
  /** Lets a backup under way end, and closes the database. */
  close(): Promise<void>
}

interface StorageParts {
  profile: Pick<ProfilePaths, 'folder' | 'database' | 'backups'>
  log: Log
  tell(notice: Notice): void
  /** Calls back after so many milliseconds; returns how to call it off. */
  after(milliseconds: number, callback: () => void): () => void
  /** The wall clock, epoch milliseconds. */
  now?: () => number
  migrations?: readonly Migration[]
}

/** Short against a day, so that one that failed or was slept through is made up for. */
const lookAgainMilliseconds = 15 * 60_000

/**
 * Opens the database of a profile whatever became of it: looks it through, sets a damaged one aside and restores the newest backup that is whole,
 * and copies it before its shape changes. Everything that reads the whole file runs on another thread.
 *
 * @throws AppError `newer-schema` (nothing was written then), `storage-failed`.
 */
export async function openStorage(parts: StorageParts): Promise<Storage> {
  const { profile, log, tell, after, now = Date.now, migrations = ours } = parts
  const file = profile.database
  // Left behind by a run that met damage, or whose backup could not read it.
  const suspicion = `${file}-suspect`
  // Without SQLite, which would write beside a file that it only reads.
  refuseNewer((await versionInHeader(file)) ?? 0, migrations.length)
  const location = await profileLocation(profile.folder)
  if (location !== 'local') {
    log.warn('The profile lies where files are not safe', { location })
    tell({ kind: 'profile-location', location })
  }
  const restored = await makeWhole({ file, profile, log, now, migrations, isSuspect: existsSync(suspicion) })
  await rm(suspicion, { force: true })
  const withoutWal = location !== 'local'
  const suspect = () => {
    try {
      writeFileSync(suspicion, '')
    } catch (error) {
      log.error('That the database is damaged could not be written down', { error })
    }
  }
  let lastFailed = false
  const backUp = async (kind: BackupKind) => {
    try {
      await takeBackup(file, profile.backups, kind, now())
      lastFailed = false
    } catch (thrown) {
      const error = toAppError(thrown)
      log.warn('A backup of the database failed', { kind, error: thrown })
      if (error.details['isDamaged'] === 1) suspect()
      if (!lastFailed) tell({ kind: 'backup-failed', isDiskFull: error.code === 'disk-full' })
      lastFailed = true
    }
  }
  const version = (await versionInHeader(file)) ?? 0
  if (version > 0 && version < migrations.length) await backUp('migration')
  const database = openDatabase(file, { withoutWal, onDamage: suspect })
  try {
    migrate(database, migrations)
  } catch (error) {
    database.close()
    throw error
  }
  const backUpIfDue = async () => {
    if (isBackupDue(await listBackups(profile.backups), now())) await backUp('daily')
  }
  // Without a write-ahead log a reader keeps the writer waiting: only now, before there is one.
  if (withoutWal) await backUpIfDue()
  let underWay = Promise.resolve()
  let cancelTimer: (() => void) | null = null
  const look = () => {
    cancelTimer = after(lookAgainMilliseconds, look)
    underWay = underWay.then(backUpIfDue).catch((error: unknown) => log.error('The backups could not be looked at', { error }))
  }
  return {
    database,
    restored,
    oldestBackupAt: (await listBackups(profile.backups)).reduce<number | null>((oldest, { at }) => Math.min(oldest ?? at, at), null),
    settled: () => restoredNote(file).remove(),
    watch() {
      if (!withoutWal && cancelTimer === null) look()
    },
    async close() {
      cancelTimer?.()
      await underWay
      database.close()
    },
  }
}

function refuseNewer(version: number, newest: number): void {
  if (version > newest) throw new AppError('newer-schema', `The data was written by a newer version of the app (${version} > ${newest})`)
}

interface Whole {
  file: string
  profile: StorageParts['profile']
  log: Log
  now: () => number
  migrations: readonly Migration[]
  isSuspect: boolean
}

/** Makes sure that what lies under the database's name is whole, or is not there because all is new. */
async function makeWhole({ file, profile, log, now, migrations, isSuspect }: Whole): Promise<Restored | null> {
  const note = restoredNote(file)
  const finding = await examine(file, { isSuspect })
  // Its newest commits may still be in its write-ahead log.
  if (finding.state === 'good') refuseNewer(finding.version, migrations.length)
  if (finding.state === 'good' && finding.version > 0) return note.read()
  const hadBackups = (await listBackups(profile.backups)).length > 0
  const isLeftover = ((await sizeOf(`${file}-wal`)) ?? 0) > 0 || (await sizeOf(`${file}-journal`)) !== null
  // A start that ended before the first step left an empty database.
  if (!hadBackups && (finding.state === 'good' || (finding.state === 'absent' && !isLeftover))) return note.read()
  const isThere = (await sizeOf(file)) !== null || isLeftover
  const damagedFile = isThere ? await setAside(file, now()) : null
  log.error('The database cannot be used and was set aside', { ...finding, damagedFile })
  const backup = await newestWhole(profile.backups, migrations.length)
  const restored = { backupAt: backup?.at ?? null, damagedFile }
  // Before the backup is in place: whatever happens from here on, it is not taken for the truth.
  await note.write(restored)
  if (backup !== null) await copyDurably(backup.file, file)
  log.warn(backup === null ? 'There is no backup that works: the database is new' : 'A backup was restored', { backupAt: backup?.at ?? null })
  return restored
}
