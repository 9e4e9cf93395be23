import { AppError, toAppError } from '../../src-shared/errors'
import type { LibrarySettings } from '../../src-shared/librarySettings'
import type { MediaItem, MediaRow } from '../../src-shared/media'
import type { Items } from '../../src-shared/mediaQuery'
import type { Announce } from '../announce'
import type { Log } from '../log'
import type { Container, Media, PreviewSource } from '../media'
import { openReader, type Database } from '../storage'
import { findAlike } from './alike'
import { backfillBigrams } from './backfill'
import { openCollections, type Collections } from './collections'
import { collectionsFile } from './collectionsFile'
import { openEdits, type Edits } from './edits'
import { openErrands, type Errands } from './errands'
import { openFiling, type Delivery, type Made, type Reservation } from './filing'
import { partsFolderOf } from './folders'
import { locate } from './locate'
import { openRecords } from './records'
import { kindOf, type StoredItem } from './rows'
import { mediaResponder } from './serve'
import { openStore } from './store'
import { openTasks, type Tasks } from './tasks'
import { openViews, type Views } from './views'

export interface Library extends Omit<Errands, 'stop'> {
  /**
   * Where unfinished files go: hidden, inside the library, on its file system.
   * @throws AppError `library-unavailable` when the folder cannot be written to; never another folder instead.
   */
  partsFolder(): string
  /** A safe file name, unique in the library whatever the case; commit it before `file` is called. */
  reserveName(delivery: Reservation): string
  /**
   * Files a delivery under the reserved name and commits the item together with what `alsoCommit` writes.
   * Idempotent by (jobId, remoteId): called again after a crash it makes up for what was left undone.
   * @throws AppError `not-media`, `library-unavailable`, `file-missing`, `disk-full`, `file-in-use`, `ffmpeg-missing`.
   */
  file(delivery: Delivery, fileName: string, alsoCommit: (itemId: string) => void): Promise<string>
  /** Puts back the file of an item whose file is missing. */
  fileAgain(itemId: string, file: { partPath: string; sha256: string; sizeBytes: number }): Promise<void>
  /** Adds what the app made out of an item; the parameters are the source's. Returns the new item's id. */
  addMade(made: Made): Promise<string>
  /** Where the file lies. @throws AppError `not-found`, `file-missing`. */
  path(itemId: string): string
  /** What previews are made of. @throws AppError `not-found`, `file-missing`. */
  previewSource(itemId: string): PreviewSource

  rows(asked: readonly string[] | readonly number[]): MediaRow[]
  /** Looks whether the file is there. @throws AppError `not-found`. */
  item(itemId: string): MediaItem
  newestByModel(): Record<string, string[]>
  /** Questions that go through the whole library. */
  views: Views
  /** What the user decides about items: each a step that can be undone. */
  edits: Edits
  collections: Collections
  tasks: Tasks
  /** Items that look like it, the most alike first. @throws AppError `not-found`. */
  similar(itemId: string): Promise<{ id: string; distance: number }[]>
  /** What is looked at now: other pictures that wait to be drawn are given up. */
  showing(ids: readonly string[]): void
  trash(items: Items): Promise<void>
  /** Files go to the operating system's trash, and only then the items go. What is not in the app's trash is left alone. */
  emptyTrash(items: Items): Promise<void>
  /** Empties the trash of what has been in it for as many days as the settings say. */
  emptyOldTrash(): Promise<void>
  showInFolder(itemId: string): void
  downloadAgain(itemId: string): Promise<void>

  /** Answers a request for a `media:` address. */
  mediaResponse(request: Request): Promise<Response>
  /** Settles when what is kept beside the files is written. */
  close(): Promise<void>
}

export interface LibraryParts {
  database: Database
  media: Media
  /** The library folder in settings; asked for each time. */
  folder: () => string
  announce: Announce
  log: Log
  now: () => number
  /** Into the operating system's trash. */
  trashFile: (path: string) => Promise<void>
  showFile: (path: string) => void
  settings: () => LibrarySettings
  /** Fetches a missing file again by its remote id, and hands it to `fileAgain`. */
  downloadAgain: (itemId: string) => Promise<void>
  /** Copies that are dragged out of the window; emptied at each start. */
  dragFolder: string
  /** Folders `media:` is answered from, beside the library. */
  served: { previewsFolder: string; artFolder: string; referencesFolder: string; referencePath: (hash: string) => string | null }
}

/** Pictures that differ in more bits of 64 do not look alike to a person. */
const mostAlike = { distance: 10, count: 500 }
const dayMs = 86_400_000
const emptyEveryMs = 3_600_000

