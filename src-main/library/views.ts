import type { Collection } from '../../src-shared/collection'
import { collectionKinds } from '../../src-shared/collection'
import { problems, type MediaIds } from '../../src-shared/media'
import { aspects, everything } from '../../src-shared/mediaQuery'
import type { FacetCount, Facets, MediaOrder, MediaQuery, MediaShapes } from '../../src-shared/mediaQuery'
import type { Reader, SqlValue } from '../storage'
import type { CollectionRow } from './changes'
import { aspectConditions, countedItems, isTextAlone, problemConditions, selection, storedQuery, type FindCollection } from './query'
import { searchOf } from './searchText'

type Counts = { value: string; count: number }[]
const mostListed = 200
const mostBatches = 100

export type Views = ReturnType<typeof openViews>

/** The order by time, read once and kept by the reading thread: a search then sorts nothing. */
const newestFirst = `SELECT json_group_array(number) AS numbers, json_group_array(month) AS groups FROM
  (SELECT number, month FROM items INDEXED BY items_newest WHERE trashed_at IS NULL ORDER BY created_at DESC, number DESC)`

interface ViewParts {
  /** Answers what the user waits for, and nothing that takes long. */
  quick: Reader
  /** Counts. */
  slow: Reader
  findCollection: FindCollection
  /** Rises whenever items came or went, the trash included. */
  orderVersion: () => number
}

