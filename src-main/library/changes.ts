import type { PickFlag } from '../../src-shared/media'
import type { Database } from '../storage'
import { foldedName } from './fileName'
import { bigramsOf } from './searchText'
import { inSlices } from './slices'

/** What the user decides about an item, and what each decision is made of. */
export interface ItemFacets {
  rating: number
  favourite: number
  pick: PickFlag
  title: string
  note: string
  /** Names, joined by line feeds. */
  tags: string
  trashed_at: number | null
}
export type ItemFacet = keyof ItemFacets

export interface CollectionRow {
  id: string
  kind: string
  name: string
  parent_id: string | null
  position: number
  query: string | null
}

/** What an edit did, both ways: applying it backwards is undoing it. */
export type Change =
  | { of: 'items'; facet: ItemFacet; numbers: number[]; before: ItemFacets[ItemFacet][]; after: ItemFacets[ItemFacet][] }
  /** Places in a collection; null: not in it. */
  | { of: 'members'; collectionId: string; items: number[]; before: (number | null)[]; after: (number | null)[] }
  | { of: 'collection'; before: CollectionRow | null; after: CollectionRow | null }

export type Direction = 'before' | 'after'

/** Writes changes, in pieces: what an edit of many items did is whole for each item at any moment. */
export function changeWriter(database: Database) {
  const tagNumber = (name: string): number => {
    const folded = foldedName(name)
    const known = database.get<{ number: number }>('SELECT number FROM tags WHERE folded = ?', [folded])
    if (known) return known.number
    database.run('INSERT INTO tags (name, folded) VALUES (?, ?)', [name, folded])
    return tagNumber(name)
  }
  const setTags = (item: number, text: string) => {
    database.run('DELETE FROM item_tags WHERE item = ?', [item])
    // Not for an item that left meanwhile.
    for (const name of splitTags(text)) {
      database.run('INSERT OR IGNORE INTO item_tags (tag, item) SELECT ?, number FROM items WHERE number = ?', [tagNumber(name), item])
    }
  }
  /** Pairs of characters are made anew where some text of the item changed. */
  const setText = (item: number, column: 'title' | 'note' | 'tags_text', value: string): void => {
    const row = database.get<{ title: string; prompt: string; note: string; tags_text: string }>(
      'SELECT title, prompt, note, tags_text FROM items WHERE number = ?', [item],
    )
    if (!row) return
    const texts = { ...row, [column]: value }
    database.run(`UPDATE items SET ${column} = ?, bigrams = ?, revision = revision + 1 WHERE number = ?`, [
      value, bigramsOf(texts.title, texts.prompt, texts.note, texts.tags_text), item,
    ])
  }
  const setFacet = (item: number, facet: ItemFacet, value: ItemFacets[ItemFacet]) => {
    switch (facet) {
      case 'tags':
        setText(item, 'tags_text', String(value))
        return setTags(item, String(value))
      case 'title':
      case 'note':
        return setText(item, facet, String(value))
      default:
        database.run(`UPDATE items SET ${facet} = ?, revision = revision + 1 WHERE number = ?`, [value, item])
    }
  }
  const setPlace = (collectionId: string, item: number, position: number | null) => {
    if (position === null) database.run('DELETE FROM collection_items WHERE collection_id = ? AND item = ?', [collectionId, item])
    else {
      database.run(
        `INSERT INTO collection_items (collection_id, item, position) SELECT ?, number, ? FROM items WHERE number = ?
         ON CONFLICT DO UPDATE SET position = excluded.position`,
        [collectionId, position, item],
      )
    }
    database.run('UPDATE items SET revision = revision + 1 WHERE number = ?', [item])
  }
  const setCollection = (id: string, row: CollectionRow | null) => {
    if (row === null) database.run('DELETE FROM collections WHERE id = ?', [id])
    else {
      database.run(
        `INSERT INTO collections (id, kind, name, parent_id, position, query) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET name = excluded.name, parent_id = excluded.parent_id, position = excluded.position, query = excluded.query`,
        [row.id, row.kind, row.name, row.parent_id, row.position, row.query],
      )
    }
    database.run('UPDATE collections_state SET revision = revision + 1')
  }

  return {
    async write(changes: readonly Change[], direction: Direction): Promise<void> {
      for (const change of direction === 'after' ? changes : changes.toReversed()) {
        const values = change[direction]
        if (change.of === 'collection') {
          const id = (change.before ?? change.after)?.id
          if (id !== undefined) database.transaction(() => setCollection(id, change[direction]))
          continue
        }
        const items = change.of === 'items' ? change.numbers : change.items
        await inSlices(items.keys(), (piece) =>
          database.transaction(() => {
            for (const index of piece) {
              if (change.of === 'items') setFacet(items[index]!, change.facet, (values as ItemFacets[ItemFacet][])[index]!)
              else setPlace(change.collectionId, items[index]!, (values as (number | null)[])[index]!)
            }
          }),
        )
      }
    },
  }
}

export function splitTags(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

export function joinTags(names: readonly string[]): string {
  return names.join('\n')
}
