import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApi } from '../../../src-main/api'
import { silentLog } from '../../../src-main/log'
import { openQueue } from '../../../src-main/queue'
import type { Account } from '../../../src-main/settings'
import { migrate, openDatabase, profilePaths } from '../../../src-main/storage'
import { AppError } from '../../../src-shared/errors'
import type { JobRequest } from '../../../src-shared/job'
import type { Plan } from '../../../src-shared/settings'
import { endpointOf, promptOf } from './endpoint'
import type { VirtualServer } from './server'
import { randomOf } from '../random'

const account: Account = { id: 'key-bench', kind: 'key', endpoint: 'https://api.example/graphql', host: 'api.example', key: 'bench' }

/**
 * The app's own queue and client, on a real database and journal, until every job's result is filed. Files come and are filed in no time: that is
 * another benchmark.
 */
export async function runApp(server: VirtualServer, plan: Plan, jobs: number, seed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-bench-'))
  const profile = profilePaths(folder)
  const database = openDatabase(profile.database)
  migrate(database)
  let filed = 0
  let finish = () => {}
  let fail = (_error: Error) => {}
  const finished = new Promise<void>((resolve, reject) => {
    finish = resolve
    fail = reject
  })
  const accounts = { current: () => account, onChanged: () => () => {} }
  const api = openApi({ accounts, database, log: silentLog, plan: () => plan, transport: endpointOf(server) })
  const queue = openQueue({
    database, accounts, api,
    models: { find: () => null },
    references: { dataUri: () => Promise.reject(new AppError('not-found', 'No job has a reference')) },
    downloads: {
      fetch: async ({ jobId }) => ({ partName: `${jobId}.part`, kind: 'video', extension: 'mp4', container: 'mp4', sha256: jobId, sizeBytes: 1 }),
      isThere: async () => true,
      forget: async () => {},
      close: () => {},
    },
    library: {
      partsFolder: () => folder,
      reserveName: (delivery) => `${delivery.jobId}.mp4`,
      async file(delivery, _fileName, alsoCommit) {
        alsoCommit(delivery.jobId)
        if (++filed === jobs) finish()
        return delivery.jobId
      },
      fileAgain: () => Promise.reject(new AppError('not-found', 'Nothing is fetched again')),
      item() {
        throw new AppError('not-found', 'Nothing is looked at')
      },
    },
    announce(name, payload) {
      const lost = name === 'queue.changed' && 'jobs' in payload ? payload.jobs.find((job) => job.status === 'failed' || job.status === 'held') : undefined
      if (lost) fail(new Error(`A job was lost: ${JSON.stringify(lost)}`))
    },
    log: silentLog,
    plan: () => plan,
    submitsPerDay: () => null,
    journalFile: profile.journal,
    random: randomOf(seed),
  })
  try {
    await queue.start()
    await queue.enqueue({ batchName: 'Night', jobs: Array.from({ length: jobs }, (_, index) => requestOf(index)), first: false })
    await finished
  } finally {
    await queue.stop()
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function requestOf(index: number): JobRequest {
  return { type: 'VIDEO', provider: 'bench', prompt: promptOf(index), inputs: {}, references: [], options: {}, priority: null }
}
