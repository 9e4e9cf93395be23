import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { collectionKinds } from '../../src-shared/collection'
import type { Database } from '../storage'
import type { CollectionRow } from './changes'
import { hiddenFolderOf } from './folders'
import { writeAtomically } from './place'

const fileSchema = z.object({
  version: z.literal(1),
  collections: z.array(
    z.object({
      id: z.string().min(1).max(64), kind: z.enum(collectionKinds), name: z.string().max(200), parent_id: z.string().max(64).nullable(),
      position: z.number(), query: z.string().max(100_000).nullable(),
    }),
  ),
})

/** The collections themselves, in one file beside the records; what lies in them stands in the record of each item. */
export function collectionsFile(database: Database) {
  const pathOf = (library: string) => join(hiddenFolderOf(library), 'collections.json')
  return {
    /** Writes it when collections changed since it was written. */
    async update(library: string): Promise<void> {
      const state = database.get<{ revision: number; recorded_revision: number }>('SELECT revision, recorded_revision FROM collections_state')
      if (!state || state.revision <= state.recorded_revision) return
      const collections = database.all<CollectionRow>('SELECT * FROM collections ORDER BY id')
      await writeAtomically(pathOf(library), `${JSON.stringify({ version: 1, collections }, null, 2)}\n`)
      database.run('UPDATE collections_state SET recorded_revision = ?', [state.revision])
    },
    /** None where there is no such file, or one that cannot be read. */
    async read(library: string): Promise<CollectionRow[]> {
      const text = await readFile(pathOf(library), 'utf8').catch(() => null)
      if (text === null) return []
      try {
        return fileSchema.parse(JSON.parse(text)).collections
      } catch {
        return []
      }
    },
  }
}
