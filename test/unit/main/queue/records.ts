import { AppError, type ErrorCode } from '../../../../src-shared/errors'
import type { Generation } from '../../../../src-main/api'
import type { AttemptRecord, JobRecord } from '../../../../src-main/queue/record'
import type { Context } from '../../../../src-main/queue/transitions'
import { request } from './requests'

export const now = Date.parse('2026-11-23T08:00:00Z')
export const hour = 3_600_000
export const context: Context = { now, random: 0.3141593, keyLifetimeMilliseconds: 24 * hour }

export function jobRecord(change: Partial<JobRecord> = {}): JobRecord {
  return {
    id: 'job', batchId: 'batch', accountId: 'key-test', sandbox: false, position: 1, status: 'queued', phase: null, heldReason: null, wait: null,
    request: request(), axes: null, usedProvider: 'flux-dev', attempt: 0, remoteId: null, estimatedCredits: 2, creditCost: null, estimatedSeconds: 10, fraction: null,
    error: null, warnings: [], itemId: null, cancelRequested: false, canceledTooLate: false, createdAt: now - hour, startedAt: null, finishedAt: null,
    providerKey: 'IMAGE/flux-dev', attemptKey: null, nextAt: 0, tries: 0, acceptedAt: null, unclearSince: null, resultUrl: null, fetched: null,
    fileName: null, cleared: false, ...change,
  }
}

export const submitting = (change: Partial<JobRecord> = {}) =>
  jobRecord({ status: 'running', phase: 'submitting', attempt: 1, attemptKey: 'key', startedAt: now, ...change })
export const generating = (change: Partial<JobRecord> = {}) =>
  submitting({ phase: 'generating', remoteId: 'g1', acceptedAt: now - 5_000, ...change })

export function attemptRecord(change: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    key: 'key', jobId: 'job', number: 1, accountId: 'key-test', body: ['{}'], bodySha256: '00', createdAt: now, firstSentAt: now, sends: 1, isOpen: false, unknown: false,
    answer: null, sameAnswers: 0, refusal: null, refusals: 0, remoteId: null, outcome: null, evidence: null, ...change,
  }
}

export function generation(change: Partial<Generation> = {}): Generation {
  return {
    id: 'g1', status: 'working', statusText: 'PROCESSING', provider: 'flux-dev', url: null, creditCost: null, estimatedSeconds: 10, fraction: 0.4,
    errorCode: null, errorMessage: null, workedSeconds: null, ...change,
  }
}

export const failure = (code: ErrorCode) => new AppError(code, code)
