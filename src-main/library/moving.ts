import { existsSync } from 'node:fs'
import { link, lstat, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../src-shared/errors'
import type { Database } from '../storage'
import { firstFree, foldedName } from './fileName'
import { fileError, syncFolder } from './folders'
import { locate } from './locate'
import type { StoredItem } from './rows'
import type { Store } from './store'

interface Move {
  item_id: string
  folder: string
  from_name: string
  to_name: string
}

/**
 * Renames files of the library. The order survives a kill: what is meant is committed, the file gets its new name beside the old one, the item is
 * committed under the new name, the old name goes. A file is never without a name, and another is never gone over.
 */
export function openMoving(database: Database, store: Store) {
  const forget = (itemId: string) => database.run('DELETE FROM file_moves WHERE item_id = ?', [itemId])
  const commit = (move: Move) =>
    database.transaction(() => {
      store.setFileName(move.item_id, move.folder, move.to_name)
    })

  return {
    /**
     * @param nameOf what the file is to be called, given what is taken.
     * @returns whether it has another name now.
     * @throws AppError `file-missing`, `library-unavailable`, `disk-full`, `file-in-use`.
     */
    async rename(item: StoredItem, folder: string, nameOf: (isTaken: (name: string) => boolean) => string): Promise<boolean> {
      const path = locate(item, folder)
      if (path === null) throw new AppError('file-missing', 'The file is not where it was filed')
      const root = path === join(folder, item.file_name) ? folder : item.library_folder
      const isOwn = (name: string) => foldedName(name) === foldedName(item.file_name)
      const isTaken = (name: string) => !isOwn(name) && (store.isNameTaken(name) || existsSync(join(root, name)))
      const wanted = nameOf(isTaken)
      if (wanted === item.file_name) return false
      // Another spelling of its own name cannot lie beside it on every system: it makes way by a number.
      const move: Move = { item_id: item.id, folder: root, from_name: item.file_name, to_name: isOwn(wanted) ? firstFree(wanted, (name) => isOwn(name) || isTaken(name)) : wanted }
      database.run('INSERT OR REPLACE INTO file_moves (item_id, folder, from_name, to_name) VALUES (?, ?, ?, ?)', [move.item_id, move.folder, move.from_name, move.to_name])
      const [from, to] = [join(root, move.from_name), join(root, move.to_name)]
      try {
        await mkdir(dirname(to), { recursive: true })
        await nameBeside(from, to)
        await syncFolder(dirname(to))
      } catch (error) {
        forget(item.id)
        throw fileError(error)
      }
      commit(move)
      await rm(from, { force: true })
      await syncFolder(dirname(from))
      forget(item.id)
      return true
    },

    /** Ends what a kill interrupted: of two names of one file the one goes that the item does not have. */
    async settle(): Promise<void> {
      for (const move of database.all<Move>('SELECT * FROM file_moves')) {
        const [from, to] = [join(move.folder, move.from_name), join(move.folder, move.to_name)]
        const [old, fresh] = await Promise.all([from, to].map((path) => lstat(path).catch(() => null)))
        const named = database.get<{ file_name: string }>('SELECT file_name FROM items WHERE id = ?', [move.item_id])?.file_name
        // On a system without links the file itself was renamed.
        if (!old && fresh && named === move.from_name) commit(move)
        else if (old && fresh && old.ino === fresh.ino && old.dev === fresh.dev && old.ino !== 0) {
          if (named === move.to_name) await rm(from, { force: true })
          else if (named === move.from_name) await rm(to, { force: true })
        }
        forget(move.item_id)
      }
    },
  }
}

/** A second name for a file; where a file system has no links, its only one. Never over another file. */
async function nameBeside(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS' && code !== 'EINVAL') throw error
    if (existsSync(to)) throw new AppError('file-in-use', 'Another file took the name', { cause: error })
    await rename(from, to)
  }
}
