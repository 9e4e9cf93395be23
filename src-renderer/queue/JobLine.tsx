import { GripVertical } from 'lucide-react'
import type { PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../src-shared/job'
import { useModelName } from '../library'
import { classes, StatusDot, useFormat } from '../ui'
import { roomyClasses } from './columns'
import { JobThumb } from './JobThumb'
import { stateLook } from './look'
import { ProgressCell } from './ProgressCell'
import { TimeCell } from './TimeCell'

interface JobLineProps {
  job: Job
  onGrip: (event: PointerEvent, job: Job) => void
}

/** What a job cost, or at most may cost. */
export function useCreditWords(): (job: Job) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return (job) => {
    if (job.creditCost !== null) return format.amount(job.creditCost)
    if (job.status === 'canceled' || job.status === 'failed') return format.amount(0)
    if (job.estimatedCredits === null) return t('queue.creditsUnknown')
    const amount = format.amount(job.estimatedCredits)
    return job.status === 'held' ? t('queue.creditsAtMost', { amount }) : amount
  }
}

/** One job's row. */
export function JobLine({ job, onGrip }: JobLineProps) {
  const { t } = useTranslation()
  const modelName = useModelName()
  const credits = useCreditWords()
  const look = stateLook(job)
  const prompt = job.request.prompt.trim() || t('queue.noPrompt')
  const model = modelName(job.request.type, job.usedProvider ?? job.request.provider) ?? t('queue.automatic')
  return (
    <>
      <div role="gridcell" className="flex justify-center">
        {job.status === 'queued' ? (
          <span
            title={t('queue.drag.handle')}
            onPointerDown={(event) => onGrip(event, job)}
            className="flex size-6 cursor-grab touch-none items-center justify-center text-text-3 hover:text-text"
          >
            <GripVertical size={14} strokeWidth={1.75} aria-hidden />
          </span>
        ) : null}
      </div>
      <div role="gridcell" className="flex min-w-0 items-center gap-2 px-2">
        <JobThumb job={job} className="h-5 w-8" />
        <span className="truncate" title={prompt}>{prompt}</span>
      </div>
      <div role="gridcell" className={classes('truncate px-2 text-text-2', roomyClasses)} title={model}>{model}</div>
      <div role="gridcell" className="min-w-0 px-2">
        <StatusDot tone={look.tone}>{t(`queue.state.${look.word}`)}</StatusDot>
      </div>
      <div role="gridcell" className="min-w-0 px-2"><ProgressCell job={job} /></div>
      <div role="gridcell" className="truncate px-2 text-right tabular-nums">{credits(job)}</div>
      <div role="gridcell" className="px-2 text-right text-text-2 tabular-nums"><TimeCell job={job} /></div>
    </>
  )
}
