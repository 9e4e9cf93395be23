import { bigramsOf } from './searchText'
import { inSlices } from './slices'
import type { Store } from './store'

const rowsAtOnce = 200

/** Makes what search needs for items that were filed before it was kept. */
export async function backfillBigrams(store: Store): Promise<void> {
  for (let rows = store.withoutBigrams(rowsAtOnce); rows.length > 0; rows = store.withoutBigrams(rowsAtOnce)) {
    await inSlices(rows, (piece) => {
      store.together(() => {
        for (const row of piece) store.setBigrams(row.number, bigramsOf(row.title, row.prompt, row.note, row.tags_text))
      })
    })
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}
