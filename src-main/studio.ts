import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../src-shared/errors'
import type { HandlersFor } from '../src-shared/ipc'
import type { NightPlan, NightReport } from '../src-shared/night'
import type { Settings, Surroundings } from '../src-shared/settings'
import { openAccountKeeper } from './accountKeeper'
import type { Announce } from './announce'
import { openApi } from './api'
import { steadyClock } from './clock'
import { openCreate, openReferences } from './create'
import { openDownloads } from './downloads'
import { libraryHandlers, openLibrary } from './library'
import type { Log } from './log'
import { allAgree, type MayStart } from './mayStart'
import { openMedia } from './media'
import { modelsHandlers, openModels } from './models'
import { nightHandlers, openNight } from './night'
import { openNotices, type Notices } from './notices'
import { openQueue, queueHandlers } from './queue'
import {
  openAccounts, openSettings, settingsHandlers, type Account, type Accounts, type Keychain, type RunningSandbox, type SettingsFile, type SettingsPlatform,
  type SettingsStore,
} from './settings'
import { openSpending, spendingHandlers } from './spending'
import { openStorage, type ProfilePaths } from './storage'
import { openTrim, trimHandlers } from './trim'
import { openWebhooks, webhooksHandlers } from './webhooks'

/** What differs between a desktop and plain Node. */
export interface Platform extends SettingsPlatform {
  chooseMedia(kind: 'image' | 'video' | 'audio' | 'any'): Promise<string[]>
  showFile(path: string): void
  /** Into the operating system's trash. */
  trashFile(path: string): Promise<void>
  pathOfToken(token: string): string | null
  /** Goes on with a drag that the page began, of these files. */
  startDrag(paths: readonly string[]): void
  /** Asks for a file with one of these endings; null when the dialog was closed. */
  chooseText(endings: readonly string[]): Promise<string | null>
  /** Asks where to, and writes. False when the dialog was closed. */
  saveText(suggestedName: string, text: string): Promise<boolean>
}

interface Options {
  profile: ProfilePaths
  /** The app's own `resources/`. */
  resources: string
  log: Log
  announce: Announce
  settingsFile: SettingsFile
  defaultLibraryFolder: string
  keychain: Keychain
  startSandbox(): Promise<RunningSandbox>
  platform: Platform
  /** Asked beside the caps, which always hold. Left out: whatever waits may be sent. */
  mayStart?: MayStart
  /** False: what waits for its hour is sent all the same, because the user asks for it now. */
  keepsHours?: boolean
  /** A night is over and its report written. */
  nightEnded?(report: NightReport, plan: NightPlan): void
}

export interface Studio {
  settings: SettingsStore
  accounts: Accounts
  /** What the user should know of the app itself: a backup was restored, a disk is full. */
  notices: Notices
  handlers: HandlersFor<'settings' | 'webhooks' | 'models' | 'create' | 'queue' | 'spending' | 'night' | 'library' | 'trim'>
  mediaResponse(request: Request): Promise<Response>
  /** Where an item's file lies; main only. @throws AppError `file-missing`. */
  itemPath(itemId: string): string
  /** The ffmpeg in use, for showing. */
  ffmpeg(): Promise<Surroundings['ffmpeg']>
  /** @throws AppError `ffmpeg-missing`. */
  binaries(): Promise<{ ffmpeg: string; ffprobe: string }>
  /** The sandbox's process has ended by itself. */
  sandboxLost(): void
  /** The machine has woken up. */
  resumed(): void
  /** Something waits, and caps keep all of it. */
  isStoppedByCaps(): boolean
  /** What waits does not go on by itself today: its hours are over, or caps keep it. */
  isOverForNow(): boolean
  /** Jobs of the account in use that wait or run. */
  unfinished(): number
  /** The computer is kept from sleeping for the queue. */
  noteAwake(): void
  /** What must never reach a log. */
  secrets(): readonly string[]
  /** Recovery first, then the runner. */
  start(): Promise<void>
  close(): Promise<void>
}

/**
 * The whole studio without a window: opens storage and services in order and hands each what it needs. The app and the command line
 * share it, so nothing in here knows Electron.
 *
 * @throws AppError `newer-schema`, `storage-failed`.
 */
