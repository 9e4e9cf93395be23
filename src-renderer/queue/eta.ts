import { providerKey } from '../../src-shared/provider'
import type { Job } from '../../src-shared/job'

/** How long the rest may take, in seconds. */
export interface Eta {
  lowSeconds: number
  highSeconds: number
}

const samplesKept = 50

/** What a job's time is remembered under: the model, or the kind when the API chooses. */
export function modelOf(job: Job): string {
  return providerKey({ type: job.request.type, id: job.usedProvider ?? job.request.provider ?? '' })
}

function median(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The running median of what finished jobs took, seconds by model. */
export function medianSeconds(jobs: Iterable<Job>): Map<string, number> {
  const finished = new Map<string, { at: number; seconds: number }[]>()
  for (const job of jobs) {
    if (job.status !== 'completed' || job.startedAt === null || job.finishedAt === null) continue
    const list = finished.get(modelOf(job)) ?? []
    list.push({ at: job.finishedAt, seconds: Math.max(0, job.finishedAt - job.startedAt) / 1000 })
    finished.set(modelOf(job), list)
  }
  const medians = new Map<string, number>()
  for (const [model, list] of finished) {
    const recent = list.sort((a, b) => b.at - a.at).slice(0, samplesKept)
    const value = median(recent.map((sample) => sample.seconds).sort((a, b) => a - b))
    if (value !== null) medians.set(model, value)
  }
  return medians
}

/** What one job is expected to take as a whole, seconds; null when nobody said and nothing was measured. */
export function expectedSeconds(job: Job, medians: ReadonlyMap<string, number>): number | null {
  return medians.get(modelOf(job)) ?? job.estimatedSeconds
}

/** What a running job still needs, seconds: by its own progress when that says more than the clock. */
export function remainingSeconds(expected: number, elapsed: number, fraction: number | null): number {
  if (fraction !== null && fraction > 0.02 && elapsed > 0) {
    const byProgress = (elapsed * (1 - fraction)) / fraction
    // Early progress is a poor witness, late progress a good one.
    return Math.max(0, byProgress * fraction + Math.max(0, expected - elapsed) * (1 - fraction))
  }
  // A late job is not finished: it is given a tenth more.
  return Math.max(expected - elapsed, expected * 0.1)
}

/**
 * How long everything that waits or runs may still take. A range, because models vary: the lower end assumes slots that are
 * always full, the upper end a last job that begins late. Null while nothing is known or nothing is left.
 */
export function estimateRest(remaining: readonly number[], concurrency: number): Eta | null {
  if (remaining.length === 0) return null
  const slots = Math.max(1, Math.min(concurrency, remaining.length))
  const sum = remaining.reduce((total, seconds) => total + seconds, 0)
  const longest = remaining.reduce((most, seconds) => Math.max(most, seconds), 0)
  const low = Math.max(sum / slots, longest)
  const tail = remaining.length > slots ? (longest * (slots - 1)) / slots : longest * 0.15
  return { lowSeconds: low, highSeconds: Math.max(low, (sum / slots) * 1.1 + tail) }
}

interface QueueEtaFacts {
  now: number
  concurrency: number | null
  /** Seconds by model. */
  medians: ReadonlyMap<string, number>
  fractionOf: (job: Job) => number | null
}

/** The range for the jobs of a queue at a moment. Jobs nobody can estimate count as the mean of the others. */
export function queueEta(jobs: readonly Job[], { now, concurrency, medians, fractionOf }: QueueEtaFacts): Eta | null {
  const known: number[] = []
  let unknown = 0
  let running = 0
  for (const job of jobs) {
    if (job.status !== 'queued' && job.status !== 'running') continue
    if (job.status === 'running') running += 1
    const expected = expectedSeconds(job, medians)
    if (expected === null) unknown += 1
    else if (job.status === 'queued' || job.startedAt === null) known.push(expected)
    else known.push(remainingSeconds(expected, Math.max(0, now - job.startedAt) / 1000, fractionOf(job)))
  }
  if (known.length === 0) return null
  const mean = known.reduce((total, seconds) => total + seconds, 0) / known.length
  return estimateRest([...known, ...Array.from({ length: unknown }, () => mean)], concurrency ?? Math.max(1, running))
}
