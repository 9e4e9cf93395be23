import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../src-shared/errors'

/** The app's own folder inside a library: unfinished files and the record of each item. */
const hidden = '.doitong'

export function hiddenFolderOf(library: string): string {
  return join(library, hidden)
}

export function partsFolderOf(library: string): string {
  return join(library, hidden, 'parts')
}

export function recordsFolderOf(library: string): string {
  return join(library, hidden, 'records')
}

/**
 * Makes sure that a library can be written to. One that is gone (a drive unplugged, a folder removed) is not made anew in its place.
 *
 * @throws AppError `library-unavailable`, `disk-full`.
 */
export function prepareLibrary(library: string): void {
  try {
    if (!existsSync(library)) throw new AppError('library-unavailable', 'The library folder is not there')
    mkdirSync(partsFolderOf(library), { recursive: true })
    mkdirSync(recordsFolderOf(library), { recursive: true })
    accessSync(partsFolderOf(library), constants.W_OK)
  } catch (error) {
    throw fileError(error)
  }
}

/** What the file system refuses, in our words. */
export function fileError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = (error as NodeJS.ErrnoException).code
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full', 'The disk is full', { cause: error })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENXIO':
    case 'ENODEV':
    case 'EIO':
      return new AppError('library-unavailable', `The library folder cannot be used (${code})`, { cause: error })
    case 'EBUSY':
      return new AppError('file-in-use', 'Another program uses the file', { cause: error })
    default:
      return error
  }
}

/** Makes renames in a folder last. Windows and some network drives have nothing like it. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  try {
    await handle?.sync()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EIO') throw error
  } finally {
    await handle?.close()
  }
}

/** Removes from the folder of unfinished files those of a kind that nobody can be writing any more. */
export async function sweepParts(folder: string, prefix: string, olderThanMs: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(prefix)) continue
    const path = join(folder, name)
    const file = await stat(path).catch(() => null)
    if (file && Date.now() - file.mtimeMs > olderThanMs) await rm(path, { force: true })
  }
}
