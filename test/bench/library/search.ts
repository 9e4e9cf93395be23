import { openViews } from '../../../src-main/library/views'
import { searchOf } from '../../../src-main/library/searchText'
import { openReader, type Database } from '../../../src-main/storage'
import { everything } from '../../../src-shared/mediaQuery'
import { atMost, table, type Bar } from '../report'
import { measured, p95 } from './measure'

/** As somebody types: short beginnings, whole words, several, another script, one left out. */
const typed = ['f', 'fo', 'fox', 'red f', 'red fox', 'neon ra', 'neon rain', 'lighthouse fog', '夜の街', 'robot -neon', 'seen from above', 'wolf studio']

/** From the last key to the answer in main, against the question itself, asked of the same database in order of time. */
export async function benchSearch(database: Database, rounds: number): Promise<Bar[]> {
  const [quick, slow] = [openReader(database), openReader(database)]
  const views = openViews({ quick, slow, findCollection: () => undefined, orderVersion: () => 0 })
  await views.order(everything)
  const ours: number[] = []
  const raw: number[] = []
  const rows: string[][] = []
  for (const text of typed) {
    const { wanted, excluded } = searchOf(text)
    const match = excluded === null ? wanted! : `(${wanted}) NOT (${excluded})`
    let found = 0
    // In turns, so that both meet the same weather.
    const [mine, theirs] = await measured(rounds, [
      async () => {
        found = (await views.order({ ...everything, text })).numbers.length
      },
      async () =>
        void database.all(
          `SELECT json_group_array(number) FROM (SELECT items.number FROM item_search JOIN items ON items.number = item_search.rowid
           WHERE item_search MATCH ? AND trashed_at IS NULL ORDER BY created_at DESC, items.number DESC)`,
          [match],
        ),
    ])
    ours.push(...mine!)
    raw.push(...theirs!)
    rows.push([text, String(found), p95(mine!).toFixed(1), p95(theirs!).toFixed(1)])
  }
  table(['search', 'found', 'answer p95 ms', 'raw p95 ms'], rows)
  await Promise.all([quick.close(), slow.close()])
  return [atMost('search, last key to answer, p95 / raw FTS query', p95(ours) / p95(raw), 2)]
}
