import type { HandlersFor } from '../../src-shared/ipc'
import { AppError } from '../../src-shared/errors'
import type { KeyCheck, Surroundings } from '../../src-shared/settings'
import type { Accounts } from './accounts'
import type { SettingsStore } from './store'

/** What the shell does for the settings: dialogs, the file manager, a look at the machine. */
export interface SettingsPlatform {
  surroundings(): Promise<Surroundings>
  /** Null when the dialog was closed. */
  chooseFolder(): Promise<string | null>
  chooseFile(): Promise<string | null>
  showFolder(path: string): Promise<void>
}

interface Options {
  settings: SettingsStore
  accounts: Accounts
  platform: SettingsPlatform
  /** Asks the endpoint a free question with this key. */
  checkKey(endpoint: string, key: string): Promise<KeyCheck>
  /** @throws AppError when the folder cannot be used as a library. */
  checkLibraryFolder(path: string): Promise<void>
  /** @throws AppError when there is no usable ffmpeg at the path. */
  checkFfmpeg(path: string): Promise<void>
}

export function settingsHandlers({ settings, accounts, platform, checkKey, checkLibraryFolder, checkFfmpeg }: Options): HandlersFor<'settings'> {
  return {
    'settings.get': () => settings.get(),
    'settings.change': (patch) => settings.change(patch),
    'settings.account': () => accounts.state(),
    'settings.setKey': async (key) => {
      await accounts.setKey(key)
      return accounts.state()
    },
    'settings.deleteKey': async () => {
      await accounts.deleteKey()
      return accounts.state()
    },
    'settings.testKey': (typed) => {
      const key = typed ?? accounts.storedKey()
      if (key === null) throw new AppError('no-key', 'There is no key to test')
      return checkKey(settings.get().endpoint, key)
    },
    'settings.chooseLibraryFolder': async () => {
      const folder = await platform.chooseFolder()
      if (folder === null) return null
      await checkLibraryFolder(folder)
      settings.changePrivate({ libraryFolder: folder })
      return platform.surroundings()
    },
    'settings.chooseFfmpeg': async () => {
      const path = await platform.chooseFile()
      if (path === null) return null
      await checkFfmpeg(path)
      settings.changePrivate({ ffmpegPath: path })
      return platform.surroundings()
    },
    'settings.forgetFfmpeg': () => {
      settings.changePrivate({ ffmpegPath: null })
      return platform.surroundings()
    },
    'settings.showLibraryFolder': () => platform.showFolder(settings.libraryFolder()),
  }
}
