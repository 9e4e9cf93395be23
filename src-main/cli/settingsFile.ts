import { dirname } from 'node:path'
import Conf from 'conf'
import { AppError } from '../../src-shared/errors'
import type { SettingsFile } from '../settings'

/**
 * The app's settings file through `conf`, the base of what the app uses, which needs no Electron.
 *
 * @throws AppError `storage-failed` for a file that is not JSON: it may name another endpoint or library than the defaults do, and
 * nobody is there to notice.
 */
export function openSettingsFile(path: string): SettingsFile {
  let store: Conf<Record<string, unknown>>
  try {
    store = new Conf({ configName: 'settings', cwd: dirname(path), accessPropertiesByDotNotation: false })
  } catch (cause) {
    throw new AppError('storage-failed', `The settings in ${path} cannot be read. Opening the app sets them aside.`, { cause })
  }
  return {
    read: () => store.store,
    write: (values) => {
      store.store = values
    },
  }
}

/** The same settings with some values put in their place for this run: they are read, and never written. */
export function withOverrides(file: SettingsFile, overrides: Readonly<Record<string, unknown>>): SettingsFile {
  return {
    read: () => ({ ...file.read(), ...overrides }),
    write(values) {
      const stored = file.read()
      const own = Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(overrides, name)))
      const untouched = Object.fromEntries(Object.entries(stored).filter(([name]) => Object.hasOwn(overrides, name)))
      file.write({ ...own, ...untouched })
    },
  }
}
