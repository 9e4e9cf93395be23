import type { TFunction } from 'i18next'
import type { Job, JobProgress, JobWait } from '../../src-shared/job'
import type { formatter } from '../ui/format'
import { remainingSeconds } from './eta'

export type Format = ReturnType<typeof formatter>

/** What the words about a job are made from, beside the job itself. */
export interface WordsContext {
  now: number
  progress: JobProgress | undefined
  /** Place in the line, 1 for the next; undefined when it does not wait in line. */
  place: number | undefined
  /** What the job is expected to take as a whole, seconds. */
  expectedSeconds: number | null
  /** The account that the app uses now: jobs of another one wait. */
  accountId: string | null
}

/** Whole seconds until a moment, never negative. */
function secondsUntil(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000))
}

function waitWords(t: TFunction, format: Format, wait: JobWait, now: number): string {
  const time = wait.until === null ? null : format.seconds(secondsUntil(wait.until, now))
  switch (wait.reason) {
    case 'rate-limit':
      return time === null ? t('queue.wait.rateLimitOpen') : t('queue.wait.rateLimit', { time })
    case 'retry': {
      const tries = wait.tries !== undefined && wait.maxTries !== undefined ? { n: wait.tries, m: wait.maxTries } : null
      if (tries && time !== null) return t('queue.wait.retryCounted', { ...tries, time })
      return time === null ? t('queue.wait.retryOpen') : t('queue.wait.retry', { time })
    }
    case 'provider-down':
      return time === null ? t('queue.wait.providerOpen') : t('queue.wait.provider', { time })
    case 'confirming':
      return time === null ? t('queue.wait.confirmingOpen') : t('queue.wait.confirming', { time })
    case 'offline':
      return time === null ? t('queue.wait.offlineOpen') : t('queue.wait.offline', { time })
    case 'server-busy':
      return time === null ? t('queue.wait.serverBusyOpen') : t('queue.wait.serverBusy', { time })
    case 'new-link':
      return t('queue.wait.newLink')
    case 'cancel':
      return t('queue.wait.cancel')
  }
}

function generatingWords(t: TFunction, format: Format, job: Job, context: WordsContext): string {
  const fraction = context.progress?.fraction ?? job.fraction
  const expected = context.expectedSeconds
  const left =
    expected === null || job.startedAt === null
      ? null
      : remainingSeconds(expected, Math.max(0, context.now - job.startedAt) / 1000, fraction)
  const time = left === null ? null : format.seconds(Math.max(1, Math.round(left)))
  if (fraction !== null && time !== null) return t('queue.progress.generatingBoth', { percent: format.percent(fraction), time })
  if (fraction !== null) return format.percent(fraction)
  return time === null ? t('queue.progress.generating') : t('queue.progress.generatingTime', { time })
}

function downloadingWords(t: TFunction, format: Format, progress: JobProgress | undefined): string {
  if (progress?.receivedBytes === undefined) return t('queue.progress.downloading')
  const total = progress.totalBytes ?? null
  const received = format.bytes(progress.receivedBytes)
  if (total === null) return t('queue.progress.downloaded', { received })
  const of = format.bytes(total)
  const unit = of.slice(of.indexOf(' '))
  // "12 of 80 MB": the unit is said once where it is the same.
  return t('queue.progress.downloadedOf', { received: received.endsWith(unit) ? received.slice(0, -unit.length) : received, total: of })
}

/** What a job does or waits for right now, in one line. */
export function progressWords(t: TFunction, format: Format, job: Job, context: WordsContext): string {
  switch (job.status) {
    case 'queued':
      if (context.accountId !== null && job.accountId !== context.accountId) {
        return job.sandbox ? t('queue.progress.otherSandbox') : t('queue.progress.otherAccount')
      }
      if (job.wait) return waitWords(t, format, job.wait, context.now)
      return context.place === undefined ? t('queue.progress.waiting') : t('queue.progress.place', { count: context.place, ordinal: true })
    case 'running':
      if (job.cancelRequested) return t('queue.wait.cancel')
      if (job.wait) return waitWords(t, format, job.wait, context.now)
      switch (job.phase) {
        case 'generating':
          return generatingWords(t, format, job, context)
        case 'downloading':
          return downloadingWords(t, format, context.progress)
        case 'saving':
          return t('queue.progress.saving')
        case 'submitting':
        case null:
          return t('queue.progress.submitting')
      }
      break
    case 'held':
      return heldWords(t, job)
    case 'completed':
      if (job.canceledTooLate) return t('queue.progress.tooLate')
      return job.warnings[0] ?? t('queue.progress.saved')
    case 'failed':
      return job.error ? t(`error.${job.error.code}`, { ...job.error.details }) : t('queue.state.failed')
    case 'canceled':
      return job.creditCost ? t('queue.progress.canceledPaid', { amount: format.amount(job.creditCost) }) : t('queue.progress.canceled')
  }
  return ''
}

/** Why a job waits for the user, with what can be done. */
function heldWords(t: TFunction, job: Job): string {
  return job.heldReason === null ? t('queue.state.held') : t(`queue.held.${job.heldReason}`)
}
