import type { Job, JobId } from '../../src-shared/job'

/** The waiting jobs, the next one first. */
export function waitingLine(jobs: Iterable<Job>): Job[] {
  const line: Job[] = []
  for (const job of jobs) if (job.status === 'queued') line.push(job)
  return line.sort((a, b) => a.position - b.position)
}

/** The place of each waiting job in the line, 1 for the next one. */
export function placesInLine(line: readonly Job[]): Map<JobId, number> {
  return new Map(line.map((job, index) => [job.id, index + 1]))
}

export type Move = 'up' | 'down' | 'front' | 'back'

/**
 * Where to put the waiting jobs among `moved`: before that job, or `null` for the end.
 * `undefined` when nothing would change.
 */
export function moveTarget(line: readonly JobId[], moved: ReadonlySet<JobId>, move: Move): JobId | null | undefined {
  const indexes = line.flatMap((id, index) => (moved.has(id) ? [index] : []))
  const first = indexes[0]
  const last = indexes.at(-1)
  if (first === undefined || last === undefined) return undefined
  const before = line.slice(0, first)
  const after = line.slice(last + 1)
  const together = last - first + 1 === indexes.length
  switch (move) {
    case 'front':
      return together && before.length === 0 ? undefined : firstOther(line, moved)
    case 'back':
      return together && after.length === 0 ? undefined : null
    case 'up':
      return before.at(-1) ?? (together ? undefined : firstOther(line, moved))
    case 'down':
      if (after.length === 0) return together ? undefined : null
      return after[1] ?? null
  }
}

function firstOther(line: readonly JobId[], moved: ReadonlySet<JobId>): JobId | undefined {
  return line.find((id) => !moved.has(id))
}

/** The line after a move, as main will make it. */
export function movedLine(line: readonly JobId[], moved: ReadonlySet<JobId>, before: JobId | null): JobId[] {
  const waiting = line.filter((id) => moved.has(id))
  const others = line.filter((id) => !moved.has(id))
  const at = before === null ? others.length : others.indexOf(before)
  return at < 0 ? [...line] : [...others.slice(0, at), ...waiting, ...others.slice(at)]
}
