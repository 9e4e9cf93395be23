import { useTranslation } from 'react-i18next'
import { mediaUrl, type MediaItem } from '../../../src-shared/media'
import { classes } from '../../ui'
import { useWaveform } from '../player/useWaveform'
import { Waveform } from '../player/Waveform'
import { transformOf, type SharedView } from './sharedView'
import type { Step } from './useStep'

interface CompareMediaProps {
  item: MediaItem
  index: number
  view: SharedView
  step: Step
  className?: string
}

/** One of the compared ones, filling its pane, zoomed as all are and played in step. */
export function CompareMedia({ item, index, view, step, className }: CompareMediaProps) {
  const look = { style: { transform: transformOf(view) }, className: classes('absolute inset-0 size-full object-contain', className) }
  switch (item.kind) {
    case 'image':
      return <img src={mediaUrl.item(item.id)} alt={item.title} draggable={false} {...look} />
    case 'video':
      return (
        <video
          ref={(element) => step.attach(index, element)}
          src={mediaUrl.item(item.id)}
          poster={mediaUrl.thumbnail(item.id, 1024, item.previewRevision)}
          preload="auto"
          playsInline
          disablePictureInPicture
          aria-label={item.title}
          {...look}
        />
      )
    case 'audio':
      return <CompareSound item={item} index={index} step={step} />
  }
}

function CompareSound({ item, index, step }: Pick<CompareMediaProps, 'item' | 'index' | 'step'>) {
  const { t } = useTranslation()
  const peaks = useWaveform(item.id, true)
  const durationSeconds = item.durationSeconds ?? step.durationSeconds
  const played = durationSeconds > 0 ? Math.min(1, step.time / durationSeconds) : 0
  return (
    <div className="absolute inset-0 flex items-center px-4">
      {peaks === null ? null : <Waveform peaks={peaks} label={t('library.player.waveform')} from={0} to={played} className="h-24 w-full" />}
      <audio ref={(element) => step.attach(index, element)} src={mediaUrl.item(item.id)} preload="auto" />
    </div>
  )
}
