import type { JobRequest } from '../../src-shared/job'
import type { HandlersFor } from '../../src-shared/ipc'
import type { Announce } from '../announce'
import type { Api } from '../api'
import type { Log } from '../log'
import type { Models } from '../models'
import type { Accounts } from '../settings'
import type { Database } from '../storage'
import { curlCommand } from './curl'
import { createHandlers, type CreatePlatform } from './handlers'
import { openHistory } from './history'
import { openMatrices } from './matrices'
import { openPresets } from './presets'
import type { References } from './references'
import { openTables } from './tables'
import { openWildcards } from './wildcards'

export { openReferences, type References } from './references'

interface Parts {
  database: Database
  references: References
  api: Pick<Api, 'prepare'>
  accounts: Pick<Accounts, 'current'>
  models: Pick<Models, 'list'>
  /** `ProfilePaths.wildcards`. */
  wildcardsFolder: string
  queue: {
    enqueue: Parameters<typeof openMatrices>[0]['enqueue'] & Parameters<typeof openTables>[0]['enqueue']
    requestOf(jobId: string): JobRequest
  }
  announce: Announce
  log: Log
  platform: CreatePlatform & { trashFile(path: string): Promise<void>; showFolder(path: string): Promise<void> }
}

/** Everything between the words and the queue. */
export function openCreate(parts: Parts): { handlers: HandlersFor<'create'>; close(): void } {
  const { database, references, models, announce, log, platform, queue } = parts
  const history = openHistory(database)
  const wildcards = openWildcards({ folder: parts.wildcardsFolder, announce, log, trashFile: platform.trashFile, showFolder: platform.showFolder })
  const handlers = createHandlers({
    references,
    wildcards,
    history,
    platform,
    matrices: openMatrices({ wildcards, models, history, enqueue: queue.enqueue }),
    presets: openPresets({ database, announce }),
    tables: openTables({ models, references, enqueue: queue.enqueue }),
    requestOfJob: queue.requestOf,
    curl: (request) => curlCommand(request, parts),
  })
  return { handlers, close: () => wildcards.close() }
}
