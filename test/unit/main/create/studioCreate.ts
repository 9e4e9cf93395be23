import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { openCreate } from '../../../../src-main/create'
import { silentLog } from '../../../../src-main/log'
import type { EventName, Events, HandlersFor } from '../../../../src-shared/ipc'
import type { Provider } from '../../../../src-shared/provider'
import type { Desk } from '../queue/compose'
import { openDesk } from '../queue/desk'

export const option = (name: string, type: string, allowedValues: string[] = [], required = false) => ({ name, type, required, description: '', allowedValues })
export const model = (id: string, options: Provider['options'], creditCost: number | null = 2, type: Provider['type'] = 'IMAGE'): Provider => ({
  id, type, name: id, description: '', features: [], limitations: [], creditCost, estimatedSeconds: 10, options,
})

export interface CreateDesk {
  desk: Desk
  handlers: HandlersFor<'create'>
  /** Where the wildcards lie. */
  folder: string
  told: { name: EventName; payload: Events[EventName] }[]
  trashed: string[]
  /** What the dialogs answer. */
  answers: { text: string | null; saved: string | null }
}

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** Create's own door on a real queue and real files, with models of the test's own. */
export function openCreateDesk(sandbox: { url: string; key: string }, providers: readonly Provider[]): CreateDesk {
  const desk = openDesk({ sandbox })
  const folder = join(desk.folder, 'profile', 'wildcards')
  const told: CreateDesk['told'] = []
  const trashed: string[] = []
  const answers: CreateDesk['answers'] = { text: null, saved: null }
  const create = openCreate({
    database: desk.database, references: desk.references, api: desk.api, accounts: { current: () => desk.account() },
    models: { list: () => ({ providers: [...providers], source: 'network', fetchedAt: 0, favourites: [] }) },
    wildcardsFolder: folder,
    queue: desk.queue,
    announce: (name, payload) => void told.push({ name, payload }),
    log: silentLog,
    platform: {
      chooseFiles: async () => [],
      pathOfToken: (token) => (token.startsWith('/') ? token : null),
      chooseText: async () => answers.text,
      saveText: async (_name, text) => {
        answers.saved = text
        return true
      },
      readText: async (path) => readFileSync(path, 'utf8'),
      trashFile: async (path) => {
        trashed.push(path)
        renameSync(path, `${path}.trashed`)
      },
      showFolder: async () => {},
    },
  })
  open.push(create.close)
  return { desk, handlers: create.handlers, folder, told, trashed, answers }
}
