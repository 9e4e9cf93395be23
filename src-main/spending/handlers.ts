import type { HandlersFor } from '../../src-shared/ipc'
import type { Spending } from './spending'

/** Asks where a text is to be kept, and keeps it there; false when the user thought better of it. */
type SaveText = (suggestedName: string, text: string) => Promise<boolean>

export function spendingHandlers(spending: Spending, saveText: SaveText): HandlersFor<'spending'> {
  return {
    'spending.state': () => spending.state(),
    'spending.setCap': (change) => spending.setCap(change),
    'spending.allowUnpriced': (batchIds, isAllowed) => spending.allowUnpriced(batchIds, isAllowed),
    'spending.setBalance': (change) => spending.setBalance(change),
    'spending.record': (query) => spending.record(query),
    'spending.export': (query) => saveText(`${query.purse === 'practice' ? 'practice-' : ''}spending.csv`, spending.csv(query)),
  }
}
