import { AudioLines, CircleAlert, CirclePause, FlaskConical, Play, Trash2 } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../src-shared/job'
import type { MediaRow } from '../../src-shared/media'
import { providerKey } from '../../src-shared/provider'
import { request } from '../ipc'
import { ItemThumb } from '../library'
import { useModels } from '../models'
import { useJobProgress } from '../queue'
import { errorText, openScreen, toastFailure } from '../shell'
import { Badge, Button, classes, ContextMenu, ProgressBar, StatusDot, useFormat } from '../ui'
import { seedFieldOf } from '../../src-shared/seed'
import { useResultEntries } from './ResultActions'
import { selectResult, useResults } from './useResults'

interface ResultTileProps {
  job: Job
  row: MediaRow | undefined
  /** In the line, when it waits. */
  place: number | undefined
  /** All results that are shown, for going on in the viewer. */
  ids: string[]
}

/** What a job looks like while it waits, runs, and when it is done. Remembered: a large batch is told in many steps. */
export const ResultTile = memo(function ResultTile({ job, row, place, ids }: ResultTileProps) {
  const selected = useResults((state) => state.selected === job.id)
  const entries = useResultEntries(job)
  const done = job.status === 'completed' && job.itemId !== null
  return (
    <ContextMenu entries={entries}>
      <li className={classes('relative aspect-video overflow-hidden rounded-thumb bg-panel', selected && 'outline-2 outline-offset-2 outline-focus')}>
        {done ? <DoneTile job={job} itemId={job.itemId ?? ''} row={row} selected={selected} ids={ids} /> : <PendingTile job={job} place={place} />}
      </li>
    </ContextMenu>
  )
})

function DoneTile({ job, itemId, row, selected, ids }: { job: Job; itemId: string; row: MediaRow | undefined; selected: boolean; ids: string[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const title = row?.title ?? job.request.prompt
  const open = () => openScreen({ name: 'viewer', itemId, ids })
  const trashed = row !== undefined && row.trashedAt !== null
  return (
    <button
      type="button"
      aria-label={title}
      aria-pressed={selected}
      onClick={() => (selected ? open() : selectResult(job.id))}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        open()
      }}
      className="absolute inset-0 -outline-offset-2!"
    >
      <ItemThumb id={itemId} {...(row && { kind: row.kind, revision: row.previewRevision })} className={classes('size-full', trashed && 'opacity-40')} />
      <span className="absolute top-1.5 left-1.5 flex gap-1">
        {row && row.kind !== 'image' && row.durationSeconds !== null ? (
          <Badge icon={row.kind === 'audio' ? AudioLines : Play}>{format.clock(row.durationSeconds)}</Badge>
        ) : null}
        {trashed ? <Badge icon={Trash2}>{t('create.tile.gone')}</Badge> : null}
      </span>
      <span className="absolute top-1.5 right-1.5 flex gap-1">
        {row && row.rating > 0 ? <Badge tone="accent">{'★'.repeat(row.rating)}</Badge> : null}
        {job.sandbox ? <Badge icon={FlaskConical}><span className="sr-only">{t('create.tile.sandbox')}</span></Badge> : null}
      </span>
    </button>
  )
}

function Lines({ children }: { children: ReactNode }) {
  return <div className="absolute inset-0 flex flex-col items-center justify-center gap-1.5 p-2 text-center">{children}</div>
}

function PendingTile({ job, place }: { job: Job; place: number | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const progress = useJobProgress(job.id)
  const hasSeed = useModels((state) => {
    const provider = state.catalogue?.providers.find((candidate) => providerKey(candidate) === `${job.request.type}/${job.request.provider}`)
    return seedFieldOf(provider ?? null) !== null
  })
  const cancel = (
    <Button size={24} variant="ghost" onClick={() => request('queue.cancel', [job.id]).catch(toastFailure)} className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100">
      {t('create.tile.cancel')}
    </Button>
  )
  const retry = (
    <Button size={24} onClick={() => request('queue.retry', [job.id], { newSeed: hasSeed }).catch(toastFailure)} className="bg-hover">
      {t(hasSeed ? 'create.tile.retrySeed' : 'create.tile.retry')}
    </Button>
  )
  switch (job.status) {
    case 'running': {
      const fraction = progress?.fraction ?? job.fraction
      const phase = job.cancelRequested ? 'canceling' : (job.phase ?? 'submitting')
      return (
        <div className="group absolute inset-0 bg-raised">
          <Lines>
            <span className="font-medium tabular-nums">{fraction === null || phase === 'submitting' ? '…' : format.percent(fraction)}</span>
            <StatusDot tone="run">{t(`create.tile.${phase}`)}</StatusDot>
            {job.cancelRequested ? null : cancel}
          </Lines>
          <ProgressBar height={2} fraction={fraction} label={t(`create.tile.${phase}`)} className="absolute bottom-0" />
        </div>
      )
    }
    case 'queued':
      return (
        <div className="group absolute inset-0">
          <Lines>
            <span className="text-small text-text-3 tabular-nums">
              {place === undefined ? t('create.tile.waiting') : `${t('create.tile.waiting')} · ${t('create.tile.place', { count: place, ordinal: true })}`}
            </span>
            {cancel}
          </Lines>
        </div>
      )
    case 'held':
      return (
        <div className="absolute inset-0 bg-warn-fill">
          <Lines>
            <span className="flex items-center gap-1.5 text-small text-warn"><CirclePause size={14} strokeWidth={1.75} aria-hidden />{t('create.tile.held')}</span>
            <Button size={24} className="bg-hover" onClick={() => openScreen({ name: 'queue' })}>{t('create.tile.heldAction')}</Button>
          </Lines>
        </div>
      )
    case 'failed':
      return (
        <div className="absolute inset-0 bg-err-fill">
          <Lines>
            <span className="flex items-center gap-1.5 text-small text-err"><CircleAlert size={14} strokeWidth={1.75} aria-hidden />{t('create.tile.failed')}</span>
            <span className="line-clamp-2 text-label text-text-2" title={job.error ? `${errorText(t, job.error)} ${job.error.message}` : undefined}>
              {job.error ? errorText(t, job.error) : ''}
            </span>
            {retry}
          </Lines>
        </div>
      )
    case 'canceled':
    case 'completed':
      return (
        <Lines>
          <span className="text-small text-text-3">
            {t(job.status === 'canceled' ? 'create.tile.canceled' : 'create.tile.done')}
            {job.creditCost ? ` · ${t('create.tile.charged', { amount: format.credits(job.creditCost) })}` : ''}
          </span>
          {job.status === 'canceled' ? retry : null}
        </Lines>
      )
  }
}
