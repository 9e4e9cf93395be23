import { derive } from './derive'
import { JobDetails } from './JobDetails'
import { QueueSummary } from './QueueSummary'
import { useChosenJobs } from './useChosenJobs'
import { useQueue } from './useQueue'

/** Beside the table: the one chosen job, else what the list came to. */
export function JobPanel() {
  const { jobs } = useChosenJobs()
  const { list } = derive(useQueue((queue) => queue.jobs))
  const [only] = jobs
  if (only !== undefined && jobs.length === 1) return <JobDetails job={only} />
  return <QueueSummary jobs={jobs.length > 1 ? jobs : list} chosen={jobs.length > 1} />
}
