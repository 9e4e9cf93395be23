import type { Job, QueueDelta, QueueState } from '../../../../src-shared/job'

let count = 0

/** A waiting job; what a test is about is given. */
export function job(facts: Partial<Job> = {}): Job {
  count += 1
  return {
    id: `job-${count}`, batchId: 'batch-1', accountId: 'account', sandbox: false, position: count, status: 'queued', phase: null, heldReason: null,
    wait: null,
    request: { type: 'VIDEO', provider: 'kling', prompt: 'A street', inputs: {}, references: [], options: {}, priority: null },
    axes: null,
    usedProvider: null, attempt: 1, remoteId: null, estimatedCredits: 12, creditCost: null, estimatedSeconds: 60, fraction: null, error: null,
    warnings: [], itemId: null, cancelRequested: false, canceledTooLate: false, createdAt: 0, startedAt: null, finishedAt: null,
    ...facts,
  }
}

const state: QueueState = {
  paused: false, pausedProviders: [], block: null, running: 0, concurrency: 2, requestsLeft: null, requestsLimit: null, requestsResetAt: null,
  submitsToday: 0, submitsPerDay: null, spentToday: 0, reservedCredits: 0, resumedJobs: 0, accountId: 'account',
}

export function delta(revision: number, facts: Partial<QueueDelta> = {}): QueueDelta {
  return { revision, jobs: [], removed: [], batches: [], state, ...facts }
}