export async function openStudio(options: Options): Promise<Studio> {
  const { profile, resources, log, platform } = options
  const announce: Announce = (name, payload) => {
    options.announce(name, payload)
    if (name === 'queue.changed') {
      spending.look()
      night.look()
    }
  }
  const notices = openNotices(announce)
  const storage = await openStorage({ profile, log, tell: notices.tell, after: steadyClock.after })
  const { database, restored } = storage
  const settings = openSettings(options.settingsFile, { libraryFolder: options.defaultLibraryFolder })
  if (settings.getPrivate().libraryFolder === null) makeDefaultLibrary(options.defaultLibraryFolder, log)
  const accounts = openAccounts({ settings, keychain: options.keychain, database, log, startSandbox: options.startSandbox })
  const media = openMedia({ ffmpegPath: () => settings.getPrivate().ffmpegPath, thumbnailsFolder: profile.thumbnails, log })
  const library = openLibrary({
    database, media, announce, log,
    folder: () => settings.libraryFolder(),
    now: Date.now,
    trashFile: platform.trashFile,
    showFile: platform.showFile,
    settings: () => settings.get().library,
    dragFolder: join(profile.folder, 'dragged'),
    downloadAgain: (itemId) => queue.downloadAgain(itemId),
    served: {
      previewsFolder: profile.thumbnails,
      artFolder: join(resources, 'art'),
      referencesFolder: profile.references,
      referencePath: (hash) => pathOfReference(hash),
    },
  })
  const references = openReferences({ database, folder: profile.references, media, library })
  const pathOfReference = (hash: string) => (references.describe([hash]).length === 0 ? null : references.file(hash).path)
  const webhooks = openWebhooks({ settings, keychain: options.keychain, announce, log, nudge: (remoteId) => queue.nudge(remoteId) })
  const api = openApi({ accounts, database, log, plan: () => settings.get().plan, webhookUrl: webhooks.sentUrl, onRefused: () => night.noteRefused() })
  const models = openModels({ api, accounts, database, announce, log, shippedCatalogue: join(resources, 'catalogue.json') })
  const downloads = openDownloads({ library, log })
  const keepsHours = options.keepsHours ?? true
  const spending = openSpending({
    database, accounts, announce: options.announce,
    nightSince: (setAt) => night.since(setAt),
    nightUntil: () => night.until(),
    termsChanged() {
      queue.wake()
      night.look()
    },
  })
  const night = openNight({
    database, accounts, announce: options.announce,
    sums: spending.sums,
    isBudgetUsedUp: spending.isStopped,
    capSetAt: spending.nightCapSetAt,
    wakeQueue: () => queue.wake(),
    ended: (report, plan) => options.nightEnded?.(report, plan),
  })
  const queue = openQueue({
    database, accounts, api, models, references, downloads, library, announce, log,
    journalFile: profile.journal,
    restoredFrom: restored === null ? null : (restored.backupAt ?? 0),
    oldestBackupAt: storage.oldestBackupAt,
    plan: () => settings.get().plan,
    costTolerance: () => settings.get().costTolerance,
    keyLifetimeMilliseconds: () => keyLifetimeMilliseconds(accounts.current(), settings.get()),
    mayStart: allAgree(options.mayStart, keepsHours ? night.mayStart : undefined, spending.mayStart),
    closedBatches: () => [...(keepsHours ? night.closedBatches() : []), ...spending.closedBatches()],
    keepTerms(batchId, { capCredits, allowUnpriced, schedule }) {
      if (capCredits !== null) spending.setCap({ scope: 'batch', key: batchId, credits: capCredits })
      if (allowUnpriced) spending.allowUnpriced([batchId], true)
      night.setBatchSchedule(batchId, schedule)
    },
  })
  const trim = openTrim({
    media, library, announce, log,
    keepMetadata: () => settings.get().keepMetadata,
    keepReference: references.keepItem,
  })
  const create = openCreate({
    database, references, api, accounts, models, announce, log,
    wildcardsFolder: profile.wildcards,
    queue: { enqueue: (batch) => queue.enqueue(batch), requestOf: (jobId) => queue.requestOf(jobId) },
    platform: { ...platform, chooseFiles: platform.chooseMedia, readText: (path) => readFile(path, 'utf8') },
  })
  const keeper = openAccountKeeper({ accounts, clock: steadyClock, log })
  let { ffmpegPath } = settings.getPrivate()
  settings.onChanged(() => {
    queue.wake()
    // The sandbox cannot start without one.
    if (settings.getPrivate().ffmpegPath !== ffmpegPath) keeper.open()
    ;({ ffmpegPath } = settings.getPrivate())
  })
  accounts.onChanged(() => {
    queue.wake()
    spending.look()
    night.look()
  })
  return {
    settings,
    accounts,
    notices,
    handlers: {
      ...settingsHandlers({
        settings, accounts, platform,
        checkKey: api.checkKey,
        checkLibraryFolder,
        checkFfmpeg: (path) => media.check(path),
      }),
      ...webhooksHandlers(webhooks),
      ...modelsHandlers(models),
      ...create.handlers,
      ...queueHandlers(queue),
      'queue.startNew'(ids) {
        // The user was told what it may cost, or that nobody knows.
        spending.allowUnpriced(ids, true)
        return queue.startNew(ids)
      },
      ...spendingHandlers(spending, platform.saveText),
      ...nightHandlers(night),
      ...libraryHandlers(library, platform),
      ...trimHandlers(trim),
    },
    mediaResponse: library.mediaResponse,
    itemPath: library.path,
    ffmpeg: media.describe,
    binaries: async () => {
      const { ffmpeg, ffprobe } = await media.binaries()
      return { ffmpeg, ffprobe }
    },
    sandboxLost: keeper.lost,
    resumed() {
      keeper.open()
      night.look()
      queue.wake()
    },
    isStoppedByCaps: () => spending.isStopped(keepsHours ? night.closedBatches() : []),
    isOverForNow: () => night.state().window.phase === 'over' || spending.isStopped(night.closedBatches()),
    unfinished: () => queue.unfinished(),
    noteAwake: night.noteAwake,
    secrets: () => [accounts.storedKey() ?? '', ...webhooks.secrets()],
    async start() {
      // The keychain may have to ask its user; the window does not wait for that, and the queue does nothing without an account.
      keeper.open()
      // Webhooks only hurry what happens without them, and the keychain may take its time: nothing waits for them.
      void webhooks.start()
      const { jobsFromJournal } = await queue.start()
      if (restored !== null || jobsFromJournal > 0) {
        notices.tell({ kind: 'storage-recovered', backupAt: restored?.backupAt ?? null, damagedFile: restored?.damagedFile ?? null, jobsFromJournal })
      }
      night.start()
      await storage.settled()
      storage.watch()
    },
    async close() {
      keeper.close()
      create.close()
      await webhooks.stop()
      await trim.stop()
      night.close()
      spending.close()
      await queue.stop()
      models.close()
      await media.stop()
      await library.close()
      await storage.close()
    },
  }
}

const hourMilliseconds = 3_600_000

/** For how long a request may go out again under its key; an endpoint without keys gives no time at all. The embedded sandbox knows them. */
function keyLifetimeMilliseconds(account: Account | null, settings: Settings): number {
  const isWithoutKeys = account?.kind === 'key' && settings.endpointsWithoutKeys.includes(account.endpoint)
  return isWithoutKeys ? 0 : settings.keyLifetimeHours * hourMilliseconds
}

/** Only the default folder is made: one that the user chose and that is not there any more may be on a disk that is not plugged in. */
function makeDefaultLibrary(folder: string, log: Log): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    log.warn('The default library folder could not be made', { error })
  }
}

async function checkLibraryFolder(folder: string): Promise<void> {
  try {
    if (!statSync(folder).isDirectory()) throw new Error('not a folder')
    accessSync(folder, constants.W_OK | constants.R_OK)
  } catch (error) {
    throw new AppError('library-unavailable', 'This folder cannot be written to', { cause: error })
  }
}
