import { randomUUID } from 'node:crypto'
import { AppError } from '../../src-shared/errors'
import type { Batch, JobAxes, JobId, JobRequest } from '../../src-shared/job'
import type { CostTolerance } from '../../src-shared/money'
import type { BatchTerms } from '../../src-shared/night'
import { chunked, turn } from './chunks'
import type { Inner } from './parts'
import { providerKeyOf } from './record'
import type { NewJob } from './store'

/** Rows written in one go: a commit of so many stays far under the 8 ms that a call may hold the process. */
const mostPerTransaction = 60

export interface Enqueued {
  batchName: string
  jobs: readonly JobRequest[]
  first: boolean
  /** Where each job stands in the matrix that they make together; left out: they are a list. */
  axes?: readonly JobAxes[]
  terms?: BatchTerms | undefined
  /** Left out: as the settings say. */
  costTolerance?: CostTolerance | null | undefined
}

/**
 * Persists a batch. Its rows are written in several small commits and the batch is opened by the last one, so that a crash in the middle
 * leaves all or nothing.
 *
 * @throws AppError `no-key` without an account, `storage-failed` when nothing can be kept: then nothing was queued.
 */
export async function enqueue(inner: Inner, { batchName, jobs, first, axes, terms, costTolerance = null }: Enqueued): Promise<JobId[]> {
  const { store, models, accounts, deltas, clock } = inner
  const account = accounts.current()
  if (account === null) throw new AppError('no-key', 'There is no account that could pay for it')
  const batch: Batch = {
    id: randomUUID(), name: batchName, kind: axes ? 'matrix' : 'list', accountId: account.id, createdAt: clock.now(), pause: null, costTolerance,
  }
  const ids: JobId[] = jobs.map(() => randomUUID())
  store.insertBatch(batch, false)
  const place = inner.places.take(jobs.length, first)
  let written = 0
  for (const chunk of chunked(jobs, mostPerTransaction)) {
    const rows = chunk.map((request, index): NewJob => {
      const providerKey = providerKeyOf(request)
      const model = models.find(account.id, providerKey)
      return {
        id: ids[written + index] as string,
        position: place + written + index,
        providerKey,
        request: JSON.stringify(request),
        axes: axes ? JSON.stringify(axes[written + index]) : null,
        provider: request.provider,
        estimatedCredits: model?.creditCost ?? null,
        estimatedSeconds: model?.estimatedSeconds ?? null,
      }
    })
    store.insertJobs(batch, account.kind === 'sandbox', rows)
    written += chunk.length
    await turn()
  }
  if (terms !== undefined) inner.keepTerms(batch.id, terms)
  store.openBatch(batch.id)
  deltas.batchChanged(batch.id)
  deltas.jobsChanged(ids)
  return ids
}
