import { AppError } from '../../src-shared/errors'
import type { Lineage, MediaItem, MediaRow } from '../../src-shared/media'
import type { Database, SqlValue } from '../storage'
import { splitTags } from './changes'
import { foldedName, monthOf } from './fileName'
import { mediaItem, mediaRow, rowColumns, type StoredItem } from './rows'
import { bigramsOf } from './searchText'

/** What is written when an item is filed. */
export type NewItem = Omit<
  StoredItem,
  | 'number' | 'month' | 'trashed_at' | 'rating' | 'favourite' | 'missing' | 'preview_revision' | 'revision' | 'recorded_revision'
  | 'pick' | 'note' | 'tags_text' | 'bigrams' | 'file_state' | 'found' | 'file_modified_at' | 'likeness_high' | 'likeness_low'
>

/** What is written when a file is taken in; its hash may follow. */
export type ImportedItem = NewItem & Pick<StoredItem, 'rating' | 'tags_text' | 'found' | 'file_modified_at'>

/** What is learned of a file later. */
type FileFacts = Partial<
  Pick<
    StoredItem,
    | 'sha256' | 'size_bytes' | 'file_state' | 'kind' | 'width' | 'height' | 'duration_seconds' | 'frame_rate' | 'video_codec' | 'audio_codec' | 'has_audio'
    | 'likeness_high' | 'likeness_low' | 'file_name' | 'library_folder'
  >
>

export type Source = Pick<Lineage, 'itemId' | 'relation'>

/** Where an item stands in a collection. */
export interface Membership {
  id: string
  position: number
}

/** Everything the library asks the database. Changes raise `revision`, so that the record beside the files follows. */
export type Store = ReturnType<typeof openStore>

