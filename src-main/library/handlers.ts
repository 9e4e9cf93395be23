import type { HandlersFor } from '../../src-shared/ipc'
import type { Library } from './library'

/** What only a desktop can ask. */
export interface LibraryPlatform {
  chooseFolder(): Promise<string | null>
  pathOfToken(token: string): string | null
  /** Goes on with a drag that the page began, of these files. */
  startDrag(paths: readonly string[]): void
}

/** The library's door. */
export function libraryHandlers(library: Library, platform: LibraryPlatform): HandlersFor<'library'> {
  const { views, edits, collections, tasks } = library
  return {
    'library.ids': views.ids,
    'library.order': views.order,
    'library.shapes': views.shapes,
    'library.rows': library.rows,
    'library.item': library.item,
    'library.facets': views.facets,
    'library.similar': library.similar,
    'library.showing': library.showing,
    'library.tags': views.tags,
    'library.duplicates': views.duplicates,
    'library.newestByModel': library.newestByModel,
    'library.rate': edits.rate,
    'library.setFavourite': edits.setFavourite,
    'library.setPick': edits.setPick,
    'library.rename': edits.rename,
    'library.setNote': edits.setNote,
    'library.tag': edits.tag,
    'library.untag': edits.untag,
    'library.renameTag': edits.renameTag,
    'library.removeTag': edits.removeTag,
    'library.trash': library.trash,
    'library.restore': edits.restore,
    'library.collections': views.collections,
    'library.createCollection': collections.create,
    'library.changeCollection': collections.change,
    'library.moveCollection': collections.move,
    'library.removeCollection': collections.remove,
    'library.collect': collections.collect,
    'library.takeOut': collections.takeOut,
    'library.arrange': collections.arrange,
    'library.history': edits.history,
    'library.undo': edits.undo,
    'library.redo': edits.redo,
    'library.emptyTrash': library.emptyTrash,
    'library.state': library.state,
    'library.rebuild': library.rebuild,
    'library.importFolder': async () => {
      const folder = await platform.chooseFolder()
      return folder === null ? null : library.importPaths([folder])
    },
    'library.importFiles': (tokens) => library.importPaths(tokens.flatMap((token) => platform.pathOfToken(token) ?? [])),
    'library.export': async (items, options) => {
      const folder = await platform.chooseFolder()
      return folder === null ? null : library.export(items, folder, options)
    },
    'library.prepareDrag': library.prepareDrag,
    'library.startDrag': (token) => platform.startDrag(library.draggedPaths(token)),
    'library.watchedFolders': library.watching.list,
    'library.watchFolder': async () => {
      const folder = await platform.chooseFolder()
      return folder === null ? null : library.watching.add(folder)
    },
    'library.unwatchFolder': library.watching.remove,
    'library.previewNames': library.previewNames,
    'library.findMissing': async ({ elsewhere }) => {
      const folder = elsewhere ? await platform.chooseFolder() : null
      return elsewhere && folder === null ? null : library.findMissing(folder)
    },
    'library.renameFiles': library.renameFiles,
    'library.tasks': tasks.list,
    'library.cancelTask': tasks.cancel,
    'library.showInFolder': library.showInFolder,
    'library.downloadAgain': library.downloadAgain,
  }
}
