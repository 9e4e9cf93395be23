import { create } from 'zustand'
import type { JobId } from '../../src-shared/job'
import { nothingSelected, type Selection } from '../ui/selection'
import type { QueueFilter } from './rows'

/** A question that must be answered before jobs are touched. */
export interface Asking {
  action: 'cancel' | 'start-new' | 'adopt'
  ids: JobId[]
}

interface QueueView {
  filter: QueueFilter
  /** Batches whose jobs are hidden. */
  closed: ReadonlySet<string>
  selection: Selection
  asking: Asking | null
  toggleBatch: (id: string, open?: boolean) => void
  select: (selection: Selection) => void
}

/** What the page alone knows about the queue: what is chosen, hidden and asked. */
export const useQueueView = create<QueueView>((set) => ({
  filter: 'all',
  closed: new Set(),
  selection: nothingSelected,
  asking: null,
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
