import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../log'
import { recordsFolderOf, syncFolder } from './folders'
import type { StoredItem } from './rows'
import { splitTags } from './changes'
import type { Membership, Source, Store } from './store'

/** The form of the file; raised when a field changes its meaning. */
const recordVersion = 1

/** How many are written before others get a turn. */
const batch = 50

export interface Records {
  /** Brings every record up to date that is behind; soon, and again for what changes meanwhile. */
  update(): void
  /** Removes the record of an item that left. */
  remove(item: Pick<StoredItem, 'id' | 'library_folder'>): Promise<void>
  /** Settles when all records are up to date or cannot be written now. */
  settled(): Promise<void>
}

/**
 * One JSON file an item in `<library>/.doitong/records`: enough to build the database anew. The database knows which are behind, so a
 * record that could not be written, or a process that died before, is made up for.
 */
export function openRecords(store: Store, log: Log): Records {
  let running: Promise<void> | null = null
  let again = false
  const run = async () => {
    const failed = new Set<string>()
    do {
      again = false
      for (let items = store.unrecorded(batch); items.length > 0; items = store.unrecorded(batch)) {
        const writable = items.filter((item) => !failed.has(item.library_folder))
        if (writable.length === 0) return
        const written: StoredItem[] = []
        for (const item of writable) {
          try {
            await writeRecord(item, store.sources(item.id), store.memberships(item.number))
            written.push(item)
          } catch (error) {
            // The folder is full or away: the rows stay behind and are tried with the next change or start.
            log.warn('A record of the library could not be written', { error })
            failed.add(item.library_folder)
            break
          }
        }
        store.setRecorded(written)
      }
    } while (again)
  }
  const update = () => {
    again = true
    running ??= run()
      .catch((error: unknown) => log.error('Records of the library failed', { error }))
      .finally(() => (running = null))
  }
  return {
    update,
    remove: (item) => rm(recordPath(item), { force: true }),
    async settled() {
      while (running) await running
    },
  }
}

function recordPath(item: Pick<StoredItem, 'id' | 'library_folder'>): string {
  return join(recordsFolderOf(item.library_folder), `${item.id}.json`)
}

async function writeRecord(item: StoredItem, sources: Source[], collections: Membership[]): Promise<void> {
  const path = recordPath(item)
  const folder = recordsFolderOf(item.library_folder)
  await mkdir(folder, { recursive: true })
  const temporary = join(folder, `.${item.id}-${randomUUID()}`)
  const handle = await open(temporary, 'wx')
  try {
    await handle.writeFile(`${JSON.stringify(recordOf(item, sources, collections), null, 2)}\n`)
    await handle.sync()
    await handle.close()
    await rename(temporary, path)
    await syncFolder(folder)
  } catch (error) {
    await handle.close().catch(() => {})
    await rm(temporary, { force: true })
    throw error
  }
}

function recordOf(item: StoredItem, sources: Source[], collections: Membership[]): Record<string, unknown> {
  const options: unknown = JSON.parse(item.options)
  return {
    version: recordVersion,
    id: item.id,
    file: item.file_name,
    sha256: item.sha256,
    sizeBytes: item.size_bytes,
    kind: item.kind,
    title: item.title,
    prompt: item.prompt,
    type: item.type,
    provider: item.provider,
    options,
    seed: (options as Record<string, unknown>)['seed'] ?? null,
    inputs: JSON.parse(item.inputs),
    creditCost: item.credit_cost,
    remoteId: item.remote_id,
    jobId: item.job_id,
    batchId: item.batch_id,
    accountId: item.account_id,
    sandbox: item.sandbox === 1,
    canceledTooLate: item.canceled_too_late === 1,
    createdAt: item.created_at,
    trashedAt: item.trashed_at,
    rating: item.rating,
    favourite: item.favourite === 1,
    pick: item.pick,
    tags: splitTags(item.tags_text),
    note: item.note,
    collections,
    origin: item.origin,
    lineage: sources,
    media: {
      container: item.container,
      width: item.width,
      height: item.height,
      durationSeconds: item.duration_seconds,
      frameRate: item.frame_rate,
      videoCodec: item.video_codec,
      audioCodec: item.audio_codec,
      hasAudio: item.has_audio === 1,
    },
  }
}
