import { join } from 'node:path'
import { toAppError } from '../../src-shared/errors'
import type { Account } from '../settings'
import { apply, contextOf, told, write } from './applying'
import type { Inner } from './parts'
import type { JobRecord } from './record'
import { fetched, filed, named, undelivered } from './transitions'
import type { Step } from './transitions'

/** After so many tries a result that seems to end in the middle is kept as it is: it was paid for, and nothing better comes. */
const triesBeforeTaken = 8

/** Brings a result to disk. */
export async function download(inner: Inner, account: Account, jobId: string): Promise<void> {
  const { store, downloads, deltas, live, ending } = inner
  const job = store.job(jobId)
  if (job?.resultUrl == null || job.phase !== 'downloading') return
  try {
    const result = await downloads.fetch({
      jobId,
      url: job.resultUrl,
      endpoint: account.endpoint,
      signal: ending.signal,
      takesCutOff: job.tries >= triesBeforeTaken,
      onProgress(receivedBytes, totalBytes) {
        const fraction = totalBytes === null || totalBytes === 0 ? null : receivedBytes / totalBytes
        const known = live.get(jobId)
        if (known) known.fraction = fraction
        deltas.progressed({ id: jobId, fraction, receivedBytes, totalBytes })
      },
    })
    apply(inner, jobId, (current) => (current.phase === 'downloading' ? fetched(current, result) : { job: current }))
  } catch (thrown) {
    failed(inner, jobId, thrown)
  }
}

/** Files a result: the name is written down first, then the library renames, and its item and the job's end are one commit. */
export async function save(inner: Inner, jobId: string): Promise<void> {
  const { store, library, downloads } = inner
  const job = store.job(jobId)
  if (job?.fetched == null || job.remoteId === null || job.phase !== 'saving') return
  const { partName, kind, extension, container, sha256, sizeBytes } = job.fetched
  const facts = { ...factsOf(job, inner.clock.now()), kind, extension, container }
  try {
    if (job.itemId !== null) return await replace(inner, job, job.itemId, { sha256, sizeBytes, partPath: join(library.partsFolder(), partName) })
    const fileName = job.fileName ?? library.reserveName(facts)
    if (job.fileName === null) apply(inner, jobId, (current) => named(current, fileName))
    const partPath = join(library.partsFolder(), partName)
    let done: { before: JobRecord; step: Step } | null = null
    await library.file({ ...facts, partPath, sha256, sizeBytes }, fileName, (itemId) => {
      const before = store.job(jobId)
      if (before === null) return
      const step = filed(before, itemId, contextOf(inner))
      write(inner, before, step)
      done = { before, step }
    })
    const committed = done as { before: JobRecord; step: Step } | null
    if (committed !== null) told(inner, committed.before, committed.step)
    await downloads.forget(jobId)
  } catch (thrown) {
    failed(inner, jobId, thrown)
  }
}

/** Puts back the file of an item that had lost it. */
async function replace(inner: Inner, job: JobRecord, itemId: string, file: { partPath: string; sha256: string; sizeBytes: number }): Promise<void> {
  if (inner.library.item(itemId).missing) await inner.library.fileAgain(itemId, file)
  apply(inner, job.id, (current, context) => filed(current, itemId, context))
  await inner.downloads.forget(job.id)
}

function failed(inner: Inner, jobId: string, thrown: unknown): void {
  const error = toAppError(thrown)
  if (error.code === 'storage-failed') throw error
  if (error.code === 'internal') inner.log.error('A result could not be delivered', { job: jobId, error: thrown })
  else if (error.code !== 'canceled') inner.log.info('A result is not delivered yet', { job: jobId, code: error.code, message: error.message })
  if (error.code === 'link-expired') inner.links.expired(jobId, inner.clock.now())
  apply(inner, jobId, (current, context) => (current.status === 'running' ? undelivered(current, error, context) : { job: current }))
}

function factsOf(job: JobRecord, now: number) {
  return {
    jobId: job.id,
    batchId: job.batchId,
    accountId: job.accountId,
    sandbox: job.sandbox,
    remoteId: job.remoteId as string,
    request: job.request,
    usedProvider: job.usedProvider,
    creditCost: job.creditCost,
    canceledTooLate: job.canceledTooLate,
    createdAt: now,
  }
}
