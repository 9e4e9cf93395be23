import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { app, shell } from 'electron'
import { AppError } from '../src-shared/errors'
import type { HandlersFor } from '../src-shared/ipc'
import type { Surroundings } from '../src-shared/settings'
import type { Notices } from './notices'

/**
 * Every page the app may open in the browser; the window can only name one of them. The vendor states no address for topping up, so
 * both begin at its front door.
 */
const pages = { vendor: 'https://doitong.com/', billing: 'https://doitong.com/' } as const

interface Options {
  libraryFolder(): string
  libraryFolderIsDefault(): boolean
  ffmpeg(): Promise<Surroundings['ffmpeg']>
  ffmpegPathSet(): boolean
}

/** What the settings screen shows of the machine. */
export async function surroundings(options: Options): Promise<Surroundings> {
  const folder = options.libraryFolder()
  return {
    appVersion: app.getVersion(),
    electronVersion: process.versions.electron ?? '',
    platform: process.platform,
    libraryFolder: folder,
    libraryFolderIsDefault: options.libraryFolderIsDefault(),
    libraryProblem: await libraryProblem(folder),
    ffmpeg: await options.ffmpeg(),
    ffmpegPathSet: options.ffmpegPathSet(),
    isDevelopment: !app.isPackaged,
  }
}

async function libraryProblem(folder: string): Promise<Surroundings['libraryProblem']> {
  const isFolder = await stat(folder).then((found) => found.isDirectory(), () => false)
  if (!isFolder) return 'missing'
  return access(folder, constants.W_OK).then(() => null, () => 'read-only' as const)
}

type Answered = HandlersFor<'app'>['app.close']

export function appHandlers(look: () => Promise<Surroundings>, notices: Pick<Notices, 'list'>, closingAnswered: Answered): HandlersFor<'app'> {
  return {
    'app.surroundings': look,
    'app.notices': () => notices.list(),
    'app.close': closingAnswered,
    'app.openPage': async (page) => {
      const address = new URL(pages[page])
      if (address.protocol !== 'https:' || address.username !== '' || address.port !== '') throw new AppError('bad-request', 'This page may not be opened')
      await shell.openExternal(address.href)
    },
  }
}
