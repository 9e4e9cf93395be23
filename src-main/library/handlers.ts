import type { HandlersFor } from '../../src-shared/ipc'
import type { Library } from './library'

/** The library's door. */
export function libraryHandlers(library: Library): HandlersFor<'library'> {
  return {
    'library.ids': library.ids,
    'library.rows': library.rows,
    'library.item': library.item,
    'library.newestByModel': library.newestByModel,
    'library.rate': library.rate,
    'library.setFavourite': library.setFavourite,
    'library.rename': library.rename,
    'library.trash': library.trash,
    'library.restore': library.restore,
    'library.emptyTrash': library.emptyTrash,
    'library.showInFolder': library.showInFolder,
    'library.downloadAgain': library.downloadAgain,
  }
}
