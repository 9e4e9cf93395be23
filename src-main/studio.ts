import type { HandlersFor } from '../src-shared/ipc'
import type { Surroundings } from '../src-shared/settings'
import type { Announce } from './announce'
import { openApi } from './api'
import { createHandlers, openReferences } from './create'
import { openDownloads } from './downloads'
import { libraryHandlers, openLibrary } from './library'
import type { Log } from './log'
import { openMedia } from './media'
import { modelsHandlers, openModels } from './models'
import { openQueue, queueHandlers } from './queue'
import {
  openAccounts, openSettings, settingsHandlers, type Accounts, type Keychain, type RunningSandbox, type SettingsFile, type SettingsPlatform,
  type SettingsStore,
} from './settings'
import { migrate, openDatabase, type ProfilePaths } from './storage'
import { openTrim, trimHandlers } from './trim'
