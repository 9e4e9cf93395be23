import { create } from 'zustand'
import type { BalanceChange, CapChange, CapState, SpendingState } from '../../src-shared/spending'
import { on, request } from '../ipc'

/** What may be spent and was, as main last told it. */
export const useSpending = create<{ state: SpendingState | null }>(() => ({ state: null }))

const take = (state: SpendingState) => useSpending.setState({ state })

/** Follows what is spent for as long as the window lives; returns how to stop. */
export function followSpending(): () => void {
  const stop = on('spending.changed', take)
  request('spending.state').then(take, (error: unknown) => console.error(error))
  return stop
}

/** Sets caps one after the other; what main answers is shown. */
export async function setCaps(changes: readonly CapChange[]): Promise<void> {
  for (const change of changes) take(await request('spending.setCap', change))
}

export async function setBalance(change: BalanceChange): Promise<void> {
  take(await request('spending.setBalance', change))
}

export async function allowUnpriced(batchId: string, isAllowed: boolean): Promise<void> {
  take(await request('spending.allowUnpriced', [batchId], isAllowed))
}

/** The cap of this kind, if there is one. */
export function capOf(state: SpendingState | null, scope: CapState['scope'], key = ''): CapState | null {
  return state?.caps.find((cap) => cap.scope === scope && cap.key === key) ?? null
}
