import type { ErrorCode } from '../../src-shared/errors'
import { kindOfType, type Job, type JobId } from '../../src-shared/job'
import type { ItemId, MediaKind } from '../../src-shared/media'

export interface FailureGroup {
  code: ErrorCode
  ids: JobId[]
}

/** What the listed jobs came to. */
export interface Summary {
  made: number
  failed: number
  /** As the API said; running jobs count once it says so. */
  credits: number
  /** Results, the newest first. */
  latest: { id: ItemId; kind: MediaKind }[]
  /** The most frequent first. */
  failures: FailureGroup[]
}

/** Sums up finished jobs. `most` bounds the contact sheet. */
export function summarize(jobs: Iterable<Job>, most: number): Summary {
  const failures = new Map<ErrorCode, JobId[]>()
  const results: { id: ItemId; kind: MediaKind; at: number }[] = []
  const summary: Summary = { made: 0, failed: 0, credits: 0, latest: [], failures: [] }
  for (const job of jobs) {
    summary.credits += job.creditCost ?? 0
    if (job.status === 'completed') {
      summary.made += 1
      if (job.itemId !== null) results.push({ id: job.itemId, kind: kindOfType(job.request.type), at: job.finishedAt ?? 0 })
    }
    if (job.status === 'failed') {
      summary.failed += 1
      const code = job.error?.code ?? 'internal'
      failures.set(code, [...(failures.get(code) ?? []), job.id])
    }
  }
  summary.latest = results.sort((a, b) => b.at - a.at).slice(0, most).map(({ id, kind }) => ({ id, kind }))
  summary.failures = [...failures].map(([code, ids]) => ({ code, ids })).sort((a, b) => b.ids.length - a.ids.length)
  return summary
}
