import type { Job } from '../../src-shared/job'
import { useFormat, useNow } from '../ui'

/** How long a job has run, or took. */
export function TimeCell({ job }: { job: Job }) {
  const format = useFormat()
  const running = job.status === 'running'
  const now = useNow(1_000, running)
  if (job.startedAt === null) return null
  const end = job.finishedAt ?? (running ? now : null)
  return end === null ? null : <>{format.clock(Math.max(0, end - job.startedAt) / 1000)}</>
}
