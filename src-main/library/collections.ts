import { randomUUID } from 'node:crypto'
import { AppError } from '../../src-shared/errors'
import type { NewCollection } from '../../src-shared/collection'
import type { Items, MediaQuery } from '../../src-shared/mediaQuery'
import type { Database } from '../storage'
import type { Change, CollectionRow } from './changes'
import type { Edits } from './edits'

export type Collections = ReturnType<typeof openCollections>

/** Collections of all kinds: trees of them, and what lies in them in the user's order. */
export function openCollections(database: Database, edits: Edits) {
  const stored = (id: string): CollectionRow => {
    const row = database.get<CollectionRow>('SELECT * FROM collections WHERE id = ?', [id])
    if (!row) throw new AppError('not-found', 'There is no such collection')
    return row
  }
  const children = (parentId: string | null) =>
    database.all<CollectionRow>(`SELECT * FROM collections WHERE coalesce(parent_id, '') = ? ORDER BY position, id`, [parentId ?? ''])
  /** What items can be put into. */
  const holding = (id: string): CollectionRow => {
    const row = stored(id)
    if (row.kind !== 'manual' && row.kind !== 'comparison') throw new AppError('not-possible-now', 'This collection is filled by its question')
    return row
  }
  const parentOf = (id: string | null): string | null => {
    if (id !== null && stored(id).kind !== 'manual') throw new AppError('not-possible-now', 'Only a collection made by hand holds others')
    return id
  }
  const place = (id: string, item: number): number | null =>
    database.get<{ position: number }>('SELECT position FROM collection_items WHERE collection_id = ? AND item = ?', [id, item])?.position ?? null
  const lastPlace = (id: string): number =>
    database.get<{ last: number | null }>('SELECT max(position) AS last FROM collection_items WHERE collection_id = ?', [id])?.last ?? 0
  const members = (id: string): Extract<Change, { of: 'members' }> => {
    const rows = database.all<{ item: number; position: number }>('SELECT item, position FROM collection_items WHERE collection_id = ?', [id])
    return { of: 'members', collectionId: id, items: rows.map((row) => row.item), before: rows.map((row) => row.position), after: rows.map(() => null) }
  }

  return {
    find: (id: string) => database.get<CollectionRow>('SELECT * FROM collections WHERE id = ?', [id]),

    create: (given: NewCollection): Promise<string> =>
      edits.inTurn(async () => {
        const parentId = 'parentId' in given ? parentOf(given.parentId) : null
        const row: CollectionRow = {
          id: randomUUID(), kind: given.kind, name: given.name, parent_id: parentId, position: (children(parentId).at(-1)?.position ?? 0) + 1,
          query: 'query' in given ? JSON.stringify(given.query) : null,
        }
        const items = 'itemIds' in given ? await edits.numbersOf(given.itemIds) : []
        await edits.perform({ kind: 'create-collection', name: given.name, value: null, count: 1 }, [
          { of: 'collection', before: null, after: row },
          { of: 'members', collectionId: row.id, items, before: items.map(() => null), after: items.map((_, index) => index + 1) },
        ])
        return row.id
      }),

    change: (id: string, changes: { name?: string | undefined; query?: MediaQuery | undefined }) =>
      edits.inTurn(async () => {
        const before = stored(id)
        if (changes.query !== undefined && before.query === null) throw new AppError('not-possible-now', 'This collection has no question')
        const after = { ...before, name: changes.name ?? before.name, query: changes.query === undefined ? before.query : JSON.stringify(changes.query) }
        await edits.perform({ kind: 'change-collection', name: after.name, value: null }, [{ of: 'collection', before, after }])
      }),

    move: (id: string, parentId: string | null, beforeId: string | null) =>
      edits.inTurn(async () => {
        const moved = stored(id)
        for (let above = parentOf(parentId); above !== null; above = stored(above).parent_id) {
          if (above === id) throw new AppError('not-possible-now', 'A collection cannot lie inside itself')
        }
        const order = children(parentId).filter((row) => row.id !== id)
        const at = beforeId === null ? order.length : order.findIndex((row) => row.id === beforeId)
        order.splice(at < 0 ? order.length : at, 0, moved)
        const changes = order.flatMap((row, index): Change[] => {
          const after = { ...row, parent_id: parentId, position: index + 1 }
          return row.id !== id && row.position === after.position ? [] : [{ of: 'collection', before: row, after }]
        })
        await edits.perform({ kind: 'move-collection', name: moved.name, value: null, count: 1 }, changes)
      }),

    remove: (id: string) =>
      edits.inTurn(async () => {
        const all: CollectionRow[] = [stored(id)]
        for (let index = 0; index < all.length; index++) all.push(...children(all[index]!.id))
        // From the leaves up, and when undone from the root down.
        const changes = all.toReversed().flatMap((row): Change[] => [members(row.id), { of: 'collection', before: row, after: null }])
        await edits.perform({ kind: 'remove-collection', name: all[0]!.name, value: null, count: all.length }, changes)
      }),

    collect: (id: string, given: Items) =>
      edits.inTurn(async () => {
        const { name } = holding(id)
        const last = lastPlace(id)
        const items = (await edits.numbersOf(given)).filter((item) => place(id, item) === null)
        await edits.perform({ kind: 'collect', name, value: null }, [
          { of: 'members', collectionId: id, items, before: items.map(() => null), after: items.map((_, index) => last + index + 1) },
        ])
      }),

    takeOut: (id: string, given: Items) =>
      edits.inTurn(async () => {
        const { name } = holding(id)
        const items = (await edits.numbersOf(given)).filter((item) => place(id, item) !== null)
        await edits.perform({ kind: 'take-out', name, value: null }, [
          { of: 'members', collectionId: id, items, before: items.map((item) => place(id, item)), after: items.map(() => null) },
        ])
      }),

    arrange: (id: string, given: Items, beforeId: string | null) =>
      edits.inTurn(async () => {
        const { name } = holding(id)
        const moved = (await edits.numbersOf(given)).filter((item) => place(id, item) !== null)
        const next = beforeId === null ? null : place(id, (await edits.numbersOf([beforeId]))[0]!)
        const isMoved = new Set(moved)
        const previous = next === null ? lastPlace(id) : placeBefore(id, next, isMoved)
        // Between two places there is always another; after fifty halvings in one spot all are counted anew.
        const gap = next === null ? 1 : (next - previous) / (moved.length + 1)
        const change =
          gap > 1e-9
            ? { items: moved, after: moved.map((_, index) => previous + gap * (index + 1)) }
            : renumbered(id, moved, next)
        await edits.perform({ kind: 'arrange', name, value: null, count: moved.length }, [
          { of: 'members', collectionId: id, ...change, before: change.items.map((item) => place(id, item)) },
        ])
      }),
  }

  /** The last place before another that is not one of those being moved; all places are above nothing. */
  function placeBefore(id: string, next: number, isMoved: ReadonlySet<number>): number {
    const before = database.all<{ item: number; position: number }>(
      'SELECT item, position FROM collection_items WHERE collection_id = ? AND position < ? ORDER BY position DESC LIMIT ?', [id, next, isMoved.size + 1],
    )
    return before.find((row) => !isMoved.has(row.item))?.position ?? next - 1
  }

  function renumbered(id: string, moved: readonly number[], next: number | null): { items: number[]; after: number[] } {
    const isMoved = new Set(moved)
    const rest = database
      .all<{ item: number; position: number }>('SELECT item, position FROM collection_items WHERE collection_id = ? ORDER BY position', [id])
      .filter((row) => !isMoved.has(row.item))
    const at = next === null ? rest.length : rest.findIndex((row) => row.position >= next)
    const items = [...rest.slice(0, at).map((row) => row.item), ...moved, ...rest.slice(at).map((row) => row.item)]
    return { items, after: items.map((_, index) => index + 1) }
  }
}
