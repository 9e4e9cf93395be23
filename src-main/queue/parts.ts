import type { Announce } from '../announce'
import type { Api, SubmitOutcome } from '../api'
import type { Clock } from '../clock'
import type { References } from '../create'
import type { Downloads } from '../downloads'
import type { Library } from '../library'
import type { Log } from '../log'
import type { MayStart } from '../mayStart'
import type { Models } from '../models'
import type { Account, Accounts } from '../settings'
import type { Database } from '../storage'
import type { CostTolerance } from '../../src-shared/money'
import type { BatchTerms } from '../../src-shared/night'
import type { Plan } from '../../src-shared/settings'
import type { Conditions } from './conditions'
import type { Day } from './day'
import type { Deltas } from './deltas'
import type { Durations } from './durations'
import type { Journal } from './journal'
import type { Links } from './links'
import type { Nudges } from './nudges'
import type { Places } from './places'
import type { RefundChecks } from './refunds'
import type { Spending } from './spending'
import type { Store } from './store'

/** What the queue is given. */
export interface QueueParts {
  database: Database
  api: Api
  accounts: Pick<Accounts, 'current' | 'onChanged'>
  models: Pick<Models, 'find'>
  references: Pick<References, 'dataUri'>
  downloads: Downloads
  library: Pick<Library, 'partsFolder' | 'reserveName' | 'file' | 'fileAgain' | 'item'>
  announce: Announce
  log: Log
  plan: () => Plan
  /** The limit of paid requests a day, null: none or not known; left out: as the plan's table says. */
  submitsPerDay?: (account: Account) => number | null
  /** `ProfilePaths.journal`. */
  journalFile: string
  /** When the backup was made that this start had to restore, epoch milliseconds; 0: there was none, and the database is new. */
  restoredFrom?: number | null
  /** When the oldest backup was made that could be restored, epoch milliseconds. */
  oldestBackupAt?: number | null
  /** By how much a job may cost more than estimated before its batch pauses; left out: by any amount. */
  costTolerance?: () => CostTolerance
  /** Left out: whatever waits may be sent. */
  mayStart?: MayStart
  /** Batches of which nothing may be sent now, whatever waits behind them. */
  closedBatches?: () => readonly string[]
  /** Keeps what was agreed for a batch, before any of its jobs can be seen. */
  keepTerms?: (batchId: string, terms: BatchTerms) => void
  clock?: Clock
  /** 0 to 1. */
  random?: () => number
  /** For how long the server in use remembers a key; 0: it knows none. */
  keyLifetimeMilliseconds?: () => number
}

/** What is known of a running job beside its record: frequent, and worth nothing after a restart. */
export interface Live {
  fraction: number | null
  /** What is being done for it right now; `rest`: nothing, for a moment, after a mistake of ours. */
  action: 'submit' | 'cancel' | 'download' | 'save' | 'rest' | null
  /** When the API is asked again to cancel it. */
  cancelAt: number
  cancelTries: number
}

/** How a paid request ended, for the job and the key it went out with. */
export interface Owed {
  jobId: string
  key: string
  accountId: string
  outcome: SubmitOutcome
}

/** The queue's parts as its own files share them. */
export interface Inner extends Omit<Required<QueueParts>, 'journalFile' | 'oldestBackupAt' | 'clock' | 'submitsPerDay' | 'keyLifetimeMilliseconds'> {
  readonly keyLifetimeMilliseconds: number
  clock: Clock
  /** When this run of the app opened the queue: of what was accepted before, nobody watched how long it took. */
  openedAt: number
  store: Store
  places: Places
  spending: Spending
  day: Day
  durations: Durations
  conditions: Conditions
  deltas: Deltas
  /** @throws AppError `not-possible-now` before the start. */
  readonly journal: Journal
  live: Map<string, Live>
  nudges: Nudges
  links: Links
  /** Nothing new is sent until results are fetched. */
  fetchesFirst: boolean
  refunds: RefundChecks
  /** Outcomes of paid requests that could not be written yet, by job. */
  owed: Map<string, Owed>
  /** Ends everything under way. */
  ending: AbortController
  wake(): void
}
