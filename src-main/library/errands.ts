import { statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, toAppError } from '../../src-shared/errors'
import { templateProblem, type LibrarySettings } from '../../src-shared/librarySettings'
import type { ExportOptions, LibraryState, LibraryTask } from '../../src-shared/libraryTask'
import type { Items } from '../../src-shared/mediaQuery'
import type { Announce } from '../announce'
import type { Log } from '../log'
import type { Container, Media, PreviewSource } from '../media'
import type { Database } from '../storage'
import type { CollectionRow } from './changes'
import { openDragging } from './dragging'
import type { Edits } from './edits'
import { parametersOf } from './embedding'
import { exportItems, type ExportParts } from './exporting'
import { fileName, foldedName } from './fileName'
import { seedOf } from './filing'
import { openFillIn } from './fillIn'
import { findMissing } from './finding'
import { openImporting } from './importing'
import { writeLeaving } from './leaving'
import { openMoving } from './moving'
import { placeFile } from './place'
import { hasRecordsOnly, rebuild } from './rebuild'
import type { Records } from './records'
import type { StoredItem } from './rows'
import type { Store } from './store'
import type { Tasks } from './tasks'
import { openWatching, type Watching } from './watching'

export interface ErrandParts {
  database: Database
  store: Store
  media: Media
  log: Log
  announce: Announce
  tasks: Tasks
  edits: Edits
  records: Pick<Records, 'update'>
  collectionsFile: { read(library: string): Promise<CollectionRow[]> }
  settings: () => LibrarySettings
  dragFolder: string
  /** The library folder as set, whether it is there or not. */
  folder: () => string
  /** The library folder, ready to be written to. @throws AppError `library-unavailable`. */
  library: () => string
  /** Where an item's file lies. @throws AppError `file-missing`. */
  present: (item: StoredItem) => string
  previewSource: (item: StoredItem) => PreviewSource
  /** Items came or went. */
  onMoved: () => void
}

/** Everything that goes through many files while the user goes on. */
export interface Errands {
  watching: Watching
  /** Takes in files and what lies in folders. */
  importPaths(paths: readonly string[]): LibraryTask
  /** Looks for files that are gone: in the library folder when none is given. @throws AppError `library-unavailable`. */
  findMissing(folder: string | null): LibraryTask
  /** Gives files other names. */
  renameFiles(items: Items, template: string): LibraryTask
  /** Writes copies into a folder of the user's. */
  export(items: Items, folder: string, options: ExportOptions): LibraryTask
  /** Makes copies to be dragged out. @throws AppError `file-missing`, `not-found`. */
  prepareDrag(items: Items): Promise<{ token: string; count: number }>
  /** Copies that were prepared. @throws AppError `not-found`. */
  draggedPaths(token: string): string[]
  /** What the newest items would be called. @throws AppError `bad-request`. */
  previewNames(template: string): string[]
  state(): LibraryState
  /** Brings back what the records know and the database does not. @throws AppError `library-unavailable`. */
  rebuild(): LibraryTask
  stop(): Promise<void>
}

/** More are not dragged at once: each is copied first. */
const mostDragged = 200

