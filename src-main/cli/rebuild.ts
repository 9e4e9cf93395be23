import { join, resolve } from 'node:path'
import { AppError } from '../../src-shared/errors'
import { steadyClock } from '../clock'
import { openLibrary } from '../library'
import { openLogFile } from '../logFile'
import { openMedia } from '../media'
import { openSettings } from '../settings'
import { lockProfile, openStorage, profilePaths } from '../storage'
import type { LibraryOptions } from './arguments'
import { exit } from './exit'
import { defaultLibrary, defaultProfile, thisMachine } from './places'
import { platformWithoutDesktop } from './platform'
import type { Console } from './run'
import { openSettingsFile } from './settingsFile'

/**
 * `rebuild`: the library's database from the records beside its files. Opens no queue, no account and no connection.
 *
 * @throws AppError `already-running`, `newer-schema`, `storage-failed`, `library-unavailable`.
 */
export async function rebuildLibrary(options: LibraryOptions, console: Console): Promise<number> {
  const machine = thisMachine()
  const profile = profilePaths(resolve(options.profile ?? defaultProfile(machine)))
  const unlock = lockProfile(profile.lock)
  try {
    const log = openLogFile(profile.logs, { console: false, secrets: () => [] })
    const settings = openSettings(openSettingsFile(profile.settings), { libraryFolder: defaultLibrary(machine) })
    const folder = options.library === null ? settings.libraryFolder() : resolve(options.library)
    const storage = await openStorage({ profile, log, tell: () => {}, after: steadyClock.after })
    const media = openMedia({ ffmpegPath: () => settings.getPrivate().ffmpegPath, thumbnailsFolder: profile.thumbnails, log })
    const library = openLibrary({
      database: storage.database, media, log,
      announce: () => {},
      folder: () => folder,
      now: Date.now,
      trashFile: platformWithoutDesktop.trashFile,
      showFile: () => {},
      settings: () => settings.get().library,
      dragFolder: join(profile.folder, 'dragged'),
      downloadAgain: () => Promise.reject(new AppError('not-possible-now', 'Nothing is fetched while rebuilding')),
      served: {
        previewsFolder: profile.thumbnails, artFolder: join(profile.folder, 'art'), referencesFolder: profile.references, referencePath: () => null,
      },
    })
    try {
      const { id } = library.rebuild()
      // A signal ends the process at once: what was brought back stays, and the rest is for the next time.
      await library.tasks.settled()
      const task = library.tasks.list().find((one) => one.id === id)!
      if (task.error !== null) throw new AppError(task.error.code, task.error.message)
      if (options.json) console.out(JSON.stringify({ records: task.done, changed: task.changed, unreadable: task.failed }))
      else console.out(`${task.done} records read, ${task.changed} items brought back${task.failed > 0 ? `, ${task.failed} records could not be read` : ''}.`)
      return task.failed > 0 ? exit.someFailed : exit.done
    } finally {
      await media.stop()
      await library.close()
      await storage.close()
    }
  } finally {
    unlock()
  }
}