export function openLibrary(parts: LibraryParts): Library {
  const { database, media, announce, log } = parts
  const store = openStore(database)
  const tasks = openTasks(announce, log)
  const besides = collectionsFile(database)
  const records = openRecords(store, log, () => besides.update(parts.folder()))
  const [quick, slow] = [openReader(database), openReader(database)]
  let orderVersion = 0
  const edits = openEdits({
    database,
    announce,
    onChanged(isMoved) {
      if (isMoved) orderVersion += 1
      records.update()
    },
  })
  const collections = openCollections(database, edits)

  /** Looks for the file, and tells when it went or came back. */
  const located = (item: StoredItem): string | null => {
    const path = locate(item, parts.folder())
    if (store.setMissing(item.id, path === null)) announce('library.changed', { ids: [item.id], reordered: false })
    return path
  }
  const present = (item: StoredItem): string => {
    const path = located(item)
    if (path === null) throw new AppError('file-missing', 'The file is not where it was filed')
    return path
  }
  const previewSource = (item: StoredItem): PreviewSource => ({
    id: item.id,
    revision: item.preview_revision,
    path: present(item),
    kind: kindOf(item),
    container: item.container as Container,
    width: item.width,
    height: item.height,
    durationSeconds: item.duration_seconds,
    hasAudio: item.has_audio === 1,
  })
  const filing = openFiling({
    ...parts,
    store,
    fileNameTemplate: () => parts.settings().fileName,
    onFiled: (itemId) => {
      orderVersion += 1
      records.update()
      media.thumbnail(previewSource(store.stored(itemId)), 256, false).catch((error: unknown) => {
        log.info('No preview was made', { itemId, code: toAppError(error).code })
      })
    },
  })
  media.onDrawn((id, { high, low }) => store.setLikeness(id, high, low))
  const errands = openErrands({
    ...parts,
    store, tasks, edits, records, collectionsFile: besides, present, previewSource,
    library: filing.library,
    onMoved: () => void (orderVersion += 1),
  })
  const emptyTrash = (items: Items) =>
    edits.inTurn(async () => {
      let failure: unknown = null
      const removed: string[] = []
      for (const number of await edits.numbersOf(items)) {
        const item = store.trashed(number)
        if (item === undefined) continue
        try {
          const path = locate(item, parts.folder())
          if (path !== null) await parts.trashFile(path)
          await records.settled()
          await records.remove(item)
          store.remove(item.id)
          await media.forgetPreviews(item.id)
          removed.push(item.id)
        } catch (error) {
          failure ??= error
        }
      }
      orderVersion += 1
      if (removed.length > 0) announce('library.changed', { ids: removed, reordered: true })
      if (failure !== null) throw new AppError('file-in-use', 'A file could not be moved to the trash', { cause: failure })
    })
  const emptyOldTrash = async () => {
    const { trashDays } = parts.settings()
    if (trashDays === null) return
    const ids = store.trashedBefore(parts.now() - trashDays * dayMs)
    if (ids.length > 0) await emptyTrash(ids)
  }
  const emptying = setInterval(() => {
    emptyOldTrash().catch((error: unknown) => log.warn('The trash could not be emptied', { error }))
  }, emptyEveryMs)
  emptying.unref()
  try {
    filing.library()
  } catch (error) {
    log.warn('The library folder cannot be used yet', { error })
  }
  records.update()
  const backfilled = backfillBigrams(store).catch((error: unknown) => log.error('Older items could not be prepared for search', { error }))

  return {
    ...errands,
    partsFolder: () => partsFolderOf(filing.library()),
    reserveName: filing.reserveName,
    file: filing.file,
    fileAgain: filing.fileAgain,
    addMade: filing.addMade,
    path: (itemId) => present(store.stored(itemId)),
    previewSource: (itemId) => previewSource(store.stored(itemId)),
    rows: store.rows,
    item(itemId) {
      located(store.stored(itemId))
      return store.item(itemId)
    },
    newestByModel: store.newestByModel,
    views: openViews({ quick, slow, findCollection: collections.find, orderVersion: () => orderVersion }),
    edits,
    collections,
    tasks,
    async similar(itemId) {
      const { number, likeness_high: high, likeness_low: low } = store.stored(itemId)
      if (high === null || low === null) return []
      const alike = (await findAlike(slow, { high, low }, mostAlike)).filter((one) => one.number !== number)
      const distances = new Map(alike.map((one) => [one.number, one.distance]))
      const rows = store.rows(alike.map((one) => one.number)).filter((row) => row.trashedAt === null)
      return rows.map((row) => ({ id: row.id, distance: distances.get(row.number) ?? 0 }))
    },
    showing: (ids) => media.showing(new Set(ids)),
    trash: (items) => edits.trash(items, parts.now()),
    emptyTrash,
    emptyOldTrash,
    showInFolder: (itemId) => parts.showFile(present(store.stored(itemId))),
    downloadAgain: (itemId) => parts.downloadAgain(store.stored(itemId).id),
    mediaResponse: mediaResponder({
      ...parts.served,
      reference: parts.served.referencePath,
      log,
      item(id) {
        const item = store.stored(id)
        return { path: present(item), kind: kindOf(item), container: item.container as Container, etag: `"${item.sha256 || `${item.size_bytes}-${item.file_modified_at ?? 0}`}"` }
      },
      thumbnail: async (id, size) => media.thumbnail(previewSource(store.stored(id)), size, true),
      filmstrip: async (id) => media.filmstrip(previewSource(store.stored(id))),
      preview: async (id) => media.previewVideo(previewSource(store.stored(id))),
    }),
    async close() {
      clearInterval(emptying)
      await errands.stop()
      await backfilled
      await edits.settled()
      await records.settled()
      await Promise.all([quick.close(), slow.close()])
    },
  }
}
