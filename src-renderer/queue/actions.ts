import { isFinal, type Job, type JobId } from '../../src-shared/job'

/** Everything that can be done with jobs, in the order in which it is offered. */
export const jobActions = [
  'open', 'adopt', 'ask-again', 'start-new', 'retry', 'retry-new-seed', 'cancel', 'move-front', 'move-up', 'move-down', 'move-back',
  'edit', 'duplicate', 'terms', 'template', 'copy-details', 'clear',
] as const
/** The account that jobs are sent to right now. */
export interface AccountInUse {
  id: string
  sandbox: boolean
}

export type JobAction = (typeof jobActions)[number]

/** Held because nobody knows whether the request was carried out: the same key can be sent again for free. */
const askable = new Set(['outcome-unknown', 'unknown-status', 'forgotten-by-server'])

/**
 * Whether a job of another account can be handed to the one in use: what waits, and what an account has accepted (main asks with the
 * key in use, and leaves what that does not know). Nothing goes from an account to practice mode.
 */
function isAdoptable(job: Job, account: AccountInUse | null): boolean {
  if (account === null || account.sandbox || job.accountId === account.id) return false
  if (job.status === 'queued' || job.heldReason === 'price-unknown') return true
  const isLost = job.heldReason === 'forgotten-by-server' || job.heldReason === 'unknown-status'
  return (job.status === 'running' || isLost) && job.remoteId !== null && !job.sandbox
}

/** Whether an action makes sense for one job. The key's lifetime is over once it is `key-expired`: asking again would be refused. */
function canDo(action: JobAction, job: Job, account: AccountInUse | null): boolean {
  switch (action) {
    case 'open':
      return job.itemId !== null
    case 'adopt':
      return isAdoptable(job, account)
    case 'ask-again':
      return job.status === 'held' && job.heldReason !== null && askable.has(job.heldReason)
    case 'start-new':
      return job.status === 'held' && job.heldReason !== 'damaged-record'
    case 'retry':
    case 'retry-new-seed':
      return job.status === 'failed' || job.status === 'canceled'
    case 'cancel':
      return !isFinal(job.status) && !job.cancelRequested
    case 'move-front':
    case 'move-up':
    case 'move-down':
    case 'move-back':
      return job.status === 'queued'
    case 'edit':
      // What went out once is what was asked for; only its repetition is left.
      return job.attempt === 0 && (job.status === 'queued' || job.heldReason === 'price-unknown')
    case 'duplicate':
    case 'template':
    case 'copy-details':
      return true
    case 'terms':
      return job.status === 'queued' || job.status === 'held'
    case 'clear':
      return isFinal(job.status)
  }
}

/** Actions that are about one job only. */
const single = new Set<JobAction>(['open', 'edit', 'template'])

/** What can be done with the chosen jobs, and with which of them. An action stands when at least one of them allows it. */
export function actionsFor(jobs: readonly Job[], account: AccountInUse | null): Map<JobAction, JobId[]> {
  const found = new Map<JobAction, JobId[]>()
  for (const action of jobActions) {
    if (single.has(action) && jobs.length !== 1) continue
    // Terms are a batch's: of several batches there is no one to set.
    if (action === 'terms' && new Set(jobs.map((job) => job.batchId)).size !== 1) continue
    const ids = jobs.filter((job) => canDo(action, job, account)).map((job) => job.id)
    if (ids.length > 0) found.set(action, ids)
  }
  return found
}

/** What new attempts of these jobs may cost together; null when the price of one is not known. */
export function possibleCost(jobs: readonly Job[]): number | null {
  let sum = 0
  for (const job of jobs) {
    if (job.estimatedCredits === null) return null
    sum += job.estimatedCredits
  }
  return sum
}
