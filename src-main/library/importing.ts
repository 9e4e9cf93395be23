import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, open, realpath, rm, stat } from 'node:fs/promises'
import { basename, extname, isAbsolute, join, relative, sep } from 'node:path'
import { AppError, toAppError } from '../../src-shared/errors'
import type { Log } from '../log'
import type { Database } from '../storage'
import { joinTags } from './changes'
import { safeTitle, titleOf } from './fileName'
import { fileError, partsFolderOf } from './folders'
import { lookInto, type Looked } from './metadata'
import { findPlaced, hashOf, placeFile, syncFile } from './place'
import { isInside } from './recordForm'
import { scan, type Scanned } from './scanner'
import { inSlices } from './slices'
import type { ImportedItem, Store } from './store'
import type { Progress } from './tasks'

export interface ImportParts {
  database: Database
  store: Store
  log: Log
  /** The library folder, ready to be written to. @throws AppError `library-unavailable`. */
  library: () => string
  nameOf: (item: Pick<ImportedItem, 'id' | 'title' | 'kind' | 'created_at' | 'provider' | 'options'>, extension: string, isTaken: (name: string) => boolean) => string
  onImported: (ids: readonly string[]) => void
}

/** A file that was changed so shortly ago may still be being written: it is left for the next look. */
const settledMs = 2_000
const importPrefix = 'import-'

/**
 * Takes files in. What lies in the library folder already is indexed where it is; everything else is copied, and the source is never touched. What
 * was taken in before (the same path, size and time, or the same bytes) is passed over, so that it can be stopped and run again at any moment.
 */
export function openImporting(parts: ImportParts) {
  const { database, store } = parts

  return {
    async run(from: { folder: string } | { files: readonly string[] }, progress: Progress): Promise<{ unsettled: boolean }> {
      const library = parts.library()
      const realLibrary = await realpath(library)
      let unsettled = false
      for await (const files of scan(from, progress.signal)) {
        const inPlace: ImportedItem[] = []
        for (const file of files) {
          if (progress.signal.aborted) break
          try {
            const age = Date.now() - file.modifiedMs
            if (file.head.length > 0 && age >= 0 && age < settledMs && 'folder' in from) {
              unsettled = true
              continue
            }
            const name = await nameInside(realLibrary, file.path)
            if (name === null) progress.add({ done: 1, changed: Number(await copyIn(file, library)) })
            else {
              const item = store.isNameTaken(name) ? null : await itemOf(file, library, name)
              if (item !== null) inPlace.push(item)
              else progress.add({ done: 1 })
            }
          } catch (thrown) {
            const error = toAppError(thrown)
            if (error.code === 'disk-full' || error.code === 'library-unavailable') throw error
            if (error.code === 'internal') parts.log.warn('A file could not be taken in', { error: thrown })
            progress.add({ done: 1, failed: 1 })
          }
        }
        await inSlices(inPlace, (piece) =>
          database.transaction(() => {
            for (const item of piece) {
              store.insertImported(item)
              progress.add({ done: 1, changed: 1 })
            }
          }),
        )
        if (inPlace.length > 0) parts.onImported(inPlace.map((item) => item.id))
      }
      return { unsettled }
    },
  }

  async function copyIn(file: Scanned, library: string): Promise<boolean> {
    const known = database.get('SELECT 1 FROM imported_files WHERE path = ? AND size_bytes = ? AND modified_at = ?', [file.path, file.sizeBytes, file.modifiedMs])
    if (known !== undefined) return false
    const item = await itemOf(file, library, '')
    const part = join(partsFolderOf(library), `${importPrefix}${randomUUID()}`)
    try {
      await copyFile(file.path, part)
      await syncFile(part)
      item.sha256 = await hashOf(part)
      item.size_bytes = (await stat(part)).size
      const remember = () =>
        database.run('INSERT OR REPLACE INTO imported_files (path, size_bytes, modified_at) VALUES (?, ?, ?)', [file.path, file.sizeBytes, file.modifiedMs])
      if (store.hasHash(item.sha256)) {
        remember()
        return false
      }
      const isTaken = (name: string) => store.isNameTaken(name) || existsSync(join(library, name))
      const wanted = parts.nameOf(item, extensionOf(file.path, item), store.isNameTaken)
      // Placed before a crash and not committed: the same bytes under the name that they would get now.
      const placed = await findPlaced(library, wanted, { sha256: item.sha256, sizeBytes: item.size_bytes }, store.isNameTaken)
      item.file_name = placed ?? (await placeFile(part, library, isTaken(wanted) ? parts.nameOf(item, extensionOf(file.path, item), isTaken) : wanted, isTaken))
      database.transaction(() => {
        store.insertImported(item)
        remember()
      })
      parts.onImported([item.id])
      return true
    } catch (error) {
      throw fileError(error)
    } finally {
      await rm(part, { force: true })
    }
  }

  /** @throws AppError `not-media`. */
  async function itemOf(file: Scanned, library: string, name: string): Promise<ImportedItem> {
    const looked = await look(file)
    const { found } = looked
    const createdAt = found?.createdAt ?? file.modifiedMs
    const stem = basename(file.path, extname(file.path)).normalize('NFC')
    return {
      id: randomUUID(), kind: looked.kind, origin: 'imported',
      title: titleOf(found?.title || found?.prompt || '', safeTitle(stem)).slice(0, 200), prompt: found?.prompt ?? '',
      type: null, provider: found?.model ?? null, options: JSON.stringify(found?.options ?? {}), inputs: '{}', credit_cost: null, remote_id: null, job_id: null,
      batch_id: null, account_id: null, sandbox: 0, canceled_too_late: 0, created_at: createdAt, library_folder: library, file_name: name,
      // Follows in the background.
      sha256: '', size_bytes: file.sizeBytes, file_modified_at: file.modifiedMs,
      width: looked.width, height: looked.height, duration_seconds: looked.durationSeconds, frame_rate: null, container: looked.container, video_codec: null,
      audio_codec: null, has_audio: Number(looked.kind === 'audio'),
      rating: found?.rating ?? 0, tags_text: joinTags((found?.tags ?? []).map((tag) => tag.replace(/\s+/g, ' ').slice(0, 100))),
      found: found === null ? null : JSON.stringify({ tool: found.tool, facts: found.facts }),
    }
  }
}

async function look(file: Scanned): Promise<Looked> {
  const looked = lookInto(file.head)
  if (looked === null) throw new AppError('not-media', 'This is no media of a kind the app knows')
  if (looked.wantedBytes === null) return looked
  const handle = await open(file.path, 'r')
  try {
    const bytes = Buffer.alloc(Math.min(looked.wantedBytes, file.sizeBytes))
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0)
    return lookInto(bytes.subarray(0, bytesRead)) ?? looked
  } finally {
    await handle.close()
  }
}

/** A file keeps its extension where it says what it is, so that `.jpeg` stays; else it gets the one of its kind. */
function extensionOf(path: string, item: Pick<ImportedItem, 'container'>): string {
  const own = extname(path).slice(1).toLowerCase()
  return /^[0-9a-z]{1,5}$/.test(own) ? own : item.container.slice(0, 5)
}

/** Its name in the library with `/`; null for a file that lies elsewhere. */
async function nameInside(realLibrary: string, path: string): Promise<string | null> {
  const name = relative(realLibrary, await realpath(path))
  if (name === '' || name.startsWith('..') || isAbsolute(name)) return null
  const posix = name.split(sep).join('/')
  if (!isInside(posix)) throw new AppError('not-possible-now', 'This file is one of the app itself')
  return posix
}
