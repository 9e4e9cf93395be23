import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../src-shared/errors'
import { listBackups, type Backup } from './backups'
import { isDamageCode } from './database'
import { migrations } from './migrations'
import { syncFolder, writeDurably } from './durable'
import { checkFile } from './worker'

/** What a start found and made up for. */
export interface Restored {
  /** Of the backup, epoch milliseconds; null: there was none that works. */
  backupAt: number | null
  /** The name under which the damaged file lies beside the database; null when there was no file any more. */
  damagedFile: string | null
}

type Finding = { state: 'absent' } | { state: 'good'; version: number } | { state: 'damaged'; problem: string }

/** A file that was closed well is read through at each start up to this size; a larger one when the next backup copies it. */
const largestReadThrough = 256 * 1024 * 1024
/** No app counts its shapes as far as this: what is beyond is damage, not a newer app. */
const highestVersion = 100_000
const besides = ['-wal', '-shm', '-journal']

/**
 * Looks whether a database can be used, without changing it. One that was not closed well is compared with its indexes too: a write-ahead log that
 * belongs to another run leaves pages that are whole each for itself.
 *
 * @throws AppError `storage-failed` when it cannot be read for another reason than damage.
 */
export async function examine(file: string, options: { isSuspect: boolean }): Promise<Finding> {
  const size = await sizeOf(file)
  if (size === null || size === 0) return { state: 'absent' }
  const wasOpen = ((await sizeOf(`${file}-wal`)) ?? 0) > 0 || (await sizeOf(`${file}-journal`)) !== null
  const full = wasOpen || options.isSuspect
  if (!full && size > largestReadThrough) return { state: 'good', version: (await versionInHeader(file)) ?? 0 }
  const { code, version, problem } = await checkFile(file, { full, writable: (await sizeOf(`${file}-journal`)) !== null })
  // Of damage to its own pages a full-text table says no more than that; the check's own words are never wrong, and a newer app's table may be unknown.
  const isTextDamaged = code === 'SQLITE_ERROR' && version <= migrations.length
  if (code !== null && !isDamageCode(code) && !isTextDamaged) throw new AppError('storage-failed', `The database cannot be read: ${code} ${problem}`)
  if (problem === null && version > highestVersion) return { state: 'damaged', problem: `The number of its shape is ${version}` }
  return problem === null ? { state: 'good', version } : { state: 'damaged', problem }
}

/** `PRAGMA user_version` as the file itself has it, read without SQLite; null when it is no database or that cannot be right. */
export async function versionInHeader(file: string): Promise<number | null> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new AppError('storage-failed', 'The database cannot be opened', { cause: error })
  })
  if (handle === null) return null
  try {
    const header = Buffer.alloc(100)
    const { bytesRead } = await handle.read(header, 0, 100, 0)
    const isDatabase = bytesRead === 100 && header.toString('latin1', 0, 15) === 'SQLite format 3'
    const version = header.readUInt32BE(60)
    return isDatabase && version <= highestVersion ? version : null
  } finally {
    await handle.close()
  }
}

/** Gives a damaged database and what belongs to it another name; nothing of it is thrown away. Returns the name; null: there was nothing. */
export async function setAside(file: string, now: number): Promise<string | null> {
  const aside = file.replace(/\.db$/, '') + `.damaged-${new Date(now).toISOString().replaceAll(':', '-')}.db`
  // The file itself first: without it nothing is opened, whatever else is still there.
  const moved: boolean[] = []
  for (const suffix of ['', ...besides]) {
    moved.push(await rename(`${file}${suffix}`, `${aside}${suffix}`).then(() => true, (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw new AppError('storage-failed', 'The damaged database cannot be set aside', { cause: error })
    }))
  }
  await syncFolder(dirname(file))
  return moved.some(Boolean) ? basename(aside) : null
}

/** The newest backup that is whole and of no newer shape. */
export async function newestWhole(backupsFolder: string, newestVersion: number): Promise<Backup | null> {
  for (const backup of await listBackups(backupsFolder)) {
    const { version, problem } = await checkFile(backup.file, { full: true })
    if (problem === null && version > 0 && version <= newestVersion) return backup
  }
  return null
}

const restoredSchema = z.object({ backupAt: z.number().nullable(), damagedFile: z.string().nullable() })

/** A note beside the database, from before the backup takes its place until the queue has made up for what it does not know. */
export function restoredNote(database: string) {
  const file = `${database}-restored.json`
  return {
    async read(): Promise<Restored | null> {
      const text = await readFile(file, 'utf8').catch(() => null)
      if (text === null) return null
      try {
        return restoredSchema.parse(JSON.parse(text))
      } catch {
        return { backupAt: null, damagedFile: null }
      }
    },
    write: (restored: Restored) => writeDurably(file, JSON.stringify(restored)),
    remove: () => rm(file, { force: true }),
  }
}

export async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then((found) => found.size, () => null)
}
