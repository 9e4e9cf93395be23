import { Heart, Layers, Search, Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { openScreen } from '../shell'
import { Chip, Select, Slider, useFormat } from '../ui'
import { FilterMenu } from './FilterMenu'
import { toggleKind } from './filters'
import { kindIcons } from './ItemThumb'
import { tileSizes, useLibrary } from './useLibrary'
import { useModelName } from './useModelName'

const sorts = ['newest', 'oldest', 'rating', 'title'] as const

/** What is filtered, how many are shown, in which order and how large. */
export function FilterBar() {
  const { t } = useTranslation()
  const format = useFormat()
  const modelName = useModelName()
  const { query, ids, total, trashed, tileSize, setQuery, setTileSize } = useLibrary()
  const of = query.trashed ? trashed : total
  const remove = (name: string) => t('library.filter.remove', { name })
  const kindName = (kind: (typeof query.kinds)[number]) => t(`library.kind.${kind}`)
  return (
    <div className="flex min-h-11 flex-none flex-wrap items-center gap-x-2 px-3">
      <div className="flex min-w-0 grow flex-wrap items-center gap-1.5 py-2.5">
        {query.kinds.map((kind) => (
          <Chip key={kind} on icon={kindIcons[kind]} removeLabel={remove(kindName(kind))} onRemove={() => setQuery({ kinds: toggleKind(query.kinds, kind) })}>
            {kindName(kind)}
          </Chip>
        ))}
        {query.minRating > 0 ? (
          <Chip on icon={Star} removeLabel={remove(t('library.filter.rating'))} onRemove={() => setQuery({ minRating: 0 })}>
            {t('library.filter.ratingUp', { count: query.minRating })}
          </Chip>
        ) : null}
        {query.providers.map((provider) => (
          <Chip key={provider} on removeLabel={remove(provider)} onRemove={() => setQuery({ providers: query.providers.filter((other) => other !== provider) })}>
            {modelName(null, provider)}
          </Chip>
        ))}
        {query.favouritesOnly ? (
          <Chip on icon={Heart} removeLabel={remove(t('library.filter.favourites'))} onRemove={() => setQuery({ favouritesOnly: false })}>
            {t('library.filter.favourites')}
          </Chip>
        ) : null}
        {query.batchId === null ? null : (
          <Chip on icon={Layers} removeLabel={remove(t('library.filter.batch'))} onRemove={() => openScreen({ name: 'library' })}>
            {t('library.filter.batch')}
          </Chip>
        )}
        {query.text === '' ? null : (
          <Chip on icon={Search} removeLabel={remove(t('library.filter.search', { text: query.text }))} onRemove={() => openScreen({ name: 'library' })}>
            {t('library.filter.search', { text: query.text })}
          </Chip>
        )}
        <FilterMenu />
      </div>
      <span className="flex-none text-small text-text-3 tabular-nums" role="status">
        {ids.length === of
          ? t('library.shownAll', { count: of, total: format.whole(of) })
          : t('library.shownOf', { shown: format.whole(ids.length), total: format.whole(of) })}
      </span>
      <Select
        aria-label={t('library.sort.label')}
        value={query.sort}
        onChange={(sort) => setQuery({ sort: sorts.find((one) => one === sort) ?? 'newest' })}
        options={sorts.map((sort) => ({ value: sort, label: t(`library.sort.${sort}`) }))}
        className="w-36 flex-none"
      />
      <Slider
        aria-label={t('library.tileSize')}
        min={tileSizes.least}
        max={tileSizes.most}
        step={16}
        value={tileSize}
        valueText={t('library.tileSizeText', { count: tileSize })}
        onChange={setTileSize}
        className="w-24 flex-none"
      />
    </div>
  )
}
