import { lstatSync, realpathSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import type { StoredItem } from './rows'

/**
 * Where an item's file lies: in the library folder of now (which may have been moved), else in the one it was filed in. Null when it
 * is not there, is not a plain file, or some link leads out of the library.
 */
export function locate(item: Pick<StoredItem, 'file_name' | 'library_folder'>, folder: string): string | null {
  for (const root of new Set([folder, item.library_folder])) {
    const path = confined(root, join(root, item.file_name))
    if (path !== null) return path
  }
  return null
}

/** The path when it names a plain file inside `root` with all links followed, else null. */
export function confined(root: string, path: string): string | null {
  try {
    if (!lstatSync(path).isFile()) return null
    const inside = relative(realpathSync(root), realpathSync(path))
    return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : path
  } catch {
    return null
  }
}
