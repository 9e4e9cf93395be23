import { existsSync, readFileSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import ElectronStore from 'electron-store'
import type { Log } from './log'
import type { SettingsFile } from './settings'

/** The settings through electron-store. A file that is not JSON is set aside, not thrown away, and the app starts with its defaults. */
export function openSettingsFile(path: string, log: Log): SettingsFile {
  if (existsSync(path)) {
    try {
      JSON.parse(readFileSync(path, 'utf8'))
    } catch {
      const aside = path.replace(/\.json$/, `.damaged-${Date.now()}.json`)
      renameSync(path, aside)
      log.warn('The settings could not be read and were set aside', { aside })
    }
  }
  const store = new ElectronStore<Record<string, unknown>>({ name: 'settings', cwd: dirname(path), accessPropertiesByDotNotation: false })
  return {
    read: () => store.store,
    write: (values) => {
      store.store = values
    },
  }
}
