import { openScreen } from '../shell'
import { attempt } from './attempt'
import { loadRows, rowOf } from './useRows'

/** Shows an item of the view large; its neighbours are those of the view. */
export function openItem(number: number): void {
  const row = rowOf(number)
  if (row) return openScreen({ name: 'viewer', itemId: row.id })
  attempt(async () => {
    const [loaded] = await loadRows([number])
    if (loaded) openScreen({ name: 'viewer', itemId: loaded.id })
  })
}
