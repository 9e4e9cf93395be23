import type { ItemId } from '../../../src-shared/media'
import { openScreen } from '../../shell'
import { attempt } from '../attempt'
import { loadRows } from '../useRows'

/** As many as can be looked at side by side. */
export const compareMost = 4

/** Shows two to four items side by side. */
export function openComparison(targets: Int32Array | readonly ItemId[]): void {
  if (targets.length < 2 || targets.length > compareMost) return
  attempt(async () => {
    const rows = await loadRows([...targets])
    if (rows.length >= 2) openScreen({ name: 'compare', itemIds: rows.map((row) => row.id) })
  })
}
