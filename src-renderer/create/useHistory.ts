import { create } from 'zustand'
import { request } from '../ipc'

/** The newest prompts that were used, for going back with the keys. */
export const useHistory = create<{ prompts: string[]; loaded: boolean }>(() => ({ prompts: [], loaded: false }))

const mostKept = 100

export function refreshHistory(): void {
  request('create.history', '', mostKept).then(
    (prompts) => useHistory.setState({ prompts, loaded: true }),
    // Without it there is only nothing to go back to.
    () => {},
  )
}
