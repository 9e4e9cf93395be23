import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../src-shared/errors'
import { isDamageCode } from './database'
import { publish } from './durable'
import { copyInto } from './worker'

export type BackupKind = 'daily' | 'migration'

export interface Backup {
  file: string
  kind: BackupKind
  /** Rises by one with each; the wall clock may go back. */
  sequence: number
  /** When it was begun, epoch milliseconds. */
  at: number
}

const kept: Record<BackupKind, number> = { daily: 7, migration: 3 }
const dayMilliseconds = 24 * 3_600_000
const named = /^(\d{6,})_(daily|migration)_(\d+)\.db$/
const unfinished = /\.db\.part$/

/** The backups in a folder, newest first. */
export async function listBackups(folder: string): Promise<Backup[]> {
  const names = await readdir(folder).catch((): string[] => [])
  return names
    .flatMap((name): Backup[] => {
      const found = named.exec(name)
      if (found === null) return []
      return [{ file: join(folder, name), sequence: Number(found[1]), kind: found[2] as BackupKind, at: Number(found[3]) }]
    })
    .toSorted((a, b) => b.sequence - a.sequence)
}

/** Whether a day has passed since the last one; a clock that was set back does not put it off. Pure. */
export function isBackupDue(backups: readonly Backup[], now: number): boolean {
  return !backups.some(({ at }) => at <= now + 60_000 && now - at < dayMilliseconds)
}

/**
 * Copies the database as it is this moment, without holding this thread; complete under its name or not there at all. The oldest go.
 *
 * @throws AppError `disk-full`, `storage-failed` (with `details.isDamaged` 1 when the database itself cannot be read).
 */
export async function takeBackup(database: string, folder: string, kind: BackupKind, now: number): Promise<Backup> {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) if (unfinished.test(name)) await rm(join(folder, name), { force: true })
  const backups = await listBackups(folder)
  const sequence = (backups[0]?.sequence ?? 0) + 1
  const file = join(folder, `${String(sequence).padStart(6, '0')}_${kind}_${now}.db`)
  const part = `${file}.part`
  try {
    const { code, problem } = await copyInto(database, part)
    if (code !== null) throw refused(code, problem)
    await publish(part, file)
  } catch (error) {
    await rm(part, { force: true }).catch(() => {})
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? new AppError('disk-full', 'There is no room for a backup', { cause: error }) : error
  }
  const made = { file, kind, sequence, at: now }
  const older = backups.filter((backup) => backup.kind === kind).slice(kept[kind] - 1)
  for (const backup of older) await rm(backup.file, { force: true })
  return made
}

function refused(code: string, problem: string | null): AppError {
  if (code.startsWith('SQLITE_FULL')) return new AppError('disk-full', 'There is no room for a backup')
  return new AppError('storage-failed', `The database could not be copied: ${code} ${problem}`, { details: { isDamaged: Number(isDamageCode(code)) } })
}
