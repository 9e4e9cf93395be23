import { AppError } from '../../src-shared/errors'
import type { LibraryHistory, LibraryStep } from '../../src-shared/collection'
import type { Items } from '../../src-shared/mediaQuery'
import type { Announce } from '../announce'
import type { Database } from '../storage'
import { changeWriter, joinTags, splitTags, type Change, type ItemFacet, type ItemFacets } from './changes'
import { foldedName } from './fileName'
import { openHistory } from './history'
import { inSlices } from './slices'

/** More ids than this are not listed in an announcement. */
const mostAnnounced = 1_000
/** Rows asked for in one call, well under the time a call may take. */
const rowsAtOnce = 200

export interface EditParts {
  database: Database
  announce: Announce
  /** Records beside the files are behind. `isMoved`: items went to the trash or came back. */
  onChanged: (isMoved: boolean) => void
}

/** Every change of what the user decides, one after another, each a step that can be undone. */
export type Edits = ReturnType<typeof openEdits>

export function openEdits({ database, announce, onChanged }: EditParts) {
  const history = openHistory()
  const writer = changeWriter(database)
  let collectionsRevision = 0
  let turn: Promise<unknown> = Promise.resolve()
  /** An edit of many goes in pieces: another waits until it is whole. */
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = turn.then(work)
    turn = mine.catch(() => {})
    return mine
  }

  /** @throws AppError `not-found` for an item that is not there, when one alone is meant. */
  const numbersOf = async (items: Items): Promise<number[]> => {
    if (items instanceof Int32Array) return [...items]
    const numbers: number[] = []
    await inSlices(chunks(items), (piece) => {
      for (const ids of piece) {
        const rows = database.all<{ number: number }>(
          'SELECT number FROM json_each(?) AS asked JOIN items ON items.id = asked.value ORDER BY asked.key', [JSON.stringify(ids)],
        )
        numbers.push(...rows.map((row) => row.number))
      }
    })
    if (numbers.length === 0 && items.length === 1) throw new AppError('not-found', 'There is no such item')
    return numbers
  }

  const tellCollections = () => announce('library.collectionsChanged', { revision: ++collectionsRevision })
  const announceChanges = async (changes: readonly Change[]) => {
    const numbers = new Set(changes.flatMap((change) => (change.of === 'items' ? change.numbers : change.of === 'members' ? change.items : [])))
    const isMoved = changes.some((change) => change.of === 'items' && change.facet === 'trashed_at')
    onChanged(isMoved)
    if (numbers.size > 0) {
      const ids = numbers.size > mostAnnounced ? 'all' : idsOf(database, [...numbers])
      announce('library.changed', { ids, reordered: true })
    }
    if (isMoved || changes.some((change) => change.of !== 'items')) tellCollections()
  }
  const perform = async (step: Omit<LibraryStep, 'count'> & { count?: number }, changes: Change[]) => {
    const real = changes.filter((change) => change.of === 'collection' || change.before.length > 0)
    if (real.length === 0) return
    const count = step.count ?? Math.max(...real.map((change) => (change.of === 'collection' ? 1 : change.before.length)))
    await writer.write(real, 'after')
    history.add({ step: { ...step, count }, changes: real })
    await announceChanges(real)
    announce('library.historyChanged', history.state())
  }
  /** The change of one facet of many items; those that have the value already are left alone. */
  const facetChange = async <Facet extends ItemFacet>(
    items: Items,
    facet: Facet,
    next: (current: ItemFacets[Facet]) => ItemFacets[Facet],
  ): Promise<Change> => {
    const change = { of: 'items' as const, facet, numbers: [] as number[], before: [] as ItemFacets[Facet][], after: [] as ItemFacets[Facet][] }
    const column = facet === 'tags' ? 'tags_text' : facet
    await inSlices(chunks(await numbersOf(items)), (piece) => {
      for (const numbers of piece) {
        const rows = database.all<{ number: number; value: ItemFacets[Facet] }>(
          `SELECT number, ${column} AS value FROM items WHERE number IN (SELECT value FROM json_each(?))`, [JSON.stringify(numbers)],
        )
        for (const { number, value } of rows) {
          const after = next(value)
          if (after === value) continue
          change.numbers.push(number)
          change.before.push(value)
          change.after.push(after)
        }
      }
    })
    return change
  }
  const edit = <Facet extends ItemFacet>(
    step: Omit<LibraryStep, 'count'>,
    items: Items,
    facet: Facet,
    next: (current: ItemFacets[Facet]) => ItemFacets[Facet],
  ) => inTurn(async () => perform(step, [await facetChange(items, facet, next)]))

  const goBack = (direction: 'undone' | 'redone') =>
    inTurn(async (): Promise<LibraryHistory> => {
      const step = direction === 'undone' ? history.lastDone() : history.lastUndone()
      if (step) {
        await writer.write(step.changes, direction === 'undone' ? 'before' : 'after')
        history.moved(direction)
        await announceChanges(step.changes)
        announce('library.historyChanged', history.state())
      }
      return history.state()
    })
  const bearers = (folded: string): Items =>
    Int32Array.from(
      database.all<{ item: number }>('SELECT item FROM item_tags JOIN tags ON tags.number = item_tags.tag WHERE folded = ?', [folded]),
      (row) => row.item,
    )

  return {
    inTurn,
    perform,
    tellCollections,
    numbersOf,
    rate: (items: Items, rating: number) => edit({ kind: 'rate', name: null, value: rating }, items, 'rating', () => rating),
    setFavourite: (items: Items, favourite: boolean) =>
      edit({ kind: 'favourite', name: null, value: Number(favourite) }, items, 'favourite', () => Number(favourite)),
    setPick: (items: Items, pick: ItemFacets['pick']) => edit({ kind: 'pick', name: null, value: pick }, items, 'pick', () => pick),
    rename: (id: string, title: string) => edit({ kind: 'rename', name: title, value: null }, [id], 'title', () => title),
    setNote: (id: string, note: string) => edit({ kind: 'note', name: null, value: null }, [id], 'note', () => note),
    tag: (items: Items, names: readonly string[]) =>
      edit({ kind: 'tag', name: names.join(', '), value: null }, items, 'tags', (current) => withTags(current, names)),
    untag: (items: Items, names: readonly string[]) =>
      edit({ kind: 'untag', name: names.join(', '), value: null }, items, 'tags', (current) => withoutTags(current, names)),
    renameTag: (from: string, to: string) =>
      inTurn(async () => {
        const items = bearers(foldedName(from))
        // A tag that differs in case only is another spelling, wherever it stands.
        const change = await facetChange(items, 'tags', (current) => withTags(withoutTags(current, [from]), [cleanTag(to)]))
        await perform({ kind: 'rename-tag', name: to, value: from }, [change])
        if (foldedName(from) === foldedName(to)) database.run('UPDATE tags SET name = ? WHERE folded = ?', [cleanTag(to), foldedName(to)])
      }),
    removeTag: (name: string) =>
      inTurn(async () => {
        const change = await facetChange(bearers(foldedName(name)), 'tags', (current) => withoutTags(current, [name]))
        await perform({ kind: 'remove-tag', name, value: null }, [change])
      }),
    trash: (items: Items, now: number) => edit({ kind: 'trash', name: null, value: null }, items, 'trashed_at', (current) => current ?? now),
    restore: (items: Items) => edit({ kind: 'restore', name: null, value: null }, items, 'trashed_at', () => null),
    history: () => history.state(),
    undo: () => goBack('undone'),
    redo: () => goBack('redone'),
    settled: async () => {
      await turn
    },
  }
}

function* chunks<Entry>(entries: readonly Entry[]): Iterable<Entry[]> {
  for (let at = 0; at < entries.length; at += rowsAtOnce) yield entries.slice(at, at + rowsAtOnce)
}

function idsOf(database: Database, numbers: readonly number[]): string[] {
  return database
    .all<{ id: string }>('SELECT id FROM items WHERE number IN (SELECT value FROM json_each(?))', [JSON.stringify(numbers)])
    .map((row) => row.id)
}

/** One line of text without anything invisible at its ends; tags are kept as lines. */
function cleanTag(name: string): string {
  return name.normalize('NFC').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

function withTags(text: string, names: readonly string[]): string {
  const tags = new Map(splitTags(text).map((tag) => [foldedName(tag), tag]))
  for (const name of names.map(cleanTag)) if (name !== '' && !tags.has(foldedName(name))) tags.set(foldedName(name), name)
  return joinTags([...tags.values()])
}

function withoutTags(text: string, names: readonly string[]): string {
  const gone = new Set(names.map(foldedName))
  return joinTags(splitTags(text).filter((tag) => !gone.has(foldedName(tag))))
}
