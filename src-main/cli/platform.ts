import { AppError } from '../../src-shared/errors'
import type { Platform } from '../studio'

/** Where nobody sits in front: every dialog is one that was closed, and what a desktop would do is refused. */
export const platformWithoutDesktop: Platform = {
  surroundings: () => refused(),
  chooseFolder: async () => null,
  chooseFile: async () => null,
  chooseMedia: async () => [],
  chooseText: async () => null,
  saveText: async () => false,
  showFolder: () => refused(),
  showFile: () => {},
  trashFile: () => refused(),
  // Files are named by their path here, and not by a token that a window was given for them.
  startDrag: () => {},
  pathOfToken: (path) => path,
}

async function refused(): Promise<never> {
  throw new AppError('not-possible-now', 'There is no desktop here')
}
