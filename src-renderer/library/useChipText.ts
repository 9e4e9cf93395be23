import { useTranslation } from 'react-i18next'
import { picks, problems, origins, mediaKinds } from '../../src-shared/media'
import { aspects, type MediaQuery } from '../../src-shared/mediaQuery'
import { generationTypes } from '../../src-shared/provider'
import { useFormat } from '../ui'
import type { QueryChip } from './chips'
import { useCollections } from './collections'
import { useModelName } from './useModelName'

interface Bounds {
  min: number | null
  max: number | null
}

/** Gives the words of filters, as chips and checkboxes show them. */
export function useChipText() {
  const { t } = useTranslation()
  const format = useFormat()
  const modelName = useModelName()
  const collections = useCollections((state) => state.collections)
  const isOneOf = <Value extends string>(values: readonly Value[], value: string): value is Value => (values as readonly string[]).includes(value)
  const bounds = ({ min, max }: Bounds, written: (value: number) => string): string => {
    if (min !== null && max !== null) return written(min) === written(max) ? written(min) : `${written(min)} – ${written(max)}`
    return min !== null ? t('library.filter.from', { value: written(min) }) : t('library.filter.to', { value: written(max ?? 0) })
  }
  const provider = (value: string): string => {
    const cut = value.indexOf('/')
    const type = generationTypes.find((one) => one === value.slice(0, cut))
    return (type ? modelName(type, value.slice(cut + 1)) : modelName(null, value)) ?? value
  }
  return ({ field, value }: Pick<QueryChip, 'field' | 'value'>, query: MediaQuery, batchName = ''): string => {
    switch (field) {
      case 'text':
        return t('library.filter.search', { text: value })
      case 'kind':
        return isOneOf(mediaKinds, value) ? t(`library.kind.${value}`) : value
      case 'type':
        return value
      case 'provider':
        return provider(value)
      case 'rating':
        return query.maxRating === 0
          ? t('library.filter.unrated')
          : query.maxRating < 5
            ? t('library.filter.ratingBetween', { min: query.minRating, max: query.maxRating })
            : t('library.filter.ratingUp', { count: query.minRating })
      case 'favourite':
        return t('library.filter.favourites')
      case 'pick':
        return isOneOf(picks, value) ? t(`library.pick.${value}`) : value
      case 'tag':
      case 'anyTag':
        return value
      case 'untagged':
        return t('library.filter.untagged')
      case 'collection':
        return collections?.find(({ id }) => id === value)?.name ?? t('library.filter.collection')
      case 'made':
        return bounds(query.createdAt, format.date)
      case 'size':
        return bounds(query.sizeBytes, format.bytes)
      case 'duration':
        return bounds(query.durationSeconds, format.seconds)
      case 'cost':
        return bounds(query.creditCost, (credits) => format.credits(credits))
      case 'aspect':
        return isOneOf(aspects, value) ? t(`library.aspect.${value}`) : value
      case 'batch':
        return batchName || t('library.filter.batch')
      case 'origin':
        return isOneOf(origins, value) ? t(`library.origin.${value}`) : value
      case 'problem':
        return isOneOf(problems, value) ? t(`library.problem.${value}`) : value
    }
  }
}
