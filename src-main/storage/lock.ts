import { AppError } from '../../src-shared/errors'
import LibsqlDatabase from 'libsql'

/**
 * One process a profile, the window and the command line alike. SQLite's own exclusive lock on a file of its own: the operating system
 * frees it when the process dies, however it dies, so there is no stale lock to judge.
 *
 * @returns how to let go.
 * @throws AppError `already-running` when another process holds it.
 */
export function lockProfile(file: string): () => void {
  const raw = new LibsqlDatabase(file)
  try {
    raw.exec('PRAGMA busy_timeout = 0')
    raw.exec('PRAGMA locking_mode = EXCLUSIVE')
    raw.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    raw.close()
    throw new AppError('already-running', 'Another Doitong Studio uses this profile', { cause: error })
  }
  return () => raw.close()
}
