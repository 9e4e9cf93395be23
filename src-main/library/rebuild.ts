import { existsSync, readdirSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database, SqlValue } from '../storage'
import { splitTags, type CollectionRow } from './changes'
import { foldedName } from './fileName'
import { recordsFolderOf } from './folders'
import { readRecord, type Recorded } from './recordForm'
import { bigramsOf } from './searchText'
import { inSlices } from './slices'
import type { Store } from './store'
import type { Progress } from './tasks'

/** How many records are read at a time. */
const readAtOnce = 64
/** A record is a few kilobytes; what is larger by far is none. */
const recordBytes = 8 * 1024 * 1024

export interface RebuildParts {
  database: Database
  store: Store
  readCollections: (library: string) => Promise<CollectionRow[]>
}

/**
 * Brings into the database what lies in the records beside the files: items it does not know, and what is newer there. Takes nothing away, so that
 * it can be stopped and begun again at any moment, and run beside everything else.
 */
export async function rebuild({ database, store, readCollections }: RebuildParts, library: string, progress: Progress): Promise<void> {
  const folder = recordsFolderOf(library)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json') && !name.startsWith('.'))
  progress.setTotal(names.length)
  const collections = await readCollections(library)
  database.transaction(() => {
    for (const row of collections) {
      database.run('INSERT OR IGNORE INTO collections (id, kind, name, parent_id, position, query) VALUES (?, ?, ?, ?, ?, ?)', [
        row.id, row.kind, row.name, row.parent_id, row.position, row.query,
      ])
    }
  })
  for (let at = 0; at < names.length && !progress.signal.aborted; at += readAtOnce) {
    const texts = await Promise.all(names.slice(at, at + readAtOnce).map((name) => readSmall(join(folder, name))))
    const records = texts.map((text) => (text === null ? null : readRecord(text, library)))
    await inSlices(records, (piece) =>
      database.transaction(() => {
        for (const record of piece) {
          const changed = record !== null && bringIn(record)
          progress.add({ done: 1, changed: Number(changed), failed: Number(record === null) })
        }
      }),
    )
  }

  function bringIn(record: Recorded): boolean {
    const { item } = record
    const known = database.get<{ number: number; revision: number }>('SELECT number, revision FROM items WHERE id = ?', [item.id])
    if (known && known.revision >= item.revision) return false
    const row: Record<string, SqlValue> = {
      ...item, folded_name: foldedName(item.file_name), bigrams: bigramsOf(item.title, item.prompt, item.note, item.tags_text),
    }
    // One result of one job is one item, and one file too: another row for it is the same item under another id.
    const twin = database.get<{ id: string }>('SELECT id FROM items WHERE id <> ? AND (folded_name = ? OR (job_id = ? AND remote_id = ?))', [
      item.id, foldedName(item.file_name), item.job_id, item.remote_id,
    ])
    if (twin) {
      // What was taken in without knowing its record gives way to it.
      if (database.get('SELECT 1 FROM items WHERE id = ? AND origin = ?', [twin.id, 'imported']) === undefined || item.origin === 'imported') return false
      store.remove(twin.id)
    }
    const number = known?.number ?? store.freeNumber(record.number)
    if (known) {
      const names = Object.keys(row).filter((name) => name !== 'id')
      database.run(`UPDATE items SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE number = ?`, [...names.map((name) => row[name]!), number])
    } else {
      row['number'] = number
      const names = Object.keys(row)
      database.run(`INSERT INTO items (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`, names.map((name) => row[name]!))
    }
    database.run('DELETE FROM item_tags WHERE item = ?', [number])
    for (const tag of splitTags(item.tags_text)) {
      database.run('INSERT OR IGNORE INTO tags (name, folded) VALUES (?, ?)', [tag, foldedName(tag)])
      database.run('INSERT OR IGNORE INTO item_tags (tag, item) SELECT number, ? FROM tags WHERE folded = ?', [number, foldedName(tag)])
    }
    database.run('DELETE FROM collection_items WHERE item = ?', [number])
    for (const { id, position } of record.collections) {
      database.run('INSERT OR IGNORE INTO collection_items (collection_id, item, position) SELECT id, ?, ? FROM collections WHERE id = ?', [number, position, id])
    }
    for (const [position, source] of record.lineage.entries()) {
      database.run('INSERT OR IGNORE INTO lineage (item_id, source_id, relation, position) VALUES (?, ?, ?, ?)', [item.id, source.itemId, source.relation, position])
    }
    return true
  }
}

/** Whether a library has records although the database knows of nothing: it was deleted, or is another one. */
export function hasRecordsOnly(database: Database, library: string): boolean {
  if (database.get('SELECT 1 FROM items LIMIT 1') !== undefined) return false
  const folder = recordsFolderOf(library)
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.json') && !name.startsWith('.'))
}

async function readSmall(path: string): Promise<string | null> {
  const file = await stat(path).catch(() => null)
  return file?.isFile() && file.size <= recordBytes ? readFile(path, 'utf8').catch(() => null) : null
}
