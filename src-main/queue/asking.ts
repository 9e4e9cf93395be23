import { toAppError } from '../../src-shared/errors'
import { applyAll, apply } from './applying'
import { backoff } from './backoff'
import type { Inner } from './parts'
import type { Account } from '../settings'
import { takeRefunds } from './refunding'
import { cancelAnswered, polled } from './transitions'

/** Asks in one request what became of these jobs, and of refunds that are due, and writes down in one transaction what changed. */
export async function poll(inner: Inner, account: Account, jobIds: readonly string[], asksForRefunds: boolean): Promise<void> {
  const { store, api, conditions, deltas, log, refunds, clock } = inner
  const jobs = store.jobs(jobIds).filter((job) => job.remoteId !== null && job.status === 'running')
  const checks = asksForRefunds ? refunds.due(account.id, clock.now()) : []
  if (jobs.length + checks.length === 0) return
  try {
    const results = await api.poll(account, [...jobs.map((job) => job.remoteId as string), ...checks.map(({ remoteId }) => remoteId)], inner.ending.signal)
    conditions.answered(account)
    const byRemoteId = new Map(results.map((result) => [result.id, result]))
    const changing = jobs.filter((job) => {
      const result = byRemoteId.get(job.remoteId as string)
      if (result?.kind === 'found') noteProgress(inner, job.id, result.generation.fraction)
      if (result?.kind === 'error') log.warn('An answer was not understood', { job: job.id, code: result.error.code, evidence: result.evidence })
      return result !== undefined
    })
    applyAll(inner, changing.map((job) => job.id), (job, context) => {
      const result = byRemoteId.get(job.remoteId ?? '')
      return result === undefined ? { job } : polled(job, result, context)
    })
    if (checks.length > 0) takeRefunds(inner, checks, byRemoteId)
  } catch (thrown) {
    conditions.failed(account, toAppError(thrown))
    refunds.postpone(checks, clock.now())
  }
  deltas.stateChanged()
}

function noteProgress({ live, deltas }: Inner, jobId: string, fraction: number | null): void {
  const known = live.get(jobId)
  // What goes backwards at the server does not here.
  if (fraction === null || known === undefined || fraction <= (known.fraction ?? 0)) return
  known.fraction = fraction
  deltas.progressed({ id: jobId, fraction })
}

/** Asks the API to stop a generation; only a poll tells what came of it. */
export async function cancelRemotely(inner: Inner, account: Account, jobId: string): Promise<void> {
  const { store, api, conditions, clock, live } = inner
  const job = store.job(jobId)
  const known = live.get(jobId)
  if (job?.remoteId == null || known === undefined) return
  try {
    const agreed = await api.cancel(account, job.remoteId)
    conditions.answered(account)
    known.cancelTries++
    known.cancelAt = agreed ? Infinity : clock.now() + backoff(known.cancelTries, inner.random(), 10_000)
    apply(inner, jobId, cancelAnswered)
  } catch (thrown) {
    known.cancelTries++
    known.cancelAt = clock.now() + backoff(known.cancelTries, inner.random())
    conditions.failed(account, toAppError(thrown))
    inner.deltas.stateChanged()
  }
}

/** Asks whether the endpoint is back. */
export async function probe({ api, conditions, deltas }: Inner, account: Account): Promise<void> {
  try {
    await api.probe(account)
    conditions.answered(account)
  } catch (thrown) {
    conditions.failed(account, toAppError(thrown))
  }
  deltas.stateChanged()
}
