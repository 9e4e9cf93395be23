import type { PollResult } from '../api'
import type { Inner } from './parts'
import { finalStatus, type JobRecord } from './record'
import type { RefundCheck } from './refunds'
import type { Step } from './transitions'

/** Notes a job that ended without a result although it was charged; the caller holds the transaction that ends it. */
export function noteCharged({ refunds, clock }: Inner, before: JobRecord, { job, spending }: Step): void {
  const status = finalStatus(job)
  if ((status !== 'failed' && status !== 'canceled') || finalStatus(before) !== null) return
  if (before.attemptKey === null || job.remoteId === null || spending?.state !== 'settled' || spending.cost === 0) return
  refunds.add(job.accountId, { key: before.attemptKey, jobId: job.id, remoteId: job.remoteId, endedAt: clock.now() })
}

/** Takes over what a look at these told: the record of what was spent follows the API, and so does the job while it is still about that attempt. */
export function takeRefunds({ store, refunds, spending, deltas }: Inner, checks: readonly RefundCheck[], results: ReadonlyMap<string, PollResult>): void {
  store.transaction(() => {
    for (const check of checks) {
      const result = results.get(check.remoteId)
      const cost = result?.kind === 'found' ? result.generation.creditCost : null
      const job = store.job(check.jobId)
      if (cost !== null) spending.settle(check.key, 'settled', cost)
      if (cost !== null && job !== null && job.remoteId === check.remoteId && job.creditCost !== cost) {
        store.saveJob({ ...job, creditCost: cost })
        deltas.jobsChanged([job.id])
      }
      refunds.looked(check, cost === 0 || result?.kind === 'missing')
    }
  })
}
