import type { Job } from '../../src-shared/job'
import type { StatusTone } from '../ui'
import type { Counts } from './counts'

/** The word of a state, as a key of `queue.state`. */
export type StateWord =
  | 'queued' | 'paused' | 'submitting' | 'generating' | 'downloading' | 'saving' | 'canceling' | 'waiting' | 'held' | 'completed' | 'failed'
  | 'canceled'

const tones: Record<StateWord, StatusTone> = {
  queued: 'off', paused: 'off', submitting: 'run', generating: 'run', downloading: 'info', saving: 'info', canceling: 'warn', waiting: 'warn',
  held: 'warn', completed: 'ok', failed: 'err', canceled: 'off',
}

function word(job: Job): StateWord {
  if (job.status !== 'running') return job.status
  if (job.cancelRequested) return 'canceling'
  if (job.wait) return 'waiting'
  return job.phase ?? 'submitting'
}

/** How a job's state looks: its word and its colour. */
export function stateLook(job: Job): { word: StateWord; tone: StatusTone } {
  const found = word(job)
  return { word: found, tone: tones[found] }
}

/** What keeps a batch from being sent beside the queue's own state. */
export type BatchHold = 'scheduled' | 'stopped' | null

/** How a batch looks as a whole: what needs the user first, then what runs. */
export function batchLook(counts: Counts, paused: boolean, hold: BatchHold = null): { word: StateWord | 'scheduled' | 'stopped' | 'oneFailed'; tone: StatusTone } {
  if (hold !== null && counts.running === 0 && counts.queued > 0) return { word: hold, tone: hold === 'scheduled' ? 'info' : 'warn' }
  if (counts.failed === 1 && counts.total === 1) return { word: 'oneFailed', tone: 'err' }
  const found: StateWord =
    counts.running > 0 ? 'generating'
    : counts.held > 0 && counts.queued === 0 ? 'held'
    : counts.queued > 0 ? (paused ? 'paused' : 'queued')
    : counts.failed > 0 ? 'failed'
    : counts.completed > 0 ? 'completed'
    : 'canceled'
  return { word: found, tone: tones[found] }
}