/** Questions that go through the whole library: all on reading threads. */
export function openViews({ quick, slow, findCollection, orderVersion }: ViewParts) {
  const select = (query: MediaQuery) => selection(query, findCollection)
  const trashedCount = async () =>
    (await quick.all<{ count: number }>('SELECT count(*) AS count FROM items WHERE trashed_at IS NOT NULL'))[0]?.count ?? 0
  const totalCount = async () => (await quick.all<{ count: number }>('SELECT count(*) AS count FROM items WHERE trashed_at IS NULL'))[0]?.count ?? 0
  const countOf = async (query: MediaQuery): Promise<number> => {
    const { where, parameters } = select(query)
    return (await slow.all<{ count: number }>(`SELECT count(*) AS count FROM ${countedItems(query)} WHERE ${where}`, parameters))[0]?.count ?? 0
  }
  /** Which items a question finds, in no order. */
  const setOf = (query: MediaQuery): { sql: string | null; parameters: SqlValue[] } => {
    const { where, parameters } = select(query)
    if (!isTextAlone(query)) return { sql: `SELECT json_group_array(number) AS list FROM ${countedItems(query)} WHERE ${where}`, parameters }
    const { wanted, excluded } = searchOf(query.text)
    if (wanted === null && excluded === null) return { sql: null, parameters: [] }
    // What is in the trash is left out by the order itself.
    return wanted !== null
      ? {
          sql: 'SELECT json_group_array(rowid) AS list FROM item_search WHERE item_search MATCH ?',
          parameters: [excluded === null ? wanted : `(${wanted}) NOT (${excluded})`],
        }
      : { sql: `SELECT json_group_array(number) AS list FROM ${countedItems(query)} WHERE ${where}`, parameters }
  }

  const views = {
    /** As `order`, with ids in place of numbers. */
    async ids(query: MediaQuery): Promise<MediaIds> {
      const { where, orderBy, parameters, orderParameters } = select(query)
      const [{ numbers: _numbers, ...rest }, lists] = await Promise.all([
        views.order(query),
        quick.all<{ list: string }>(`SELECT json_group_array(id) AS list FROM (SELECT id FROM items WHERE ${where} ORDER BY ${orderBy})`, [
          ...parameters, ...orderParameters,
        ]),
      ])
      return { ids: JSON.parse(lists[0]?.list ?? '[]') as string[], ...rest }
    },

    async order(query: MediaQuery): Promise<MediaOrder> {
      const isByTime = query.sort === 'newest' || query.sort === 'oldest' || (query.sort === 'manual' && query.collectionId === null)
      if (isByTime && !query.trashed) {
        const isReversed = query.sort === 'oldest'
        const [found, trashed] = await Promise.all([
          quick.order({ version: orderVersion(), baseSql: newestFirst, ...setOf(query), isReversed }),
          trashedCount(),
        ])
        return { numbers: found.numbers, total: found.total, trashed, months: found.groups.map(({ group, count }) => ({ month: group, count })) }
      }
      const { where, orderBy, parameters, orderParameters } = select(query)
      const [numbers, total, trashed, months] = await Promise.all([
        quick.numbers(`SELECT json_group_array(number) AS list FROM (SELECT number FROM items WHERE ${where} ORDER BY ${orderBy})`, [
          ...parameters, ...orderParameters,
        ]),
        totalCount(),
        trashedCount(),
        isByTime
          ? quick.all<{ month: string; count: number }>(
              `SELECT month, count(*) AS count FROM items WHERE ${where} GROUP BY month ORDER BY month ${query.sort === 'oldest' ? 'ASC' : 'DESC'}`, parameters,
            )
          : [],
      ])
      return { numbers, total, trashed, months }
    },

    async shapes(): Promise<MediaShapes> {
      const ofAll = (value: string) => slow.numbers(`SELECT json_group_array(${value}) AS list FROM (SELECT number, width, height FROM items ORDER BY number)`)
      const [numbers, shapes] = await Promise.all([ofAll('number'), ofAll('CASE WHEN height > 0 THEN coalesce(width, 0) * 1000 / height ELSE 0 END')])
      // An item filed between the two questions has the highest number: it is the last of one of them.
      const count = Math.min(numbers.length, shapes.length)
      return { numbers: numbers.slice(0, count), shapes: shapes.slice(0, count) }
    },

    async facets(query: MediaQuery): Promise<Facets> {
      /** Counts one facet under all chips but its own. */
      const counted = async (without: Partial<MediaQuery>, expression: string, rest = ''): Promise<Counts> => {
        const { where, parameters } = select({ ...query, ...without })
        return slow.all(`SELECT ${expression} AS value, count(*) AS count FROM ${countedItems({ ...query, ...without })} WHERE ${where} GROUP BY 1 ${rest}`, parameters)
      }
      const conditional = async <Value extends string>(without: Partial<MediaQuery>, conditions: Record<Value, string>, values: readonly Value[]) => {
        const { where, parameters } = select({ ...query, ...without })
        const sums = values.map((value) => `count(*) FILTER (WHERE ${conditions[value]}) AS ${value}`)
        const [row] = await slow.all<Record<string, number>>(`SELECT ${sums.join(', ')} FROM ${countedItems({ ...query, ...without })} WHERE ${where}`, parameters)
        return values.flatMap((value): FacetCount<Value>[] => (row?.[value] ? [{ value, count: row[value] }] : []))
      }
      const extent = async (without: Partial<MediaQuery>, column: string) => {
        const { where, parameters } = select({ ...query, ...without })
        const [row] = await slow.all<{ min: number | null; max: number | null }>(
          `SELECT min(${column}) AS min, max(${column}) AS max FROM ${countedItems({ ...query, ...without })} WHERE ${where}`, parameters,
        )
        return row && row.min !== null && row.max !== null ? { min: row.min, max: row.max } : null
      }
      const open = everything.createdAt
      const named = (rows: Counts) => rows.filter((row) => row.value !== null)
      const mostUsed = `ORDER BY count DESC, value LIMIT ${mostListed}`
      return {
        total: await countOf(query),
        kinds: await counted({ kinds: [] }, 'kind'),
        types: named(await counted({ types: [] }, 'type')),
        providers: named(await counted({ providers: [] }, `coalesce(type || '/' || provider, provider)`, mostUsed)),
        ratings: (await counted({ minRating: 0, maxRating: 5 }, 'rating')).map(({ value, count }) => ({ value: Number(value), count })),
        picks: (await counted({ picks: [] }, 'pick')) as Facets['picks'],
        origins: (await counted({ origins: [] }, 'origin')) as Facets['origins'],
        aspects: await conditional({ aspects: [] }, aspectConditions, aspects),
        problems: await conditional({ problems: [] }, problemConditions, problems),
        tags: await tagsOf({ ...query, tagsAll: [], tagsAny: [], untagged: false }),
        batches: await batchesOf({ ...query, batchId: null }),
        sizeBytes: await extent({ sizeBytes: open }, 'size_bytes'),
        durationSeconds: await extent({ durationSeconds: open }, 'duration_seconds'),
        creditCost: await extent({ creditCost: open }, 'credit_cost'),
      }
    },

    tags: (): Promise<FacetCount<string>[]> =>
      slow.all(
        // The few in the trash are looked up, not the many that are not.
        `SELECT tags.name AS value, count(*) AS count FROM tags JOIN item_tags ON item_tags.tag = tags.number
         WHERE item NOT IN (SELECT number FROM items WHERE trashed_at IS NOT NULL) GROUP BY tags.number ORDER BY tags.folded`,
      ),

    async duplicates(): Promise<string[][]> {
      const rows = await slow.all<{ list: string }>(
        `SELECT json_group_array(items.id ORDER BY items.number) AS list
         FROM (SELECT sha256 FROM items INDEXED BY items_by_hash WHERE sha256 <> '' GROUP BY sha256 HAVING count(*) > 1) AS several
         JOIN items ON items.sha256 = several.sha256 AND items.sha256 <> '' AND trashed_at IS NULL
         GROUP BY items.sha256 HAVING count(*) > 1 ORDER BY max(items.number) DESC`,
      )
      return rows.map((row) => JSON.parse(row.list) as string[])
    },

    async collections(): Promise<Collection[]> {
      const rows = await slow.all<CollectionRow>('SELECT * FROM collections ORDER BY parent_id, position, id')
      const described: Collection[] = []
      for (const row of rows) {
        const query = row.query === null ? null : storedQuery(row.query)
        const inside: MediaQuery = query ?? { ...everything, collectionId: row.id, sort: 'manual' }
        described.push({
          id: row.id,
          kind: collectionKinds.find((kind) => kind === row.kind) ?? 'manual',
          name: row.name,
          parentId: row.parent_id,
          query,
          count: await countOf(inside),
          coverId: await first(inside),
        })
      }
      return described
    },
  }

  return views

  async function tagsOf(query: MediaQuery): Promise<Facets['tags']> {
    const { where, parameters } = select(query)
    return slow.all(
      `SELECT tags.name AS value, count(*) AS count FROM item_tags JOIN tags ON tags.number = item_tags.tag
       WHERE item IN (SELECT number FROM ${countedItems(query)} WHERE ${where}) GROUP BY tags.number ORDER BY count DESC, tags.folded LIMIT ${mostListed}`,
      parameters,
    )
  }

  async function batchesOf(query: MediaQuery): Promise<Facets['batches']> {
    const { where, parameters } = select(query)
    return slow.all(
      `SELECT found.batch_id AS value, found.count AS count, coalesce(batches.name, '') AS name FROM (
         SELECT batch_id, count(*) AS count, max(created_at) AS newest FROM ${countedItems(query)} WHERE ${where} AND batch_id IS NOT NULL GROUP BY batch_id
       ) AS found LEFT JOIN batches ON batches.id = found.batch_id ORDER BY found.newest DESC LIMIT ${mostBatches}`,
      parameters,
    )
  }

  async function first(query: MediaQuery): Promise<string | null> {
    const { where, orderBy, parameters, orderParameters } = select(query)
    const values: SqlValue[] = [...parameters, ...orderParameters]
    return (await slow.all<{ id: string }>(`SELECT id FROM items WHERE ${where} ORDER BY ${orderBy} LIMIT 1`, values))[0]?.id ?? null
  }
}
