import { RefreshCw, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Provider } from '../../src-shared/provider'
import { useShortcut } from '../shell'
import { IconButton, Segmented, Select, TextField } from '../ui'
import { capabilityCounts, capabilityOrder, sorts, type GalleryView, type Sort } from './gallery'
import { useGallery } from './useGallery'
import { useModels } from './useModels'

interface GalleryBarProps {
  providers: readonly Provider[]
  onRefresh: () => void
}

/** The gallery's heading, filters and order. */
export function GalleryBar({ providers, onRefresh }: GalleryBarProps) {
  const { t } = useTranslation()
  const { filter, text, sort, favourites } = useGallery()
  const refreshing = useModels((state) => state.refreshing)
  const refreshKeys = useShortcut('models.refresh')
  const change = (patch: Partial<GalleryView>) => useGallery.setState(patch)
  const counts = capabilityCounts(providers, text)
  const everywhere = capabilityCounts(providers, '')
  const present = capabilityOrder.filter((can) => everywhere.has(can) || can === filter)
  return (
    <div className="flex flex-none flex-col gap-2 px-4 pt-3 pb-2">
      <div className="flex items-center gap-2 max-md:flex-wrap">
        <h1 className="text-title">{t('models.title')}</h1>
        <span className="text-text-3 tabular-nums">{providers.length}</span>
        <span className="grow" />
        <TextField
          id="model-search"
          icon={Search}
          aria-label={t('models.search')}
          placeholder={t('models.search')}
          value={text}
          onChange={(wanted) => change({ text: wanted })}
          onKeyDown={(event) => event.key === 'Escape' && change({ text: '' })}
          className="w-48 min-w-24"
        />
        <Select
          aria-label={t('models.showFavourites')}
          value={favourites}
          onChange={(value) => change({ favourites: value as GalleryView['favourites'] })}
          options={[
            { value: 'anywhere', label: t('models.favouritesAnywhere') },
            { value: 'first', label: t('models.favouritesFirst') },
            { value: 'only', label: t('models.favouritesOnly') },
          ]}
          className="w-40 min-w-24"
        />
        <Select
          aria-label={t('models.sort')}
          value={sort}
          onChange={(value) => change({ sort: value as Sort })}
          options={sorts.map((value) => ({ value, label: t(`models.sorts.${value}`) }))}
          className="w-40 min-w-24"
        />
        <IconButton icon={RefreshCw} label={t('models.refresh')} shortcut={refreshKeys} loading={refreshing} onClick={onRefresh} />
      </div>
      <Segmented
        label={t('models.makes')}
        value={filter}
        onChange={(value) => change({ filter: value })}
        wrap
        options={[
          { value: 'all', label: t('models.all'), count: counts.get('all') ?? 0 },
          ...present.map((can) => ({ value: can, label: t(`models.capabilities.${can}`), count: counts.get(can) ?? 0 })),
        ]}
      />
    </div>
  )
}
