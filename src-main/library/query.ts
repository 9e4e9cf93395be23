import type { Problem } from '../../src-shared/media'
import { everything, mediaQuerySchema, type Aspect, type MediaQuery } from '../../src-shared/mediaQuery'
import type { SqlValue } from '../storage'
import { foldedName } from './fileName'
import { searchOf } from './searchText'

export interface Selection {
  where: string
  parameters: SqlValue[]
  orderBy: string
  /** Of the order; after those of the condition. */
  orderParameters: SqlValue[]
}

/** How a collection is looked up: a smart one adds its question, a manual one what lies in it. */
export type FindCollection = (id: string) => { kind: string; query: string | null } | undefined

/** Smart collections may ask for one another, even in a circle. */
const deepest = 5

/**
 * What chips are counted over. The index holds all they ask for but texts, tags and collections; SQLite by itself takes an index that leads to
 * the wide rows. A batch, a tag or a collection is found faster by its own.
 */
export function countedItems(query: MediaQuery): string {
  const isNarrow = query.batchId !== null || query.collectionId !== null || query.tagsAll.length + query.tagsAny.length > 0
  return query.trashed || isNarrow ? 'items' : 'items INDEXED BY items_counted'
}

/** Whether nothing but words narrows the question. */
export function isTextAlone(query: MediaQuery): boolean {
  const { text: _text, sort: _sort, ...chips } = query
  const { text: _none, sort: _newest, ...open } = everything
  return JSON.stringify(chips) === JSON.stringify(open)
}

/** What a view asks for, as SQL over `items`. */
export function selection(query: MediaQuery, findCollection: FindCollection): Selection {
  const { conditions, parameters } = conditionsOf(query, findCollection, 0)
  const inOrder = query.sort === 'manual' && query.collectionId !== null
  return {
    where: [query.trashed ? 'trashed_at IS NOT NULL' : 'trashed_at IS NULL', ...conditions].join(' AND '),
    parameters,
    orderBy: inOrder ? manualOrder : orders[query.sort],
    orderParameters: inOrder ? [query.collectionId] : [],
  }
}

interface Conditions {
  conditions: string[]
  parameters: SqlValue[]
}

function conditionsOf(query: MediaQuery, findCollection: FindCollection, depth: number): Conditions {
  const conditions: string[] = []
  const parameters: SqlValue[] = []
  const add = (condition: string, ...values: SqlValue[]) => {
    conditions.push(condition)
    parameters.push(...values)
  }
  const anyOf = (expression: string, values: readonly string[]) => {
    if (values.length > 0) add(`${expression} IN (SELECT value FROM json_each(?))`, JSON.stringify(values))
  }
  const between = (column: string, range: { min: number | null; max: number | null }) => {
    if (range.min !== null) add(`${column} >= ?`, range.min)
    if (range.max !== null) add(`${column} <= ?`, range.max)
  }
  const oneOf = (alternatives: readonly string[]) => {
    if (alternatives.length > 0) add(`(${alternatives.join(' OR ')})`)
  }

  const { wanted, excluded } = searchOf(query.text)
  if (wanted !== null) add('number IN (SELECT rowid FROM item_search WHERE item_search MATCH ?)', wanted)
  if (excluded !== null) add('number NOT IN (SELECT rowid FROM item_search WHERE item_search MATCH ?)', excluded)
  anyOf('kind', query.kinds)
  anyOf('type', query.types)
  if (query.providers.length > 0) {
    const providers = JSON.stringify(query.providers)
    add(`(provider IN (SELECT value FROM json_each(?)) OR type || '/' || provider IN (SELECT value FROM json_each(?)))`, providers, providers)
  }
  if (query.minRating > 0) add('rating >= ?', query.minRating)
  if (query.maxRating < 5) add('rating <= ?', query.maxRating)
  if (query.favouritesOnly) add('favourite = 1')
  anyOf('pick', query.picks)
  anyOf('origin', query.origins)
  for (const tag of query.tagsAll) add(`number IN (${itemsOfTags} WHERE folded = ?)`, foldedName(tag))
  if (query.tagsAny.length > 0) {
    add(`number IN (${itemsOfTags} WHERE folded IN (SELECT value FROM json_each(?)))`, JSON.stringify(query.tagsAny.map(foldedName)))
  }
  if (query.untagged) add(`tags_text = ''`)
  between('created_at', query.createdAt)
  between('size_bytes', query.sizeBytes)
  between('duration_seconds', query.durationSeconds)
  between('credit_cost', query.creditCost)
  oneOf(query.aspects.map((aspect) => `(${aspectConditions[aspect]})`))
  oneOf(query.problems.map((problem) => problemConditions[problem]))
  if (query.batchId !== null) add('batch_id = ?', query.batchId)
  if (query.collectionId !== null) {
    const collection = findCollection(query.collectionId)
    if (collection === undefined) add('0')
    else if (collection.query === null) add(`number IN (${itemsOfCollection})`, query.collectionId)
    else if (depth >= deepest) add('0')
    else {
      const inner = conditionsOf(storedQuery(collection.query), findCollection, depth + 1)
      for (const condition of inner.conditions) add(condition)
      parameters.push(...inner.parameters)
    }
  }
  return { conditions, parameters }
}

/** A question that was kept; fields that came later have their defaults, and one that cannot be read any more asks for everything. */
export function storedQuery(text: string): MediaQuery {
  return mediaQuerySchema.catch(mediaQuerySchema.parse({})).parse(JSON.parse(text))
}

const itemsOfTags = 'SELECT item FROM item_tags JOIN tags ON tags.number = item_tags.tag'
/** Of a collection and of all inside it. */
const itemsOfCollection = `SELECT item FROM collection_items WHERE collection_id IN (
  WITH RECURSIVE inside (id) AS (VALUES (?) UNION SELECT collections.id FROM collections JOIN inside ON parent_id = inside.id) SELECT id FROM inside)`

/** A hair's breadth off a square is a square. */
export const aspectConditions: Record<Aspect, string> = {
  landscape: 'width > height * 1.02',
  portrait: 'height > width * 1.02',
  square: 'width <= height * 1.02 AND height <= width * 1.02',
}

export const problemConditions: Record<Problem, string> = {
  missing: 'missing = 1',
  unreadable: `file_state = 'unreadable'`,
  changed: `file_state = 'changed'`,
}

const newest = 'created_at DESC, number DESC'
const orders: Record<MediaQuery['sort'], string> = {
  newest,
  oldest: 'created_at, number',
  rating: `rating DESC, ${newest}`,
  title: 'title COLLATE NOCASE, number',
  size: `size_bytes DESC, ${newest}`,
  duration: `duration_seconds DESC, ${newest}`,
  cost: `credit_cost DESC, ${newest}`,
  manual: newest,
}
/** What lies in a collection inside has no place in its order and comes last. */
const manualOrder = `(SELECT position FROM collection_items WHERE collection_id = ? AND item = items.number) NULLS LAST, ${newest}`
