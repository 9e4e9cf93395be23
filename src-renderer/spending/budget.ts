import type { CapChange, SpendingState } from '../../src-shared/spending'

/** What is typed into the budget, before it is set; null: no cap. */
export interface BudgetDraft {
  night: number | null
  day: number | null
  /** By `TYPE/id`. */
  models: ReadonlyMap<string, number | null>
  balance: number | null
  warnBelow: number | null
}

export function draftOf(state: SpendingState): BudgetDraft {
  const creditsOf = (scope: 'night' | 'day') => state.caps.find((cap) => cap.scope === scope)?.credits ?? null
  return {
    night: creditsOf('night'),
    day: creditsOf('day'),
    models: new Map(state.caps.filter((cap) => cap.scope === 'provider').map((cap) => [cap.key, cap.credits])),
    balance: state.balance?.credits ?? null,
    warnBelow: state.balance?.warnBelow ?? null,
  }
}

/** What has to be set for the caps to become what is typed; what is the same is left alone, so that it is not counted anew. */
export function capChanges(state: SpendingState, draft: BudgetDraft): CapChange[] {
  const before = draftOf(state)
  const changes: CapChange[] = []
  for (const scope of ['night', 'day'] as const) {
    if (draft[scope] !== before[scope]) changes.push({ scope, key: '', credits: draft[scope] })
  }
  for (const [key, credits] of draft.models) {
    if (credits !== (before.models.get(key) ?? null)) changes.push({ scope: 'provider', key, credits })
  }
  return changes
}

/** Whether the balance that is typed is another one than the one that was entered. */
export function isBalanceNew(state: SpendingState, draft: BudgetDraft): boolean {
  const before = draftOf(state)
  return draft.balance !== before.balance || draft.warnBelow !== before.warnBelow
}
