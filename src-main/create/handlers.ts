import { AppError } from '../../src-shared/errors'
import type { HandlersFor } from '../../src-shared/ipc'
import type { References } from './references'

/** What the shell does: dialogs, and the files behind the tokens that the page was given for what was dropped on it. */
export interface CreatePlatform {
  /** Paths; empty when the dialog was closed. */
  chooseFiles(kind: 'image' | 'video' | 'audio' | 'any'): Promise<string[]>
  pathOfToken(token: string): string | null
}

export function createHandlers(references: References, platform: CreatePlatform): HandlersFor<'create'> {
  return {
    'create.keepFiles': (tokens) => {
      const paths = tokens.map((token) => platform.pathOfToken(token))
      if (!paths.every((path) => path !== null)) throw new AppError('file-missing', 'A dropped file is not there any more')
      return Promise.all(paths.map((path) => references.keepFile(path)))
    },
    'create.keepBytes': (bytes, fileName) => references.keepBytes(bytes, fileName),
    'create.keepItem': (itemId) => references.keepItem(itemId),
    'create.chooseFiles': async (kind) => {
      const paths = await platform.chooseFiles(kind)
      return Promise.all(paths.map((path) => references.keepFile(path)))
    },
    'create.describeReferences': (hashes) => references.describe(hashes),
  }
}
