import { create } from 'zustand'

/** Which result the inspector shows: the job it came from. */
export const useResults = create<{ selected: string | null }>(() => ({ selected: null }))

export function selectResult(jobId: string | null): void {
  useResults.setState({ selected: jobId })
}
