import { create } from 'zustand'
import type { JobId, JobProgress } from '../../src-shared/job'

interface ProgressStore {
  /** The last word on each running job; frequent, so apart from the queue's own state. */
  byId: ReadonlyMap<JobId, JobProgress>
  take: (list: JobProgress[]) => void
}

export const useProgress = create<ProgressStore>((set) => ({
  byId: new Map(),
  take: (list) =>
    set(({ byId }) => {
      const next = new Map(byId)
      for (const progress of list) next.set(progress.id, progress)
      // Forget the oldest: only what runs is ever looked up.
      for (const id of next.keys()) {
        if (next.size <= 500) break
        next.delete(id)
      }
      return { byId: next }
    }),
}))

/** How far one job is, as last announced. */
export function useJobProgress(id: JobId): JobProgress | undefined {
  return useProgress((store) => store.byId.get(id))
}
