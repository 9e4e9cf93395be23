import { mediaUrl } from '../../src-shared/media'
import { kindOfType, type Job } from '../../src-shared/job'
import { ItemThumb, kindIcons } from '../library'
import { classes, Thumb } from '../ui'

/** A job's picture: its result, else what it was made from, else the sign of its kind. */
export function JobThumb({ job, size = 256, className }: { job: Job; size?: 256 | 1024; className?: string }) {
  const kind = kindOfType(job.request.type)
  const look = classes('flex-none rounded-thumb', className)
  if (job.itemId !== null) return <ItemThumb id={job.itemId} kind={kind} size={size} className={look} />
  const Icon = kindIcons[kind]
  const kept = job.request.references.find((reference) => reference.source.kind === 'kept')
  if (kept?.source.kind === 'kept') return <Thumb src={mediaUrl.reference(kept.source.hash)} alt="" icon={Icon} className={look} />
  return (
    <span className={classes('flex items-center justify-center bg-well text-text-3', look)}>
      <Icon size={size === 1024 ? 28 : 12} strokeWidth={1.5} aria-hidden />
    </span>
  )
}
