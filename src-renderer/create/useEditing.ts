import { create } from 'zustand'
import type { JobId } from '../../src-shared/job'
import { useDrafts } from './useDrafts'

interface EditingState {
  /** The waiting job that the form shows; null: what is written becomes new jobs. */
  jobId: JobId | null
  /** What was being written before. */
  before: Pick<ReturnType<typeof useDrafts.getState>, 'type' | 'drafts'> | null
}

export const useEditing = create<EditingState>(() => ({ jobId: null, before: null }))

/** From here on the form belongs to a job that waits; what was being written is put aside. */
export function startEditing(jobId: JobId): void {
  const { type, drafts } = useDrafts.getState()
  useEditing.setState(({ before }) => ({ jobId, before: before ?? { type, drafts } }))
}

/** The form is for new jobs again, and shows what was being written before. */
export function leaveEditing(): void {
  const { before } = useEditing.getState()
  useEditing.setState({ jobId: null, before: null })
  if (before !== null) useDrafts.setState(before)
}