export function openStore(database: Database) {
  const stored = (id: string): StoredItem => {
    const row = database.get<StoredItem>('SELECT * FROM items WHERE id = ?', [id])
    if (!row) throw new AppError('not-found', 'There is no such item')
    return row
  }
  const lineage = (id: string): { madeFrom: Lineage[]; usedIn: Lineage[] } => ({
    madeFrom: database.all<Lineage>(
      `SELECT source_id AS itemId, relation FROM lineage JOIN items ON items.id = source_id WHERE item_id = ? ORDER BY position`,
      [id],
    ),
    usedIn: database.all<Lineage>(
      `SELECT item_id AS itemId, relation FROM lineage JOIN items ON items.id = item_id WHERE source_id = ? ORDER BY items.number`,
      [id],
    ),
  })
  // A number is never given twice in a run, even when the last item left: views and steps to undo name items by it.
  let lastNumber = database.get<{ last: number | null }>('SELECT max(number) AS last FROM items')?.last ?? 0

  const item = (id: string): MediaItem => {
    const { madeFrom, usedIn } = lineage(id)
    const row = stored(id)
    const collections = database.all<{ collection_id: string }>('SELECT collection_id FROM collection_items WHERE item = ?', [row.number])
    return mediaItem(row, madeFrom, usedIn, collections.map((each) => each.collection_id))
  }
  const nextNumber = () => ++lastNumber

  const remove = (id: string): void => {
    database.transaction(() => {
      database.run('DELETE FROM lineage WHERE item_id = ?', [id])
      database.run('DELETE FROM item_tags WHERE item = (SELECT number FROM items WHERE id = ?)', [id])
      database.run('DELETE FROM collection_items WHERE item = (SELECT number FROM items WHERE id = ?)', [id])
      database.run('DELETE FROM items WHERE id = ?', [id])
    })
  }

  const insert = (item: NewItem & Partial<ImportedItem>, sources: readonly Source[]): void => {
    const number = nextNumber()
    const row: Record<string, SqlValue> = {
      ...item,
      number,
      month: monthOf(item.created_at),
      folded_name: foldedName(item.file_name),
      bigrams: bigramsOf(item.title, item.prompt, item.tags_text ?? ''),
    }
    const names = Object.keys(row)
    database.run(
      `INSERT INTO items (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      names.map((name) => row[name]!),
    )
    for (const [position, source] of sources.entries()) {
      database.run('INSERT OR IGNORE INTO lineage (item_id, source_id, relation, position) VALUES (?, ?, ?, ?)', [
        item.id, source.itemId, source.relation, position,
      ])
    }
  }

  return {
    stored,
    /** The number wanted, when no item has it; else the next one. */
    freeNumber(wanted: number | null): number {
      if (wanted === null || database.get('SELECT 1 FROM items WHERE number = ?', [wanted]) !== undefined) return nextNumber()
      lastNumber = Math.max(lastNumber, wanted)
      return wanted
    },
    /** Several writes in one commit. */
    together: database.transaction,

    insert,

    insertImported(item: ImportedItem): void {
      insert(item, [])
      for (const tag of splitTags(item.tags_text)) {
        database.run('INSERT OR IGNORE INTO tags (name, folded) VALUES (?, ?)', [tag, foldedName(tag)])
        database.run('INSERT OR IGNORE INTO item_tags (tag, item) SELECT tags.number, items.number FROM tags, items WHERE folded = ? AND items.id = ?', [
          foldedName(tag), item.id,
        ])
      }
    },

    hasHash: (sha256: string): boolean => database.get(`SELECT 1 FROM items WHERE sha256 = ? AND sha256 <> ''`, [sha256]) !== undefined,

    newest: (limit: number): StoredItem[] =>
      database.all<StoredItem>('SELECT * FROM items WHERE trashed_at IS NULL ORDER BY created_at DESC, number DESC LIMIT ?', [limit]),

    unhashed: (after: number, limit: number): StoredItem[] =>
      database.all<StoredItem>(`SELECT * FROM items WHERE sha256 = '' AND missing = 0 AND number > ? ORDER BY number LIMIT ?`, [after, limit]),

    setFacts(number: number, facts: FileFacts): void {
      const names = Object.keys(facts) as (keyof FileFacts)[]
      database.run(`UPDATE items SET ${names.map((name) => `${name} = ?`).join(', ')}, revision = revision + 1 WHERE number = ?`, [
        ...names.map((name) => facts[name] ?? null), number,
      ])
    },

    /** The item a delivery became, if it was filed before. */
    delivered: (jobId: string, remoteId: string): StoredItem | undefined =>
      database.get<StoredItem>('SELECT * FROM items WHERE job_id = ? AND remote_id = ?', [jobId, remoteId]),

    isNameTaken: (fileName: string): boolean =>
      database.get('SELECT 1 FROM items WHERE folded_name = ?', [foldedName(fileName)]) !== undefined,

    /** Whether a file is an item's that was made here; one that was only found lying there may still be somebody's delivery. */
    isFiled: (fileName: string): boolean =>
      database.get(`SELECT 1 FROM items WHERE folded_name = ? AND origin <> 'imported'`, [foldedName(fileName)]) !== undefined,

    removeImported(fileName: string): void {
      const row = database.get<{ id: string }>(`SELECT id FROM items WHERE folded_name = ? AND origin = 'imported'`, [foldedName(fileName)])
      if (row) remove(row.id)
    },

    /** In the order asked for; ids that are gone are left out. */
    rows(asked: readonly string[] | readonly number[]): MediaRow[] {
      const column = typeof asked[0] === 'number' ? 'number' : 'id'
      const rows = database.all<StoredItem>(`SELECT ${rowColumns} FROM items WHERE ${column} IN (SELECT value FROM json_each(?))`, [JSON.stringify(asked)])
      const known = new Map(rows.map((row) => [row[column], mediaRow(row)]))
      return asked.flatMap((one) => known.get(one) ?? [])
    },

    item,

    itemByNumber(number: number): MediaItem | null {
      const row = database.get<{ id: string }>('SELECT id FROM items WHERE number = ?', [number])
      return row === undefined ? null : item(row.id)
    },

    sources: (id: string): Source[] =>
      database.all<Source>('SELECT source_id AS itemId, relation FROM lineage WHERE item_id = ? ORDER BY position', [id]),

    /** Up to four of each model, by `TYPE/id`. */
    newestByModel(): Record<string, string[]> {
      const models: Record<string, string[]> = {}
      const used = database.all<{ type: string; provider: string }>(
        'SELECT DISTINCT type, provider FROM items WHERE trashed_at IS NULL AND type IS NOT NULL AND provider IS NOT NULL',
      )
      for (const { type, provider } of used) {
        const newest = database.all<{ id: string }>(
          `SELECT id FROM items WHERE trashed_at IS NULL AND type = ? AND provider = ? AND missing = 0
           ORDER BY created_at DESC, number DESC LIMIT 4`,
          [type, provider],
        )
        if (newest.length > 0) models[`${type}/${provider}`] = newest.map((row) => row.id)
      }
      return models
    },

    /** Ids of what was put into the trash before a time. */
    trashedBefore: (time: number): string[] =>
      database.all<{ id: string }>('SELECT id FROM items WHERE trashed_at IS NOT NULL AND trashed_at < ?', [time]).map((row) => row.id),

    setLikeness(id: string, high: number, low: number): void {
      database.run('UPDATE items SET likeness_high = ?, likeness_low = ?, revision = revision + 1 WHERE id = ?', [high, low, id])
    },

    /** Not a change of the item: its file came or went. True when that is news. */
    setMissing: (id: string, missing: boolean): boolean =>
      database.run('UPDATE items SET missing = ? WHERE id = ? AND missing <> ?', [Number(missing), id, Number(missing)]) > 0,

    /** Only if it is in the app's trash. */
    trashed: (number: number): StoredItem | undefined =>
      database.get<StoredItem>('SELECT * FROM items WHERE trashed_at IS NOT NULL AND number = ?', [number]),

    remove,

    /** The same file lies elsewhere now. */
    setFileName(id: string, folder: string, fileName: string): void {
      database.run(
        'UPDATE items SET file_name = ?, folded_name = ?, library_folder = ?, missing = 0, revision = revision + 1 WHERE id = ?',
        [fileName, foldedName(fileName), folder, id],
      )
    },

    /** The file was fetched again: its previews are made anew. */
    replaceFile(id: string, file: { fileName: string; folder: string; sha256: string; sizeBytes: number }): void {
      database.run(
        `UPDATE items SET file_name = ?, folded_name = ?, library_folder = ?, sha256 = ?, size_bytes = ?, missing = 0,
           preview_revision = preview_revision + 1, revision = revision + 1 WHERE id = ?`,
        [file.fileName, foldedName(file.fileName), file.folder, file.sha256, file.sizeBytes, id],
      )
    },

    unrecorded: (limit: number): StoredItem[] =>
      database.all<StoredItem>('SELECT * FROM items WHERE revision > recorded_revision ORDER BY number LIMIT ?', [limit]),

    memberships: (number: number): Membership[] =>
      database.all<Membership>('SELECT collection_id AS id, position FROM collection_items WHERE item = ? ORDER BY collection_id', [number]),

    /** Records of these were written as the items were then; in one commit, because each is a sync. */
    setRecorded(items: readonly Pick<StoredItem, 'number' | 'revision'>[]): void {
      database.transaction(() => {
        for (const { number, revision } of items) {
          database.run('UPDATE items SET recorded_revision = ? WHERE number = ? AND recorded_revision < ?', [revision, number, revision])
        }
      })
    },

    /** Texts of items that came before pairs of characters were kept; the number and what to keep go back to `setBigrams`. */
    withoutBigrams: (limit: number) =>
      database.all<Pick<StoredItem, 'number' | 'title' | 'prompt' | 'note' | 'tags_text'>>(
        'SELECT number, title, prompt, note, tags_text FROM items WHERE bigrams IS NULL LIMIT ?', [limit],
      ),

    setBigrams(number: number, bigrams: string): void {
      database.run('UPDATE items SET bigrams = ? WHERE number = ?', [bigrams, number])
    },
  }
}
