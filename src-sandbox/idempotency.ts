import type { KeyRecord } from './account'
import type { StoredAnswer } from './journal'
import type { IdempotencyManner } from './settings'

export type KeyDecision =
  | { act: 'execute' }
  /** The key was charged but its answer lost in a crash: give the same generations again without charging. */
  | { act: 'recall'; generationIds: string[] }
  | { act: 'replay'; answer: StoredAnswer }
  | { act: 'refuse'; status: 409 | 422; message: string }
  /** Forget what was stored, then execute. */
  | { act: 'restart' }

interface Situation {
  manner: IdempotencyManner
  lifetimeSeconds: number
  nowMs: number
  bodySha256: string
  record: KeyRecord | undefined
  inProgress: boolean
  /** Whether a generation made under this key has failed since. */
  generationFailed: boolean
}

/** What to do with a request that carries a key. Pure. */
export function decideKey(situation: Situation): KeyDecision {
  const { manner, record } = situation
  if (manner === 'none') return { act: 'execute' }
  if (situation.inProgress) return { act: 'refuse', status: 409, message: 'A request with this Idempotency-Key is still in progress' }
  if (!record) return { act: 'execute' }
  if (situation.nowMs - record.firstUsedMs > situation.lifetimeSeconds * 1_000) return { act: 'restart' }
  if (record.bodySha256 !== situation.bodySha256) {
    return { act: 'refuse', status: 422, message: 'This Idempotency-Key was used with a different request body' }
  }
  if (manner === 'reexecute-failed' && situation.generationFailed) return { act: 'restart' }
  if (record.answer === null) return { act: 'recall', generationIds: record.generationIds }
  if (record.failed && manner !== 'replay-all') {
    return record.generationIds.length > 0 ? { act: 'recall', generationIds: record.generationIds } : { act: 'restart' }
  }
  return { act: 'replay', answer: record.answer }
}
