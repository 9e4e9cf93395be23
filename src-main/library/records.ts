import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../log'
import { recordsFolderOf } from './folders'
import { writeAtomically } from './place'
import { recordOf } from './recordForm'
import type { StoredItem } from './rows'
import type { Membership, Source, Store } from './store'

/** How many are written before others get a turn. */
const batch = 50
/** Each is a few syncs of the disk, which are waited for together. */
const writtenAtOnce = 8

export interface Records {
  /** Brings every record up to date that is behind; soon, and again for what changes meanwhile. */
  update(): void
  /** Removes the record of an item that left. */
  remove(item: Pick<StoredItem, 'id' | 'library_folder'>): Promise<void>
  /** Settles when all records are up to date or cannot be written now. */
  settled(): Promise<void>
}

/**
 * `alsoWrite` writes what is kept beside the records. One JSON file an item in `<library>/.doitong/records`: enough to build the database anew. The database knows which are behind, so a
 * record that could not be written, or a process that died before, is made up for.
 */
export function openRecords(store: Store, log: Log, alsoWrite: () => Promise<void>): Records {
  let running: Promise<void> | null = null
  let again = false
  const run = async () => {
    const failed = new Set<string>()
    do {
      again = false
      await alsoWrite().catch((error: unknown) => log.warn('What the library keeps beside its records could not be written', { error }))
      for (let items = store.unrecorded(batch); items.length > 0; items = store.unrecorded(batch)) {
        const writable = items.filter((item) => !failed.has(item.library_folder))
        if (writable.length === 0) return
        const written: StoredItem[] = []
        for (let at = 0; at < writable.length; at += writtenAtOnce) {
          const writing = writable.slice(at, at + writtenAtOnce).map(async (item) => {
            try {
              await writeRecord(item, store.sources(item.id), store.memberships(item.number))
              written.push(item)
            } catch (error) {
              // The folder is full or away: the rows stay behind and are tried with the next change or start.
              log.warn('A record of the library could not be written', { error })
              failed.add(item.library_folder)
            }
          })
          await Promise.all(writing)
          if (failed.size > 0) break
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
  await writeAtomically(recordPath(item), `${JSON.stringify(recordOf(item, sources, collections), null, 2)}\n`)
}
