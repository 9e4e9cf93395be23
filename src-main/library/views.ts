import type { Collection } from '../../src-shared/collection'
import { collectionKinds } from '../../src-shared/collection'
import { problems, type MediaIds } from '../../src-shared/media'
import { aspects, everything } from '../../src-shared/mediaQuery'
import type { FacetCount, Facets, MediaOrder, MediaQuery } from '../../src-shared/mediaQuery'
import type { Reader, SqlValue } from '../storage'
import type { CollectionRow } from './changes'
import { aspectConditions, problemConditions, selection, storedQuery, type FindCollection, type Selection } from './query'

type Counts = { value: string; count: number }[]
const mostListed = 200
const mostBatches = 100

export type Views = ReturnType<typeof openViews>

/** Questions that go through the whole library: all on the reading thread. */
export function openViews(reader: Reader, findCollection: FindCollection) {
  const select = (query: MediaQuery) => selection(query, findCollection)
  const months = async (query: MediaQuery, { where, parameters }: Selection) =>
    query.sort === 'newest' || query.sort === 'oldest'
      ? reader.all<{ month: string; count: number }>(
          `SELECT month, count(*) AS count FROM items WHERE ${where} GROUP BY month ORDER BY month ${query.sort === 'newest' ? 'DESC' : 'ASC'}`,
          parameters,
        )
      : []
  const totals = async () => {
    // Each is counted along an index of its own.
    const [row] = await reader.all<{ total: number; trashed: number }>(
      `SELECT (SELECT count(*) FROM items WHERE trashed_at IS NULL) AS total, (SELECT count(*) FROM items WHERE trashed_at IS NOT NULL) AS trashed`,
    )
    return row ?? { total: 0, trashed: 0 }
  }
  const ordered = (column: string, { where, orderBy }: Selection) =>
    `SELECT json_group_array(${column}) AS list FROM (SELECT ${column} FROM items WHERE ${where} ORDER BY ${orderBy})`
  const countOf = async (query: MediaQuery): Promise<number> => {
    const { where, parameters } = select(query)
    return (await reader.all<{ count: number }>(`SELECT count(*) AS count FROM items WHERE ${where}`, parameters))[0]?.count ?? 0
  }

  return {
    async ids(query: MediaQuery): Promise<MediaIds> {
      const selected = select(query)
      const [lists, counts, byMonth] = await Promise.all([
        reader.all<{ list: string }>(ordered('id', selected), [...selected.parameters, ...selected.orderParameters]),
        totals(),
        months(query, selected),
      ])
      return { ids: JSON.parse(lists[0]?.list ?? '[]') as string[], ...counts, months: byMonth }
    },

    async order(query: MediaQuery): Promise<MediaOrder> {
      const selected = select(query)
      const [numbers, counts, byMonth] = await Promise.all([
        reader.numbers(ordered('number', selected), [...selected.parameters, ...selected.orderParameters]),
        totals(),
        months(query, selected),
      ])
      return { numbers, ...counts, months: byMonth }
    },

    async facets(query: MediaQuery): Promise<Facets> {
      /** Counts one facet under all chips but its own. */
      const counted = async (without: Partial<MediaQuery>, expression: string, rest = ''): Promise<Counts> => {
        const { where, parameters } = select({ ...query, ...without })
        return reader.all(`SELECT ${expression} AS value, count(*) AS count FROM items WHERE ${where} GROUP BY 1 ${rest}`, parameters)
      }
      const conditional = async <Value extends string>(without: Partial<MediaQuery>, conditions: Record<Value, string>, values: readonly Value[]) => {
        const { where, parameters } = select({ ...query, ...without })
        const sums = values.map((value) => `count(*) FILTER (WHERE ${conditions[value]}) AS ${value}`)
        const [row] = await reader.all<Record<string, number>>(`SELECT ${sums.join(', ')} FROM items WHERE ${where}`, parameters)
        return values.flatMap((value): FacetCount<Value>[] => (row?.[value] ? [{ value, count: row[value] }] : []))
      }
      const extent = async (without: Partial<MediaQuery>, column: string) => {
        const { where, parameters } = select({ ...query, ...without })
        const [row] = await reader.all<{ min: number | null; max: number | null }>(
          `SELECT min(${column}) AS min, max(${column}) AS max FROM items WHERE ${where}`, parameters,
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
      reader.all(
        `SELECT tags.name AS value, count(items.number) AS count FROM tags JOIN item_tags ON item_tags.tag = tags.number
         JOIN items ON items.number = item_tags.item AND trashed_at IS NULL GROUP BY tags.number ORDER BY tags.folded`,
      ),

    async duplicates(): Promise<string[][]> {
      const rows = await reader.all<{ list: string }>(
        `SELECT json_group_array(id ORDER BY number) AS list FROM items
         WHERE trashed_at IS NULL AND sha256 IN (SELECT sha256 FROM items WHERE trashed_at IS NULL AND sha256 <> '' GROUP BY sha256 HAVING count(*) > 1)
         GROUP BY sha256 ORDER BY max(number) DESC`,
      )
      return rows.map((row) => JSON.parse(row.list) as string[])
    },

    async collections(): Promise<Collection[]> {
      const rows = await reader.all<CollectionRow>('SELECT * FROM collections ORDER BY parent_id, position, id')
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

  async function tagsOf(query: MediaQuery): Promise<Facets['tags']> {
    const { where, parameters } = select(query)
    return reader.all(
      `SELECT tags.name AS value, count(*) AS count FROM item_tags JOIN tags ON tags.number = item_tags.tag
       WHERE item IN (SELECT number FROM items WHERE ${where}) GROUP BY tags.number ORDER BY count DESC, tags.folded LIMIT ${mostListed}`,
      parameters,
    )
  }

  async function batchesOf(query: MediaQuery): Promise<Facets['batches']> {
    const { where, parameters } = select(query)
    return reader.all(
      `SELECT found.batch_id AS value, found.count AS count, coalesce(batches.name, '') AS name FROM (
         SELECT batch_id, count(*) AS count, max(created_at) AS newest FROM items WHERE ${where} AND batch_id IS NOT NULL GROUP BY batch_id
       ) AS found LEFT JOIN batches ON batches.id = found.batch_id ORDER BY found.newest DESC LIMIT ${mostBatches}`,
      parameters,
    )
  }

  async function first(query: MediaQuery): Promise<string | null> {
    const { where, orderBy, parameters, orderParameters } = select(query)
    const values: SqlValue[] = [...parameters, ...orderParameters]
    return (await reader.all<{ id: string }>(`SELECT id FROM items WHERE ${where} ORDER BY ${orderBy} LIMIT 1`, values))[0]?.id ?? null
  }
}
