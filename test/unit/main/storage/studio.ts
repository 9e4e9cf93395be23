import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach } from 'vitest'
import { platformWithoutDesktop } from '../../../../src-main/cli/platform'
import { silentLog } from '../../../../src-main/log'
import { profilePaths, type ProfilePaths } from '../../../../src-main/storage'
import { openStudio, type Studio } from '../../../../src-main/studio'
import type { Sandbox } from '../../../../src-sandbox/server'
import type { Job, QueueState } from '../../../../src-shared/job'

const open = new Set<StudioOfTest>()
afterEach(async () => {
  for (const studio of open) await studio.close()
})

export interface StudioOfTest extends Studio {
  profile: ProfilePaths
  library: string
  jobs(): Promise<Job[]>
  state(): Promise<QueueState>
  enqueue(prompts: readonly string[]): Promise<string[]>
  until(holds: (jobs: Job[]) => boolean): Promise<Job[]>
}

/** The whole app without its window on the files of `folder`, paying at the sandbox; opened again on the same folder as after a restart. */
export async function studioOn(folder: string, sandbox: Pick<Sandbox, 'url' | 'key'>): Promise<StudioOfTest> {
  const profile = profilePaths(join(folder, 'profile'))
  const library = join(folder, 'library')
  mkdirSync(library, { recursive: true })
  let settings: Record<string, unknown> = { libraryFolder: library }
  const studio = await openStudio({
    profile,
    resources: resolve('resources'),
    log: silentLog,
    announce: () => {},
    settingsFile: { read: () => settings, write: (values) => (settings = values) },
    defaultLibraryFolder: library,
    keychain: { read: async () => null, write: async () => {}, remove: async () => {} },
    startSandbox: async () => ({ endpoint: sandbox.url, key: sandbox.key }),
    platform: platformWithoutDesktop,
  })
  await studio.accounts.load()
  const snapshot = () => Promise.resolve(studio.handlers['queue.snapshot']())
  const ofTest: StudioOfTest = {
    ...studio,
    profile,
    library,
    jobs: async () => (await snapshot()).jobs,
    state: async () => (await snapshot()).state,
    enqueue: async (prompts) =>
      studio.handlers['queue.enqueue']({
        batchName: 'Night',
        first: false,
        jobs: prompts.map((prompt) => ({ type: 'IMAGE', provider: 'flux-dev', prompt, inputs: {}, references: [], options: {}, priority: null })),
      }),
    async until(holds) {
      for (;;) {
        const { jobs } = await snapshot()
        if (holds(jobs)) return jobs
        await new Promise((done) => setTimeout(done, 20))
      }
    },
    async close() {
      if (open.delete(ofTest)) await studio.close()
    },
  }
  open.add(ofTest)
  return ofTest
}
