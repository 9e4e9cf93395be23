import { canonicalBodySchema } from '../api'
import type { SqlValue } from '../storage'
import type { Fetched } from '../downloads'
import type { ErrorFacts } from '../../src-shared/errors'
import { jobRequestSchema, type Batch, type HeldReason, type Job, type JobAxes, type JobPhase, type JobStatus, type JobWait } from '../../src-shared/job'
import type { AttemptOutcome, AttemptRecord, JobRecord } from './record'

export interface JobRow {
  id: string
  batch_id: string
  account_id: string
  sandbox: number
  position: number
  provider_key: string
  status: JobStatus
  phase: JobPhase | null
  held_reason: HeldReason | null
  wait: string | null
  request: string
  axes: string | null
  used_provider: string | null
  attempt: number
  attempt_key: string | null
  remote_id: string | null
  estimated_credits: number | null
  credit_cost: number | null
  estimated_seconds: number | null
  fraction: number | null
  error: string | null
  warnings: string
  item_id: string | null
  cancel_requested: number
  canceled_too_late: number
  created_at: number
  started_at: number | null
  finished_at: number | null
  next_at: number
  tries: number
  accepted_at: number | null
  unclear_since: number | null
  result_url: string | null
  fetched: string | null
  file_name: string | null
  cleared: number
}

export interface AttemptRow {
  key: string
  job_id: string
  number: number
  account_id: string
  body: string
  body_sha256: string
  created_at: number
  first_sent_at: number | null
  sends: number
  is_open: number
  unknown: number
  answer: string | null
  same_answers: number
  refusal: string | null
  refusals: number
  remote_id: string | null
  outcome: AttemptOutcome | null
  evidence: string | null
}

export interface BatchRow {
  id: string
  name: string
  kind: Batch['kind']
  account_id: string
  created_at: number
  pause: string | null
  cost_tolerance: string | null
}

/** The columns that a job's life changes, in the order of `changingValues`. */
export const changingColumns = [
  'status', 'phase', 'held_reason', 'wait', 'request', 'used_provider', 'attempt', 'attempt_key', 'remote_id', 'credit_cost', 'estimated_seconds',
  'fraction', 'error', 'warnings', 'item_id', 'cancel_requested', 'canceled_too_late', 'started_at', 'finished_at', 'next_at', 'tries', 'accepted_at',
  'unclear_since', 'result_url', 'fetched', 'file_name', 'cleared', 'position', 'account_id', 'sandbox', 'provider_key', 'estimated_credits',
] as const

export function changingValues(job: JobRecord): SqlValue[] {
  return [
    job.status, job.phase, job.heldReason, json(job.wait), JSON.stringify(job.request), job.usedProvider, job.attempt, job.attemptKey, job.remoteId,
    job.creditCost, job.estimatedSeconds, job.fraction, json(job.error), JSON.stringify(job.warnings), job.itemId, Number(job.cancelRequested),
    Number(job.canceledTooLate), job.startedAt, job.finishedAt, Math.round(job.nextAt), job.tries, job.acceptedAt, job.unclearSince, job.resultUrl,
    json(job.fetched), job.fileName, Number(job.cleared), job.position, job.accountId, Number(job.sandbox), job.providerKey, job.estimatedCredits,
  ]
}

export function toRecord(row: JobRow): JobRecord {
  return {
    id: row.id,
    batchId: row.batch_id,
    accountId: row.account_id,
    sandbox: row.sandbox === 1,
    position: row.position,
    providerKey: row.provider_key,
    status: row.status,
    phase: row.phase,
    heldReason: row.held_reason,
    wait: parsed<JobWait>(row.wait),
    // Read through its schema, so that a request written by an older version gets the defaults of what was added since.
    request: jobRequestSchema.parse(JSON.parse(row.request)),
    axes: parsed<JobAxes>(row.axes),
    usedProvider: row.used_provider,
    attempt: row.attempt,
    attemptKey: row.attempt_key,
    remoteId: row.remote_id,
    estimatedCredits: row.estimated_credits,
    creditCost: row.credit_cost,
    estimatedSeconds: row.estimated_seconds,
    fraction: row.fraction,
    error: parsed<ErrorFacts>(row.error),
    warnings: JSON.parse(row.warnings) as string[],
    itemId: row.item_id,
    cancelRequested: row.cancel_requested === 1,
    canceledTooLate: row.canceled_too_late === 1,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    nextAt: row.next_at,
    tries: row.tries,
    acceptedAt: row.accepted_at,
    unclearSince: row.unclear_since,
    resultUrl: row.result_url,
    fetched: parsed<Fetched>(row.fetched),
    fileName: row.file_name,
    cleared: row.cleared === 1,
  }
}

/** What the page is shown of a job. */
export function toJob(record: JobRecord, fraction: number | null): Job {
  const {
    providerKey: _providerKey, attemptKey: _attemptKey, nextAt: _nextAt, tries: _tries, acceptedAt: _acceptedAt, unclearSince: _unclearSince,
    resultUrl: _resultUrl, fetched: _fetched, fileName: _fileName, cleared: _cleared, ...job
  } = record
  // What is held remembers where it stood; shown is a phase only while it runs.
  return { ...job, phase: job.status === 'running' ? job.phase : null, fraction: fraction ?? job.fraction }
}

export function toAttempt(row: AttemptRow): AttemptRecord {
  return {
    key: row.key,
    jobId: row.job_id,
    number: row.number,
    accountId: row.account_id,
    body: canonicalBodySchema.parse(JSON.parse(row.body)),
    bodySha256: row.body_sha256,
    createdAt: row.created_at,
    firstSentAt: row.first_sent_at,
    sends: row.sends,
    isOpen: row.is_open === 1,
    unknown: row.unknown === 1,
    answer: row.answer,
    sameAnswers: row.same_answers,
    refusal: row.refusal,
    refusals: row.refusals,
    remoteId: row.remote_id,
    outcome: row.outcome,
    evidence: row.evidence,
  }
}

export function toBatch(row: BatchRow): Batch {
  return {
    id: row.id, name: row.name, kind: row.kind, accountId: row.account_id, createdAt: row.created_at, pause: parsed(row.pause),
    costTolerance: parsed(row.cost_tolerance),
  }
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}

function parsed<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T)
}
