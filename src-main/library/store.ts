import { AppError } from '../../src-shared/errors'
import type { Lineage, MediaIds, MediaItem, MediaQuery, MediaRow } from '../../src-shared/media'
import type { Database, SqlValue } from '../storage'
import { foldedName, monthOf } from './fileName'
import { selection } from './query'
import { mediaItem, mediaRow, rowColumns, type StoredItem } from './rows'

/** What is written when an item is filed. */
export type NewItem = Omit<
  StoredItem,
  'number' | 'month' | 'trashed_at' | 'rating' | 'favourite' | 'missing' | 'preview_revision' | 'revision' | 'recorded_revision'
>

export type Source = Pick<Lineage, 'itemId' | 'relation'>

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
  const idList = (ids: readonly string[]) => JSON.stringify(ids)

  return {
    stored,

    insert(item: NewItem, sources: readonly Source[]): void {
      const row: Record<string, SqlValue> = { ...item, month: monthOf(item.created_at), folded_name: foldedName(item.file_name) }
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
    },

    /** The item a delivery became, if it was filed before. */
    delivered: (jobId: string, remoteId: string): StoredItem | undefined =>
      database.get<StoredItem>('SELECT * FROM items WHERE job_id = ? AND remote_id = ?', [jobId, remoteId]),

    isNameTaken: (fileName: string): boolean =>
      database.get('SELECT 1 FROM items WHERE folded_name = ?', [foldedName(fileName)]) !== undefined,

    ids(query: MediaQuery): MediaIds {
      const { where, orderBy, parameters } = selection(query)
      // As one text: the driver takes eight times as long to hand over a hundred thousand rows.
      const list = database.get<{ ids: string }>(
        `SELECT json_group_array(id) AS ids FROM (SELECT id FROM items WHERE ${where} ORDER BY ${orderBy})`,
        parameters,
      )
      const ids = JSON.parse(list?.ids ?? '[]') as string[]
      const byTime = query.sort === 'newest' || query.sort === 'oldest'
      const months = byTime
        ? database.all<{ month: string; count: number }>(
            `SELECT month, count(*) AS count FROM items WHERE ${where} GROUP BY month ORDER BY month ${query.sort === 'newest' ? 'DESC' : 'ASC'}`,
            parameters,
          )
        : []
      // Each alone is counted along its own index.
      const count = (condition: string) =>
        database.get<{ count: number }>(`SELECT count(*) AS count FROM items WHERE trashed_at ${condition}`)?.count ?? 0
      return { ids, total: count('IS NULL'), trashed: count('IS NOT NULL'), months }
    },

    /** In the order asked for; ids that are gone are left out. */
    rows(ids: readonly string[]): MediaRow[] {
      const rows = database.all<StoredItem>(`SELECT ${rowColumns} FROM items WHERE id IN (SELECT value FROM json_each(?))`, [idList(ids)])
      const byId = new Map(rows.map((row) => [row.id, mediaRow(row)]))
      return ids.flatMap((id) => byId.get(id) ?? [])
    },

    item(id: string): MediaItem {
      const { madeFrom, usedIn } = lineage(id)
      return mediaItem(stored(id), madeFrom, usedIn)
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

    /** Sets columns of several items; only those that really change count. Returns how many did. */
    change(ids: readonly string[], column: 'rating' | 'favourite' | 'title' | 'trashed_at', value: SqlValue): number {
      return database.run(
        `UPDATE items SET ${column} = ?, revision = revision + 1 WHERE id IN (SELECT value FROM json_each(?)) AND ${column} IS NOT ?`,
        [value, idList(ids), value],
      )
    },

    /** Those already there keep their time. Returns how many moved. */
    moveToTrash: (ids: readonly string[], now: number): number =>
      database.run(
        `UPDATE items SET trashed_at = ?, revision = revision + 1
         WHERE trashed_at IS NULL AND id IN (SELECT value FROM json_each(?))`,
        [now, idList(ids)],
      ),

    /** Not a change of the item: its file came or went. True when that is news. */
    setMissing: (id: string, missing: boolean): boolean =>
      database.run('UPDATE items SET missing = ? WHERE id = ? AND missing <> ?', [Number(missing), id, Number(missing)]) > 0,

    trashed: (ids: readonly string[]): StoredItem[] =>
      database.all<StoredItem>('SELECT * FROM items WHERE trashed_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))', [idList(ids)]),

    remove(id: string): void {
      database.transaction(() => {
        database.run('DELETE FROM lineage WHERE item_id = ?', [id])
        database.run('DELETE FROM items WHERE id = ?', [id])
      })
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

    setRecorded(id: string, revision: number): void {
      database.run('UPDATE items SET recorded_revision = ? WHERE id = ? AND recorded_revision < ?', [revision, id, revision])
    },
  }
}
