import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, nativeImage, type NativeImage, nativeTheme, shell as desktop, type OpenDialogOptions } from 'electron'
import { AppError } from '../src-shared/errors'
import type { Events } from '../src-shared/ipc'
import type { Notice } from '../src-shared/notice'
import type { Announce } from './announce'
import { type AllHandlers, pathOfToken } from './ipc'
import type { Log } from './log'
import { setMenu } from './menu'
import { sandboxEntry, sandboxProcess } from './sandbox'
import { openKeychain } from './settings'
import { openSettingsFile } from './settingsFile'
import type { ProfilePaths } from './storage'
import { openDesktop } from './desktop'
import { openStudio } from './studio'
import { appHandlers, surroundings } from './surroundings'

interface Options {
  /** The folder of the main bundle. */
  here: string
  profile: ProfilePaths
  log: Log
  announce: Announce
  window(): BrowserWindow | null
}

export interface Shell {
  handlers: AllHandlers
  mediaResponse(request: Request): Promise<Response>
  /** Recovery, then the runner. */
  start(): Promise<void>
  close(): Promise<void>
  saveBounds(bounds: unknown): void
  tell(notice: Notice): void
  /** The machine slept: what is due is looked for now. */
  resumed(): void
  language(): 'en' | 'es'
  /** The user closes the window: the queue may have to go on without it. */
  closing(event: { preventDefault(): void }): void
  /** What must never reach a log. */
  secrets(): readonly string[]
}

const mediaExtensions = {
  image: ['png', 'jpg', 'jpeg', 'webp', 'gif', 'avif'],
  video: ['mp4', 'mov', 'webm', 'mkv', 'm4v'],
  audio: ['mp3', 'wav', 'm4a', 'ogg', 'flac', 'opus'],
}

/** Electron refuses a drag without a picture. */
function dragIcon(): NativeImage {
  const [side, edge] = [48, 2]
  const pixels = Buffer.alloc(side * side * 4)
  for (let at = 0; at < side * side; at++) {
    const [x, y] = [at % side, Math.floor(at / side)]
    const isEdge = Math.min(x, y, side - 1 - x, side - 1 - y) < edge
    pixels.set(isEdge ? [0xff, 0xff, 0xff, 0xff] : [0x2a, 0x26, 0x24, 0xc0], at * 4)
  }
  return nativeImage.createFromBitmap(pixels, { width: side, height: side })
}

/** Joins the studio, which knows nothing of Electron, to this desktop: dialogs, trash, keychain, menu, the sandbox's process. */
export async function openShell({ here, profile, log, announce, window }: Options): Promise<Shell> {
  const settingsFile = openSettingsFile(profile.settings, log)
  const resources = app.isPackaged ? join(process.resourcesPath, 'resources') : join(here, '../../resources')
  const ask = async (options: OpenDialogOptions) => {
    const parent = window()
    const answer = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options))
    return answer.canceled ? [] : answer.filePaths
  }
  const sandbox = sandboxProcess({
    entry: sandboxEntry(here),
    stateFolder: profile.sandbox,
    binaries: () => studio.binaries(),
    onLost: () => studio.sandboxLost(),
    log,
  })
  const look = () =>
    surroundings({
      libraryFolder: () => studio.settings.libraryFolder(),
      libraryFolderIsDefault: () => studio.settings.getPrivate().libraryFolder === null,
      ffmpeg: () => studio.ffmpeg(),
      ffmpegPathSet: () => studio.settings.getPrivate().ffmpegPath !== null,
    })
  const studio = await openStudio({
    profile,
    resources,
    log,
    announce(name, payload) {
      announce(name, payload)
      if (name === 'queue.changed') onDesktop.changed(payload as Events['queue.changed'])
    },
    nightEnded: (report, plan) => onDesktop.nightEnded(report, plan),
    settingsFile,
    defaultLibraryFolder: join(app.getPath('pictures'), 'Doitong Studio'),
    keychain: openKeychain(),
    startSandbox: () => sandbox.start(),
    platform: {
      surroundings: look,
      chooseFolder: async () => (await ask({ properties: ['openDirectory', 'createDirectory'] }))[0] ?? null,
      chooseFile: async () => (await ask({ properties: ['openFile'] }))[0] ?? null,
      chooseMedia: (kind) => {
        const extensions = kind === 'any' ? Object.values(mediaExtensions).flat() : mediaExtensions[kind]
        return ask({ properties: ['openFile', 'multiSelections'], filters: [{ name: '', extensions }] })
      },
      showFolder: async (path) => {
        const problem = await desktop.openPath(path)
        if (problem !== '') throw new AppError('library-unavailable', problem)
      },
      showFile: (path) => desktop.showItemInFolder(path),
      trashFile: (path) => desktop.trashItem(path),
      pathOfToken,
      startDrag: (paths) => window()?.webContents.startDrag({ file: paths[0]!, files: [...paths], icon: dragIcon() }),
      chooseText: async (endings) => (await ask({ properties: ['openFile'], filters: [{ name: '', extensions: [...endings] }] }))[0] ?? null,
      saveText: async (suggestedName, text) => {
        const parent = window()
        const options = { defaultPath: suggestedName }
        const { canceled, filePath } = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options))
        if (canceled || filePath === '') return false
        await writeFile(filePath, text)
        return true
      },
    },
  })
  const language = () => {
    const chosen = studio.settings.get().language
    if (chosen !== 'system') return chosen
    return app.getPreferredSystemLanguages()[0]?.startsWith('es') ? 'es' : 'en'
  }
  const onDesktop = openDesktop({ studio, window, announce, language, log })
  const follow = () => {
    nativeTheme.themeSource = studio.settings.get().theme
    setMenu({
      language: language(),
      isDevelopment: !app.isPackaged,
      command: (id) => announce('app.commanded', { command: id }),
    })
  }
  const tell = async () =>
    announce('settings.changed', { settings: studio.settings.get(), account: studio.accounts.state(), surroundings: await look() })
  studio.settings.onChanged(() => {
    follow()
    void tell()
  })
  studio.accounts.onChanged(() => void tell())
  follow()
  return {
    handlers: { ...studio.handlers, ...appHandlers(look, studio.notices, onDesktop.answered) },
    mediaResponse: studio.mediaResponse,
    async start() {
      await studio.start()
      await onDesktop.start()
    },
    close: async () => {
      onDesktop.close()
      await studio.close()
      sandbox.stop()
    },
    tell: studio.notices.tell,
    resumed: () => studio.resumed(),
    language,
    closing: onDesktop.closing,
    saveBounds: (bounds) => studio.settings.changePrivate({ window: bounds }),
    secrets: () => studio.secrets(),
  }
}
