import { Images, MousePointerClick, Play, Scissors, Star } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../src-shared/job'
import { mediaUrl, type MediaItem } from '../../src-shared/media'
import { request } from '../ipc'
import { useItem, useModelName } from '../library'
import { useOptionLabel } from '../models'
import { useQueue } from '../queue'
import { openScreen, SidePanel, toastFailure } from '../shell'
import { Button, EmptyState, IconButton, Properties, Rating, Thumb, useFormat } from '../ui'
import { ResultActions } from './ResultActions'
import { useResults } from './useResults'

const isMono = (name: string) => /seed|id$/i.test(name)

function useProperties(item: MediaItem): (readonly [string, ReactNode])[] {
  const { t } = useTranslation()
  const format = useFormat()
  const labelOf = useOptionLabel()
  const modelName = useModelName()
  const size = item.width !== null && item.height !== null ? `${item.width} × ${item.height}` : null
  const rate = item.frameRate !== null ? `${format.number(item.frameRate)} fps` : null
  return [
    [t('create.properties.model'), modelName(item.type, item.provider) ?? t('models.automatic')],
    ...(size ? [[t('create.properties.size'), [size, rate, format.bytes(item.sizeBytes)].filter(Boolean).join(' · ')] as const] : []),
    ...(item.durationSeconds !== null && item.kind !== 'image' ? [[t('create.properties.duration'), `${format.number(item.durationSeconds)} s`] as const] : []),
    ...Object.entries(item.options)
      // What was measured says more than what was asked for.
      .filter(([name]) => !(name === 'duration' && item.durationSeconds !== null))
      .map(([name, value]) => [labelOf(name), <span key={name} className={isMono(name) ? 'font-mono text-label' : undefined}>{String(value)}</span>] as const),
    [t('create.properties.cost'), item.creditCost === null ? t('create.priceUnknown') : `${format.credits(item.creditCost)}${item.sandbox ? ` · ${t('create.practiceMade')}` : ''}`],
    [t('create.properties.made'), format.dateTime(item.createdAt)],
    [
      t('create.properties.rating'),
      <Rating key="rating" label={t('create.properties.rating')} value={item.rating} onChange={(rating) => request('library.rate', [item.id], rating).catch(toastFailure)} />,
    ],
  ]
}

function Inspected({ item, job }: { item: MediaItem; job: Job }) {
  const { t } = useTranslation()
  const rows = useProperties(item)
  const open = () => openScreen({ name: 'viewer', itemId: item.id })
  return (
    <div className="min-h-0 grow overflow-y-auto">
      <button type="button" aria-label={t('create.tile.open', { title: item.title })} onClick={open} className="relative block w-full -outline-offset-2!">
        <Thumb src={mediaUrl.thumbnail(item.id, 1024, item.previewRevision)} alt={item.title} className="h-45 w-full" />
        {item.kind === 'image' ? null : (
          <span aria-hidden className="absolute inset-0 m-auto flex size-11 items-center justify-center rounded-full bg-badge text-white">
            <Play size={18} strokeWidth={1.75} fill="currentColor" />
          </span>
        )}
      </button>
      <div className="flex flex-col gap-3 p-3">
        <div className="flex flex-wrap items-center gap-1">
          {item.kind === 'image' ? null : <Button icon={Scissors} onClick={() => openScreen({ name: 'trim', itemId: item.id })}>{t('create.trim')}</Button>}
          <ResultActions job={job} />
          <Button icon={Images} onClick={open}>{t('create.open')}</Button>
          <IconButton
            icon={Star}
            fill
            label={t('create.favourite')}
            pressed={item.favourite}
            onClick={() => request('library.setFavourite', [item.id], !item.favourite).catch(toastFailure)}
            className="ml-auto aria-pressed:text-run"
          />
        </div>
        <p className="text-small leading-4.5 text-pretty wrap-anywhere" data-selectable>{item.prompt}</p>
        <Properties rows={rows} />
      </div>
    </div>
  )
}

/** How the chosen result was made, and what to do with it. */
export function ResultInspector() {
  const { t } = useTranslation()
  const selected = useResults((state) => state.selected)
  const job = useQueue((state) => (selected === null ? undefined : state.jobs.get(selected)))
  const { item } = useItem(job?.itemId ?? null)
  return (
    <SidePanel id="create.right" side="right" label={t('create.inspector')} initial={320} yields={item === null}>
      {item && job ? <Inspected item={item} job={job} /> : <EmptyState icon={MousePointerClick}>{t('create.nothingSelected')}</EmptyState>}
    </SidePanel>
  )
}
