/** When the API is asked next what became of the running jobs. One request asks for all of them, so the moment is common to all. Pure. */
export interface PolledJob {
  acceptedAt: number
  /** What the model's last jobs took, else what the API estimates; null when neither is known. */
  expectedSeconds: number | null
  /** Not asked for before, because of errors or waits of its own. */
  nextAt: number
  /** A fresh link or the end of a cancel is waited for, not time. */
  isUrgent: boolean
  /** The API itself said that something happened: not waited for longer than between any two polls. */
  isNudged?: boolean
}

export interface PollView {
  now: number
  jobs: readonly PolledJob[]
  lastPollAt: number | null
  /** Requests left in the current minute; null: no limit is known. */
  left: number | null
  /** When that number is renewed. */
  resetAt: number | null
  /** Whether jobs wait for a place: then a request has to be kept for each place that a poll may free. */
  othersWait: boolean
}

const unknownExpectedSeconds = 10
const shortestInterval = 1_000
/** Hardly any generation is done before this share of what it usually takes. */
const earliestShare = 0.3
/** Asking more often than this share of what a job takes shortens nothing that anyone would notice. */
const usefulShare = 0.02
/** What takes far longer than expected is asked for at this share of its age. */
const overdueShare = 0.05
/** Whatever an estimate says, and however old a job is: ages are told by clocks that may have been set by a year. */
const longestInterval = 15 * 60_000

/** Epoch milliseconds; null when there is nothing to ask for. */
export function nextPollAt(view: PollView): number | null {
  if (view.jobs.length === 0) return null
  const spacing = view.jobs.some((job) => job.isNudged) ? shortestInterval : Math.max(shortestInterval, budgetSpacing(view))
  const earliest = view.lastPollAt === null ? 0 : view.lastPollAt + spacing
  let due = Infinity
  for (const job of view.jobs) due = Math.min(due, jobDueAt(job, view))
  return Math.max(due, earliest)
}

function jobDueAt(job: PolledJob, { now, lastPollAt }: PollView): number {
  if (job.isUrgent || job.isNudged) return job.nextAt
  const expected = (job.expectedSeconds ?? unknownExpectedSeconds) * 1_000
  const age = now - job.acceptedAt
  const share = Math.min(longestInterval, age > 3 * expected ? Math.max(usefulShare * expected, overdueShare * age) : usefulShare * expected)
  const sinceLast = lastPollAt === null || lastPollAt < job.acceptedAt ? 0 : lastPollAt + share
  return Math.max(job.nextAt, job.acceptedAt + Math.min(longestInterval, earliestShare * expected), sinceLast)
}

/** Spreads what the minute leaves over the rest of it, less what the submits will need that the polls make possible. */
function budgetSpacing({ now, jobs, lastPollAt, left, resetAt, othersWait }: PollView): number {
  if (left === null) return 0
  const minuteLeft = Math.max(1_000, Math.min(60_000, (resetAt ?? now + 60_000) - now))
  const reserved = othersWait ? Math.ceil(jobs.reduce((sum, job) => sum + finishedShare(job, now, lastPollAt), 0)) : 0
  return minuteLeft / Math.max(1, left - reserved)
}

/** How likely a job is done by now that was not when it was last asked for. */
function finishedShare(job: PolledJob, now: number, lastPollAt: number | null): number {
  const expected = (job.expectedSeconds ?? unknownExpectedSeconds) * 1_000
  const from = Math.max(lastPollAt ?? 0, job.acceptedAt + earliestShare * expected)
  return Math.max(0, Math.min(1, (now - from) / expected))
}
