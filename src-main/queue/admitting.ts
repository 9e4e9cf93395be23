import type { StartVerdict } from '../mayStart'
import type { Inner } from './parts'
import { isInDoubt, type JobRecord } from './record'

/** How many waiting jobs are looked at in one go. */
const page = 50

/** Whether a waiting job may be sent now. A request whose end is open is repeated whatever it costs: it may have been charged already. */
export function verdictOn({ store, spending, mayStart }: Inner, job: JobRecord): StartVerdict {
  const attempt = store.attempt(job.attemptKey)
  if (attempt !== null && isInDoubt(attempt)) return 'yes'
  return mayStart({
    jobId: job.id,
    batchId: job.batchId,
    providerKey: job.providerKey,
    sandbox: job.sandbox,
    estimatedCredits: job.estimatedCredits,
    committedCredits: (since) => spending.committedSince(job.accountId, since),
  })
}

interface Admitted {
  heads: { id: string; position: number }[]
  /** Whose price nobody states, although one is asked for. */
  unpriced: string[]
}

/** The first waiting jobs of a provider that may be sent: what waits behind one that may not, waits with it, unless that one is to be passed by. */
export function admitted(inner: Inner, accountId: string, providerKey: string, limit: number): Admitted {
  const found: Admitted = { heads: [], unpriced: [] }
  const except = inner.closedBatches()
  for (let after = -Infinity; ; ) {
    const waiting = inner.store.heads(accountId, providerKey, Math.min(limit, page), after, except)
    for (const job of inner.store.jobs(waiting.map(({ id }) => id)).toSorted((a, b) => a.position - b.position)) {
      const verdict = verdictOn(inner, job)
      if (verdict === 'no') return found
      if (verdict === 'skip') continue
      if (verdict === 'held') found.unpriced.push(job.id)
      else found.heads.push({ id: job.id, position: job.position })
      if (found.heads.length === limit) return found
    }
    if (waiting.length < Math.min(limit, page)) return found
    after = (waiting.at(-1) as { position: number }).position
  }
}
