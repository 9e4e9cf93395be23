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
  /** Requests a minute; null: no limit is known. */
  limit: number | null
  /** How many of them the last minute would have borne beside those that went out. */
  unused: number | null
  /** Requests left in the current minute; null: no limit is known. */
  left: number | null
  /** When that number is renewed. */
  resetAt: number | null
  /** Whether jobs wait for a place: then each end that a poll sees is followed by a submit, which takes a request too. */
  othersWait: boolean
}

const unknownExpectedMilliseconds = 10_000
const shortestInterval = 1_000
/** Whatever an estimate says, and however old a job is: ages are told by clocks that may have been set by a year. */
const longestInterval = 15 * 60_000
const windowMilliseconds = 60_000
/** Asking more often than this share of what a job takes shortens nothing that anyone would notice. */
const usefulShare = 0.02
/** How sharply durations gather around what is expected: half are done by then, 1 in 70 by a third of it, 69 in 70 by three times it. */
const sharpness = 3.5
/** With such a spread the mean is longer than what half of them take. */
const meanOfMedian = Math.PI / sharpness / Math.sin(Math.PI / sharpness)
/** The rest of the minute is left for what comes unevenly: a request that has to wait for a reset costs more than a poll that comes later. */
const evenShare = 0.95
/** No poll waits until it is surer than this that everything it asks for is done. */
const surest = 0.85

/** Epoch milliseconds; null when there is nothing to ask for. */
export function nextPollAt(view: PollView): number | null {
  if (view.jobs.length === 0) return null
  const spacing = Math.max(shortestInterval, budgetSpacing(view))
  let due = worthwhileAt(view, spacing)
  for (const job of view.jobs) {
    if (job.isNudged) due = Math.min(due, Math.max(job.nextAt, afterLast(view, shortestInterval)))
    else if (job.isUrgent) due = Math.min(due, Math.max(job.nextAt, afterLast(view, spacing)))
  }
  return due
}

function afterLast({ lastPollAt }: PollView, milliseconds: number): number {
  return lastPollAt === null ? 0 : lastPollAt + milliseconds
}

/**
 * The mean time between polls that the budget bears, milliseconds: of what it gives, each job takes its submit, and polls share the rest. The longer
 * between polls, the longer jobs wait to be seen and the fewer have to be submitted; with D what a job takes and n the places, the rate of
 * requests r is used up where s · (r − n / (D + s/2)) = 1.
 */
function budgetSpacing(view: PollView): number {
  const rate = requestRate(view)
  if (rate === null) return 0
  if (!view.othersWait) return 1 / rate
  const duration = typicalDuration(view.jobs)
  const half = rate * duration - view.jobs.length - 0.5
  return (Math.sqrt(half ** 2 + 2 * rate * duration) - half) / rate
}

/** What the minute's requests are apart when all are used evenly, less what it has to spare: polls that crowd at once have none for later. */
function evenInterval({ limit, unused }: PollView): number {
  if (limit === null) return shortestInterval
  return Math.max(shortestInterval, (windowMilliseconds / Math.max(1, limit)) * (1 - (unused ?? 0) / Math.max(1, limit)))
}

/** Requests a millisecond; null: any number. */
function requestRate({ now, limit, unused, left, resetAt }: PollView): number | null {
  if (limit !== null) return (Math.max(1, limit) * evenShare + (unused ?? 0)) / windowMilliseconds
  if (left === null) return null
  const minuteLeft = Math.max(1_000, Math.min(windowMilliseconds, (resetAt ?? now + windowMilliseconds) - now))
  return Math.max(1, left) / minuteLeft
}

/** The first moment when as many jobs have probably ended unseen as do on average within `spacing`. */
function worthwhileAt(view: PollView, spacing: number): number {
  const { jobs, lastPollAt } = view
  const duration = typicalDuration(jobs)
  const useful = Math.max(spacing, usefulShare * duration)
  const wanted = Math.min((jobs.length * useful) / (duration + useful / 2), surest * jobs.length)
  const ended = (at: number) => jobs.reduce((sum, job) => sum + endedShare(job, lastPollAt, at), 0)
  const from = Math.max(lastPollAt ?? 0, Math.min(...jobs.map((job) => Math.max(job.acceptedAt, job.nextAt))))
  let before = Math.max(from, afterLast(view, evenInterval(view)))
  let after = Math.max(before, from + longestInterval)
  if (ended(before) >= wanted) return before
  if (ended(after) < wanted) return after
  while (after - before > 50) {
    const middle = (before + after) / 2
    if (ended(middle) < wanted) before = middle
    else after = middle
  }
  return Math.ceil(after)
}

/** How likely a job has ended by `at` that had not when it was last asked for. */
function endedShare(job: PolledJob, lastPollAt: number | null, at: number): number {
  if (job.nextAt > at) return 0
  const expected = expectedMilliseconds(job)
  const stillRunning = (age: number) => 1 / (1 + (Math.max(0, age) / expected) ** sharpness)
  return 1 - stillRunning(at - job.acceptedAt) / stillRunning((lastPollAt ?? 0) - job.acceptedAt)
}

/** What the jobs take on average, each weighing in by how often its like ends. */
function typicalDuration(jobs: readonly PolledJob[]): number {
  return (meanOfMedian * jobs.length) / jobs.reduce((sum, job) => sum + 1 / expectedMilliseconds(job), 0)
}

function expectedMilliseconds({ expectedSeconds }: PolledJob): number {
  return expectedSeconds === null ? unknownExpectedMilliseconds : Math.max(1, expectedSeconds * 1_000)
}
