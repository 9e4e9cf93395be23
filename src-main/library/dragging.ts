import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../src-shared/errors'

/** Drags that were prepared last are kept: the program a file is dropped on may read it late. */
const dragsKept = 8

/**
 * What is dragged out of the window are copies in a folder of the app's own, never originals: whoever gets them may move or change them. They must be
 * there when the drag begins, so they are made when it is likely.
 */
export function openDragging(folder: string, copyTo: (number: number, folder: string, isTaken: (name: string) => boolean) => Promise<string>) {
  const drags = new Map<string, string[]>()
  // Nobody drags what an earlier run prepared.
  const swept = rm(folder, { recursive: true, force: true }).catch(() => {})
  return {
    /** Copies whose files are missing are left out. @throws AppError `file-missing` when none is left. */
    async prepare(numbers: readonly number[]): Promise<{ token: string; count: number }> {
      await swept
      const token = randomUUID()
      const own = join(folder, token)
      await mkdir(own, { recursive: true })
      const paths: string[] = []
      let failure: unknown = null
      for (const number of numbers) {
        try {
          paths.push(await copyTo(number, own, (name) => existsSync(join(own, basename(name)))))
        } catch (error) {
          failure = error
        }
      }
      if (paths.length === 0) throw failure ?? new AppError('not-found', 'There is no such item')
      drags.set(token, paths)
      for (const old of [...drags.keys()].slice(0, -dragsKept)) {
        drags.delete(old)
        await rm(join(folder, old), { recursive: true, force: true })
      }
      return { token, count: paths.length }
    },
    /** @throws AppError `not-found` for a token that is not known any more. */
    paths(token: string): string[] {
      const paths = drags.get(token)
      if (paths === undefined) throw new AppError('not-found', 'Nothing is prepared under this token')
      return paths
    },
    close: () => rm(folder, { recursive: true, force: true }).catch(() => {}),
  }
}
