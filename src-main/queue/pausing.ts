import { AppError } from '../../src-shared/errors'
import type { BatchPause } from '../../src-shared/job'
import type { Inner } from './parts'
import type { JobRecord } from './record'
import { isOverTolerance, toleranceAfter } from './tolerance'

/** Whether a waiting job may not be sent because the user, or a price, paused what it belongs to. */
export function isOnHold({ conditions, accounts, store }: Inner, job: Pick<JobRecord, 'batchId' | 'providerKey'>): boolean {
  const account = accounts.current()
  if (conditions.isPaused() || account === null || conditions.isProviderPaused(account, job.providerKey)) return true
  return store.batch(job.batchId)?.pause != null
}

/** @throws AppError `not-found` */
export function pauseBatch(inner: Inner, id: string): void {
  if (batchOf(inner, id).pause !== null) return
  setPause(inner, id, { reason: 'user', since: inner.clock.now(), excess: null })
}

/** Goes on, whatever it was paused for. A price that was seen and accepted pauses it no second time. @throws AppError `not-found` */
export function resumeBatch(inner: Inner, id: string): void {
  const { pause, costTolerance } = batchOf(inner, id)
  if (pause === null) return
  inner.store.transaction(() => {
    if (pause.excess !== null) inner.store.setTolerance(id, toleranceAfter(costTolerance ?? inner.costTolerance(), pause.excess))
    setPause(inner, id, null)
  })
  inner.wake()
}

/** Pauses the batch of a job that turned out dearer than is tolerated; the caller holds the transaction that writes what it cost. */
export function noteCost(inner: Inner, before: JobRecord, after: JobRecord): void {
  const { estimatedCredits, creditCost } = after
  if (creditCost === null || creditCost === before.creditCost || estimatedCredits === null) return
  const batch = inner.store.batch(after.batchId)
  if (batch === null || !isOverTolerance({ estimatedCredits, creditCost }, batch.costTolerance ?? inner.costTolerance())) return
  const known = batch.pause?.excess
  // The greatest excess is what the user has to know of.
  if (known != null && known.creditCost - known.estimatedCredits >= creditCost - estimatedCredits) return
  setPause(inner, batch.id, {
    reason: 'over-tolerance', since: batch.pause?.since ?? inner.clock.now(), excess: { jobId: after.id, estimatedCredits, creditCost },
  })
}

function setPause({ store, deltas }: Inner, id: string, pause: BatchPause | null): void {
  store.setPause(id, pause)
  deltas.batchChanged(id)
}

function batchOf({ store }: Inner, id: string) {
  const batch = store.batch(id)
  if (batch === null) throw new AppError('not-found', 'There is no such batch')
  return batch
}
