import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaItem } from '../../src-shared/media'
import { useOptionLabel } from '../models'
import { useFormat } from '../ui'
import { optionText } from './optionText'
import { useModelName } from './useModelName'

/** Every parameter of an item, in the order of what is asked for most. */
export function useItemProperties(item: MediaItem): (readonly [string, ReactNode])[] {
  const { t } = useTranslation()
  const format = useFormat()
  const modelName = useModelName()
  const optionLabel = useOptionLabel()
  const size = item.width !== null && item.height !== null ? `${item.width} × ${item.height}` : null
  const rate = item.frameRate === null ? null : t('library.inspector.fps', { rate: format.number(item.frameRate) })
  const codecs = [item.videoCodec, item.audioCodec].filter((codec) => codec !== null).join(', ')
  const asked = [...Object.entries(item.options), ...Object.entries(item.inputs)]
  // What was asked for and what came may differ: both are told, under names of their own.
  const taken = new Set([t('library.inspector.model'), t('library.inspector.size'), t('library.inspector.duration'), t('library.inspector.format')])
  const rows: (readonly [string, ReactNode | null])[] = [
    [t('library.inspector.model'), item.type === null ? null : (modelName(item.type, item.provider) ?? t('library.inspector.automatic'))],
    [t('library.inspector.size'), [size, rate].filter((part) => part !== null).join(' · ') || null],
    [t('library.inspector.duration'), item.durationSeconds === null ? null : `${format.number(item.durationSeconds)} s`],
    ...asked.map(([name, value]) => [taken.has(optionLabel(name)) ? t('library.inspector.asked', { name: optionLabel(name) }) : optionLabel(name), optionText(value)] as const),
    [t('library.inspector.sound'), item.kind === 'video' ? t(item.hasAudio ? 'library.inspector.withSound' : 'library.inspector.withoutSound') : null],
    [t('library.inspector.cost'), item.type === null ? null : item.creditCost === null ? t('library.inspector.costUnknown') : format.credits(item.creditCost)],
    [t('library.inspector.made'), format.dateTime(item.createdAt)],
    [t('library.inspector.format'), [item.container.toUpperCase(), codecs].filter(Boolean).join(' · ')],
    [t('library.inspector.fileSize'), format.bytes(item.sizeBytes)],
    [t('library.inspector.file'), item.fileName],
  ]
  return rows.filter(([, value]) => value !== null && value !== '')
}
