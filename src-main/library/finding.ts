import { randomUUID } from 'node:crypto'
import { copyFile, realpath, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import type { Database } from '../storage'
import { partsFolderOf } from './folders'
import { locate } from './locate'
import { hashOf, placeFile, syncFile } from './place'
import { isInside } from './recordForm'
import type { StoredItem } from './rows'
import { scan } from './scanner'
import { inSlices } from './slices'
import type { Store } from './store'
import type { Progress } from './tasks'

const rowsAtOnce = 200

interface FindParts {
  database: Database
  store: Store
  /** The library folder, ready to be written to. */
  library: string
  onFound: (id: string) => void
}

/**
 * Looks for files that are not where they were filed, by size and then by hash: in the library itself they are only pointed to where they lie now,
 * from elsewhere they are copied back under their name.
 */
export async function findMissing(parts: FindParts, folder: string, progress: Progress): Promise<void> {
  const { store, library } = parts
  const missing = await missingBySize(parts, progress.signal)
  const root = await realpath(library)
  for await (const files of scan({ folder }, progress.signal)) {
    for (const file of files) {
      if (progress.signal.aborted || missing.size === 0) return
      progress.add({ done: 1 })
      const candidates = missing.get(file.sizeBytes)
      if (candidates === undefined) continue
      const sha256 = await hashOf(file.path).catch(() => null)
      const item = candidates.find((one) => one.sha256 === sha256)
      if (item === undefined || sha256 === null) continue
      const inside = relative(root, await realpath(file.path))
      const name = inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : inside.split(sep).join('/')
      if (name !== null && (!isInside(name) || (store.isNameTaken(name) && name !== item.file_name))) continue
      if (name === null) await putBack(item, file.path)
      else store.setFileName(item.id, library, name)
      missing.set(file.sizeBytes, candidates.filter((one) => one !== item))
      progress.add({ changed: 1 })
      parts.onFound(item.id)
    }
  }

  async function putBack(item: StoredItem, from: string): Promise<void> {
    const part = join(partsFolderOf(library), `import-${randomUUID()}`)
    try {
      await copyFile(from, part)
      await syncFile(part)
      const name = await placeFile(part, library, item.file_name, (one) => one !== item.file_name && (store.isNameTaken(one) || existsSync(join(library, one))))
      store.setFileName(item.id, library, name)
    } finally {
      await rm(part, { force: true })
    }
  }
}

/** Looks for every file of the library, and remembers which are not there. */
async function missingBySize({ database, store, library }: FindParts, signal: AbortSignal): Promise<Map<number, StoredItem[]>> {
  const missing = new Map<number, StoredItem[]>()
  for (let after = 0; !signal.aborted; ) {
    const items = database.all<StoredItem>('SELECT * FROM items WHERE number > ? ORDER BY number LIMIT ?', [after, rowsAtOnce])
    if (items.length === 0) break
    after = items.at(-1)!.number
    await inSlices(items, (piece) => {
      for (const item of piece) {
        const isMissing = locate(item, library) === null
        store.setMissing(item.id, isMissing)
        if (isMissing && item.sha256 !== '') missing.set(item.size_bytes, [...(missing.get(item.size_bytes) ?? []), item])
      }
    })
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return missing
}
