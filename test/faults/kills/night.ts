import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { platformWithoutDesktop } from '../../../src-main/cli/platform'
import { openSettingsFile } from '../../../src-main/cli/settingsFile'
import { silentLog } from '../../../src-main/log'
import { lockProfile, profilePaths } from '../../../src-main/storage'
import { openStudio, type Studio } from '../../../src-main/studio'
import type { Job } from '../../../src-shared/job'
import { mediaQuerySchema } from '../../../src-shared/mediaQuery'
import { trimRequestSchema } from '../../../src-shared/trim'
import { request, requests } from '../../unit/main/queue/requests'
import type { Point, Watch } from './points'

export interface Night {
  folder: string
  url: string
  key: string
  /** How many jobs there are in the end. */
  total: number
  /** Where this run is to be killed: what leads there is done more often. */
  point: Point | null
  watch: Watch
  /** Its database is meddled with between the runs: the user looks, lets the queue go on, and asks again about what is held. */
  mayBeDamaged: boolean
}

const unfinishedAtOnce = 12

/** Works on the profile in `folder` until all jobs have ended; cuts, changes settings and empties the trash meanwhile, as somebody at the window would. */
export async function night({ folder, url, key, total, point, watch, mayBeDamaged }: Night): Promise<void> {
  const profile = profilePaths(join(folder, 'profile'))
  const libraryFolder = join(folder, 'library')
  const trashFolder = join(folder, 'trash')
  for (const needed of [libraryFolder, trashFolder]) mkdirSync(needed, { recursive: true })
  const unlock = lockProfile(profile.lock)
  const settingsFile = openSettingsFile(profile.settings)
  if (settingsFile.read()['plan'] === undefined) settingsFile.write({ plan: 'pro', libraryFolder, welcomed: true })
  if (point === 'backup') rmSync(profile.backups, { recursive: true, force: true })
  const studio = await openStudio({
    profile,
    resources: resolve('resources'),
    log: { ...silentLog, error: (message, facts) => console.error(message, facts) },
    announce: () => {},
    settingsFile,
    defaultLibraryFolder: libraryFolder,
    keychain: { read: async () => null, write: async () => {}, remove: async () => {} },
    startSandbox: async () => ({ endpoint: url, key }),
    platform: {
      ...platformWithoutDesktop,
      async trashFile(path) {
        watch.reached('trash')
        renameSync(path, join(trashFolder, basename(path)))
        watch.reached('trash')
      },
    },
  })
  await studio.accounts.load()
  await studio.start()
  watch.reached('recovery')
  const isRecovered = studio.notices.list().some((notice) => notice.kind === 'storage-recovered')
  if (isRecovered && !mayBeDamaged) throw new Error('The database was found damaged')
  process.stdout.write('working\n')

  const { handlers } = studio
  const side = sideWork(studio, point)
  for (;;) {
    const { jobs } = await handlers['queue.snapshot']()
    const unfinished = jobs.filter(({ status }) => status === 'queued' || status === 'running').length
    const missing = total - jobs.length
    if (mayBeDamaged) await lookAsUser(studio, jobs)
    if (missing > 0 && unfinished < unfinishedAtOnce) {
      // The first is a video, to be cut.
      const next = jobs.length === 0 ? [request({ type: 'VIDEO', provider: 'minimax' })] : requests(Math.min(6, missing))
      await handlers['queue.enqueue']({ batchName: 'Night', jobs: next, first: missing % 4 === 0 })
    }
    if (missing <= 0 && unfinished === 0 && !side.isBusy()) break
    if (point === 'quit' && unfinished >= 6) break
    await side.turn()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  watch.quitting()
  await studio.close()
  unlock()
}

/** Lets the queue go on, and asks again about what is held, under the same key as ever. */
async function lookAsUser({ handlers }: Studio, jobs: readonly Job[]): Promise<void> {
  await handlers['queue.resume']()
  for (const { id } of jobs.filter(({ status }) => status === 'held')) {
    try {
      await handlers['queue.askAgain']([id])
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'not-possible-now') throw error
    }
  }
}

/** What a user does beside the queue, a little at each turn. */
function sideWork({ handlers }: Studio, point: Point | null) {
  // Cuts cost a second each: one run in four makes one, and each that is to be killed there.
  let cutsLeft = point === 'trim' || point === 'trash' ? 3 : process.pid % 4 === 0 ? 1 : 0
  let turns = 0
  const isCutting = async () => (await handlers['trim.list']()).some((trim) => trim.status === 'running' || trim.status === 'queued')
  let isBusy = false
  return {
    isBusy: () => isBusy,
    async turn(): Promise<void> {
      turns++
      if (point === 'settings write' || turns % 10 === 0) await handlers['settings.change']({ theme: turns % 2 === 0 ? 'dark' : 'light' })
      isBusy = await isCutting()
      if (isBusy || (cutsLeft === 0 && point !== 'trash')) return
      const { ids: videos } = await handlers['library.ids'](mediaQuerySchema.parse({ kinds: ['video'] }))
      const items = await Promise.all(videos.map((id) => handlers['library.item'](id)))
      const paid = items.find((item) => item.remoteId !== null)
      const made = items.filter((item) => item.remoteId === null).map((item) => item.id)
      if (made.length > 0 && point === 'trash') {
        await handlers['library.trash'](made)
        await handlers['library.emptyTrash'](made)
      }
      if (paid === undefined || cutsLeft === 0) return
      cutsLeft--
      isBusy = true
      await handlers['trim.start'](trimRequestSchema.parse({ parts: [{ itemId: paid.id, inSeconds: 0, outSeconds: 0.3 }], cut: 'exact' }))
    },
  }
}
