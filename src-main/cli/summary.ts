import type { Job } from '../../src-shared/job'
import { exit } from './exit'
import type { Stopped } from './follow'

/** What became of a command's jobs. */
export interface Summary {
  /** The command's exit status. */
  status: number
  jobs: number
  completed: number
  failed: number
  canceled: number
  held: number
  /** Still in the queue: `resume` goes on with them. */
  waiting: number
  /** Charged for these jobs, as far as the API said. */
  creditCost: number
  /** Jobs that were done, and of which the API did not say what they cost. */
  withoutCost: number
  durationSeconds: number
  /** Why jobs still wait; null when none do. */
  stopped: Stopped | 'signal' | null
  /** Where the results lie. */
  library: string
}

interface Facts {
  jobs: readonly Job[]
  stopped: Stopped | 'signal' | null
  /** Set when a signal ended it. */
  signalStatus: number | null
  durationSeconds: number
  library: string
}

export function summaryOf({ jobs, stopped, signalStatus, durationSeconds, library }: Facts): Summary {
  const count = (status: Job['status']) => jobs.filter((job) => job.status === status).length
  const facts = {
    jobs: jobs.length,
    completed: count('completed'),
    failed: count('failed'),
    canceled: count('canceled'),
    held: count('held'),
    waiting: count('queued') + count('running'),
    creditCost: Number(jobs.reduce((sum, job) => sum + (job.creditCost ?? 0), 0).toFixed(6)),
    withoutCost: jobs.filter((job) => job.status === 'completed' && job.creditCost === null).length,
    durationSeconds: Math.round(durationSeconds * 10) / 10,
    stopped,
    library,
  }
  return { status: signalStatus ?? exitStatus(facts), ...facts }
}

/** The first that applies: what needs a person's decision before what only needs money, and that before what went wrong. */
export function exitStatus({ held, failed, stopped }: Pick<Summary, 'held' | 'failed' | 'stopped'>): number {
  if (held > 0 || stopped === 'paused') return exit.somethingHeld
  if (stopped === 'credits' || stopped === 'budget') return exit.stoppedForMoney
  if (stopped === 'key') return exit.couldNotRun
  return failed > 0 ? exit.someFailed : exit.done
}
