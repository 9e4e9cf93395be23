import { AppError, toAppError } from '../../src-shared/errors'
import type { Adoption, JobId } from '../../src-shared/job'
import type { Account } from '../settings'
import { applyAll } from './applying'
import { chunked, turn } from './chunks'
import type { Inner } from './parts'
import type { JobRecord } from './record'
import { adopted, adoptionOf, type Adopter } from './transitions'

const mostPerTransaction = 40

/**
 * Hands jobs of another account to the one in use. What has been made already is asked about with the new key first, and only what that key is
 * told of changes hands: the rest would be forgotten there, while its own account may still know it.
 *
 * @throws AppError `no-key`, `not-possible-now` where none of them can change hands, and what asking throws.
 */
export async function adopt(inner: Inner, ids: readonly JobId[]): Promise<Adoption> {
  const { store, accounts, models, deltas } = inner
  const account = accounts.current()
  if (account === null) throw new AppError('no-key', 'No account is in use')
  if (account.kind === 'sandbox') throw new AppError('not-possible-now', 'Jobs of an account are not practice')
  const result: Adoption = { adopted: 0, left: 0 }
  for (const chunk of chunked(ids, mostPerTransaction)) {
    const foreign = store.jobs(chunk).filter((job) => job.accountId !== account.id)
    const ways = foreign.map((job) => ({ job, way: adoptionOf(job, store.attempt(job.attemptKey), adopterFor(inner, account, job)) }))
    const known = await knownTo(inner, account, ways.flatMap(({ job, way }) => (way === 'when-known' ? [job] : [])))
    if (accounts.current()?.id !== account.id) throw new AppError('not-possible-now', 'Another account is in use by now')
    const handed = ways.flatMap(({ job, way }) => (way === 'at-once' || known.has(job.id) ? [job.id] : []))
    applyAll(inner, handed, (job) => {
      const model = models.find(account.id, job.providerKey)
      const price = { estimatedCredits: model?.creditCost ?? null, estimatedSeconds: model?.estimatedSeconds ?? null }
      return adopted(job, store.attempt(job.attemptKey), adopterFor(inner, account, job), price)
    })
    result.adopted += handed.length
    result.left += foreign.length - handed.length
    await turn()
  }
  deltas.stateChanged()
  inner.wake()
  if (result.adopted === 0 && result.left > 0) throw new AppError('not-possible-now', 'None of them can change hands')
  return result
}

function adopterFor({ store }: Inner, account: Account, job: JobRecord): Adopter {
  const own = store.account(job.accountId)
  // Of an account that was not used for long only its host was written down; asking is what decides then.
  const isSameEndpoint = own !== null && (own.endpoint === null ? own.host === account.host : own.endpoint === account.endpoint)
  return { id: account.id, sandbox: account.kind === 'sandbox', isSameEndpoint }
}

/** Those of the jobs whose generation the account's key is told of. */
async function knownTo({ api, conditions, deltas, ending }: Inner, account: Account, jobs: readonly JobRecord[]): Promise<ReadonlySet<JobId>> {
  if (jobs.length === 0) return new Set()
  try {
    const results = await api.poll(account, jobs.map((job) => job.remoteId as string), ending.signal)
    const found = new Set(results.flatMap((result) => (result.kind === 'found' ? [result.id] : [])))
    return new Set(jobs.filter((job) => found.has(job.remoteId as string)).map((job) => job.id))
  } catch (thrown) {
    const error = toAppError(thrown)
    conditions.failed(account, error)
    deltas.stateChanged()
    throw error
  }
}