export function openErrands(parts: ErrandParts): Errands {
  const { database, store, media, log, announce, tasks, edits, records } = parts
  const named = (item: Pick<StoredItem, 'id' | 'title' | 'kind' | 'created_at' | 'provider' | 'options'>, template: string, extension: string, isTaken: (name: string) => boolean) =>
    fileName(
      {
        title: item.title, createdAt: item.created_at, shortId: item.id.slice(0, 8), extension, model: item.provider, kind: item.kind,
        seed: seedOf(JSON.parse(item.options) as Record<string, unknown>),
      },
      isTaken,
      template,
    )
  const moving = openMoving(database, store)
  const settled = moving.settle().catch((error: unknown) => log.warn('Renamed files could not be looked at', { error }))
  const fillIn = openFillIn({
    store, media, log,
    folder: parts.folder,
    async onFilled(item) {
      records.update()
      await media.thumbnail(parts.previewSource(item), 256, false).catch(() => {})
    },
  })
  const importing = openImporting({
    database, store, log,
    library: parts.library,
    nameOf: (item, extension, isTaken) => named(item, parts.settings().fileName, extension, isTaken),
    onImported(ids) {
      parts.onMoved()
      announce('library.changed', { ids: [...ids], reordered: true })
      fillIn.update()
    },
  })
  const watching = openWatching(database, log, async (folder) =>
    importing.run({ folder }, { signal: new AbortController().signal, add: () => {}, setTotal: () => {} }),
  )
  const exportParts: ExportParts = {
    media, log,
    item: (number) => store.itemByNumber(number),
    path: (itemId) => parts.present(store.stored(itemId)),
    still: (itemId) => media.thumbnail(parts.previewSource(store.stored(itemId)), 256, false),
    nameOf: ({ id }, template, extension, isTaken) => named(store.stored(id), template, extension, isTaken),
  }
  const dragging = openDragging(parts.dragFolder, async (number, folder, isTaken) => {
    const { exportFileName, exportParameters } = parts.settings()
    const item = exportParts.item(number)
    if (item === null) throw new AppError('not-found', 'There is no such item')
    const leaving = { path: exportParts.path(item.id), container: item.container as Container, durationSeconds: item.durationSeconds }
    const copy = await writeLeaving(media, leaving, folder, exportParameters ? parametersOf(item) : null)
    // No folders of its own: what is dropped is files.
    const name = exportParts.nameOf(item, exportFileName.split('/').at(-1)!, extensionOf(item.fileName), isTaken)
    return join(folder, await placeFile(copy, folder, name, isTaken))
  })
  const renameOne = async (number: number, folder: string, template: string): Promise<boolean> => {
    const id = store.itemByNumber(number)?.id
    if (id === undefined) return false
    const item = store.stored(id)
    const isRenamed = await moving.rename(item, folder, (isTaken) => named(item, template, extensionOf(item.file_name), isTaken))
    if (isRenamed) announce('library.changed', { ids: [id], reordered: false })
    return isRenamed
  }
  watching.start()
  fillIn.update()

  return {
    watching,
    importPaths(paths) {
      const folders = paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory())
      const files = paths.filter((path) => !folders.includes(path))
      return tasks.start('import', async (progress) => {
        if (files.length > 0) await importing.run({ files }, progress)
        for (const folder of folders) await importing.run({ folder }, progress)
        records.update()
      })
    },
    findMissing(folder) {
      const library = parts.library()
      return tasks.start('find-missing', async (progress) => {
        const onFound = (id: string) => announce('library.changed', { ids: [id], reordered: false })
        await findMissing({ database, store, library, onFound }, folder ?? library, progress)
        records.update()
        announce('library.changed', { ids: 'all', reordered: true })
      })
    },
    renameFiles: (items, template) =>
      tasks.start('rename', async (progress) => {
        const folder = parts.library()
        await settled
        const numbers = await edits.numbersOf(items)
        progress.setTotal(numbers.length)
        for (const number of numbers) {
          if (progress.signal.aborted) break
          try {
            progress.add({ done: 1, changed: Number(await renameOne(number, folder, template)) })
          } catch (error) {
            log.info('A file could not be renamed', { number, code: toAppError(error).code })
            progress.add({ done: 1, failed: 1 })
          }
        }
        records.update()
      }),
    export: (items, folder, options) =>
      tasks.start('export', async (progress) => exportItems(exportParts, await edits.numbersOf(items), folder, options, progress)),
    prepareDrag: async (items) => dragging.prepare((await edits.numbersOf(items)).slice(0, mostDragged)),
    draggedPaths: dragging.paths,
    previewNames(template) {
      if (templateProblem(template) !== null) throw new AppError('bad-request', 'This is no template of file names')
      const taken = new Set<string>()
      return store.newest(5).map((item) => {
        const name = named(item, template, extensionOf(item.file_name), (one) => taken.has(foldedName(one)))
        taken.add(foldedName(name))
        return name
      })
    },
    state: () => ({ canRebuild: hasRecordsOnly(database, parts.folder()) }),
    rebuild() {
      const folder = parts.library()
      return tasks.start('rebuild', async (progress) => {
        await rebuild({ database, store, readCollections: parts.collectionsFile.read }, folder, progress)
        // What lies there without a record: it was behind when the database went, or is somebody else's.
        await importing.run({ folder }, { signal: progress.signal, add: ({ changed = 0 }) => progress.add({ changed }), setTotal: () => {} })
        records.update()
        parts.onMoved()
        announce('library.changed', { ids: 'all', reordered: true })
        edits.tellCollections()
      })
    },
    async stop() {
      watching.stop()
      await settled
      await tasks.stop()
      await fillIn.stop()
      await dragging.close()
    },
  }
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
