import { create } from 'zustand'
import type { JobId } from '../../src-shared/job'
import { nothingSelected, type Selection } from '../ui/selection'
import type { QueueFilter } from './rows'

/** A question that must be answered before jobs are touched. */
export interface Asking {
  action: 'cancel' | 'start-new' | 'adopt' | 'duplicate'
  ids: JobId[]
}

interface QueueView {
  filter: QueueFilter
  /** Batches whose jobs are hidden. */
  closed: ReadonlySet<string>
  selection: Selection
  asking: Asking | null
  /** The batch whose budget and hours are looked at. */
  terms: string | null
  /** What may be spent is looked at. */
  budgetOpen: boolean
  /** What stands beside the table while no job is chosen: the last night, or what the list came to; null: what there is. */
  beside: 'night' | 'list' | null
  toggleBatch: (id: string, open?: boolean) => void
  select: (selection: Selection) => void
}

/** What the page alone knows about the queue: what is chosen, hidden and asked. */
export const useQueueView = create<QueueView>((set) => ({
  filter: 'all',
  closed: new Set(),
  selection: nothingSelected,
  asking: null,
  terms: null,
  budgetOpen: false,
  beside: null,
  toggleBatch: (id, open) =>
    set(({ closed }) => {
      const next = new Set(closed)
      const show = open ?? next.has(id)
      if (show) next.delete(id)
      else next.add(id)
      return { closed: next }
    }),
  select: (selection) => set({ selection }),
}))
