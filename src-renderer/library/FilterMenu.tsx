import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Checkbox, PanelSection, Popover, Segmented, Select, useFormat } from '../ui'
import { listedFacets, type ListedFacet } from './chips'
import { FacetList } from './FacetList'
import { MadeFilter } from './MadeFilter'
import { RangeFilter } from './RangeFilter'
import { toggled } from './filters'
import { useFacets } from './useFacets'
import { useLibrary } from './useLibrary'

/** Every filter of the library behind one button, each value with how many items it would leave. */
export function FilterMenu() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={t('library.filter.label')}
      width={300}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size={24} icon={ListFilter}>{t('library.filter.open')}</Button>}
    >
      <Filters />
    </Popover>
  )
}

const lists: readonly { facet: ListedFacet; field: 'kind' | 'pick' | 'aspect' | 'origin' | 'problem' | 'provider' | 'tag'; title: 'kind' | 'pick' | 'aspect' | 'origin' | 'problem' | 'model' | 'tags' }[] = [
  { facet: 'kinds', field: 'kind', title: 'kind' },
  { facet: 'providers', field: 'provider', title: 'model' },
  { facet: 'tagsAll', field: 'tag', title: 'tags' },
  { facet: 'picks', field: 'pick', title: 'pick' },
  { facet: 'aspects', field: 'aspect', title: 'aspect' },
  { facet: 'origins', field: 'origin', title: 'origin' },
  { facet: 'problems', field: 'problem', title: 'problem' },
]

function Filters() {
  const { t } = useTranslation()
  const format = useFormat()
  const query = useLibrary((library) => library.query)
  const setQuery = useLibrary((library) => library.setQuery)
  const facets = useFacets(query)
  const values = facets && listedFacets(facets, query)
  const list = ({ facet, field, title }: (typeof lists)[number]) => (
    <FacetList
      key={facet}
      title={t(`library.filter.${title}`)}
      field={field}
      values={values?.[facet] ?? null}
      chosen={query[facet]}
      onToggle={(value) => setQuery({ [facet]: toggled<string>(query[facet], value) })}
    />
  )
  return (
    <div aria-busy={facets === null} className="flex flex-col gap-4 p-3">
      {lists.slice(0, 1).map(list)}
      <PanelSection title={t('library.filter.rating')}>
        <Segmented
          label={t('library.filter.rating')}
          value={query.maxRating === 0 ? null : String(query.minRating)}
          onChange={(value) => setQuery({ minRating: Number(value), maxRating: 5 })}
          options={[0, 1, 2, 3, 4, 5].map((stars) => ({ value: String(stars), label: stars === 0 ? t('library.filter.any') : `${stars}★` }))}
          stretch
        />
        <Checkbox checked={query.maxRating === 0} onChange={(none) => setQuery({ minRating: 0, maxRating: none ? 0 : 5 })}>{t('library.filter.unrated')}</Checkbox>
        <Checkbox checked={query.favouritesOnly} onChange={(favouritesOnly) => setQuery({ favouritesOnly })}>{t('library.filter.favourites')}</Checkbox>
      </PanelSection>
      {lists.slice(1, 3).map(list)}
      <Checkbox checked={query.untagged} onChange={(untagged) => setQuery({ untagged, ...(untagged && { tagsAll: [], tagsAny: [] }) })}>{t('library.filter.untagged')}</Checkbox>
      <MadeFilter />
      {lists.slice(3, 5).map(list)}
      {facets && facets.batches.length > 0 ? (
        <PanelSection title={t('library.filter.batchTitle')}>
          <Select
            aria-label={t('library.filter.batchTitle')}
            value={query.batchId ?? ''}
            onChange={(value) => setQuery({ batchId: value === '' ? null : value })}
            options={[
              { value: '', label: t('library.filter.anyBatch') },
              ...facets.batches.map(({ value, count, name }) => ({ value, label: `${name || t('library.filter.unnamedBatch')} · ${format.whole(count)}` })),
            ]}
          />
        </PanelSection>
      ) : null}
      <RangeFilter field="durationSeconds" extent={facets?.durationSeconds ?? null} unit="s" per={1} title={t('library.filter.duration')} />
      <RangeFilter field="sizeBytes" extent={facets?.sizeBytes ?? null} unit="MB" per={1_000_000} title={t('library.filter.fileSize')} />
      <RangeFilter field="creditCost" extent={facets?.creditCost ?? null} unit={t('library.filter.creditsUnit')} per={1} title={t('library.filter.cost')} />
      {lists.slice(5).map(list)}
    </div>
  )
}
