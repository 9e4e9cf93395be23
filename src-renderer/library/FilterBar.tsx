import { BookmarkPlus, Clock, Coins, Flag, Folder, Hash, Heart, Layers, Proportions, Ruler, Search, Star, Tag, TriangleAlert, type LucideIcon } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { mediaKinds } from '../../src-shared/media'
import { everything } from '../../src-shared/mediaQuery'
import { openScreen, useScreen } from '../shell'
import { Button, Chip, IconButton, Select, useFormat } from '../ui'
import { chipsOf, type ChipField, type QueryChip } from './chips'
import { FilterMenu } from './FilterMenu'
import { isFiltered } from './filters'
import { kindIcons } from './ItemThumb'
import { openOver } from './over'
import { useChipText } from './useChipText'
import { useLibrary } from './useLibrary'
import { ViewMenu } from './ViewMenu'

const sorts = ['newest', 'oldest', 'rating', 'title', 'size', 'duration', 'cost'] as const
const icons: Partial<Record<ChipField, LucideIcon>> = {
  text: Search, rating: Star, favourite: Heart, pick: Flag, tag: Tag, anyTag: Tag, untagged: Tag, collection: Folder, made: Clock, size: Ruler, duration: Clock,
  cost: Coins, aspect: Proportions, batch: Layers, problem: TriangleAlert, origin: Hash,
}

/** Search and batch may have come with the screen: they leave it too. */
function forgetAsked(field: 'text' | 'batch'): void {
  const { current } = useScreen.getState()
  if (current.name !== 'library') return
  const { search, batchId } = current
  openScreen({ name: 'library', ...(field === 'batch' ? search !== undefined && { search } : batchId !== undefined && { batchId }) })
}

/** What is filtered, how many are shown, in which order and how large. */
export const FilterBar = memo(function FilterBar() {
  const { t } = useTranslation()
  const format = useFormat()
  const chipText = useChipText()
  const { query, numbers, total, trashed, setQuery } = useLibrary()
  const chips = chipsOf(query)
  const inCollection = query.collectionId !== null
  const of = query.trashed ? trashed : total
  const iconOf = ({ field, value }: QueryChip) => {
    const kind = mediaKinds.find((one) => one === value)
    return field === 'kind' && kind ? kindIcons[kind] : icons[field]
  }
  const remove = ({ field, without }: QueryChip) => {
    setQuery(without)
    if (field === 'text' || field === 'batch') forgetAsked(field)
  }
  const removeAll = () => {
    setQuery({ ...everything, trashed: query.trashed, sort: query.sort === 'manual' ? 'newest' : query.sort })
    openScreen({ name: 'library' })
  }
  const orders = [...(inCollection ? ['manual' as const] : []), ...sorts]
  return (
    <div className="flex min-h-11 flex-none flex-wrap items-center gap-x-2 px-3">
      <div className="flex min-w-0 grow flex-wrap items-center gap-1.5 py-2.5">
        {chips.map((chip) => {
          const name = chipText(chip, query)
          const icon = iconOf(chip)
          return (
            <Chip key={`${chip.field} ${chip.value}`} on {...(icon && { icon })} removeLabel={t('library.filter.remove', { name })} onRemove={() => remove(chip)}>
              {name}
            </Chip>
          )
        })}
        <FilterMenu />
        {chips.length > 1 ? <Button size={24} variant="ghost" onClick={removeAll}>{t('library.filter.clear')}</Button> : null}
        {isFiltered({ ...query, collectionId: null }) && !query.trashed ? (
          <IconButton size={24} icon={BookmarkPlus} label={t('library.filter.save')} onClick={() => openOver('save')} />
        ) : null}
      </div>
      <span className="flex-none text-small text-text-3 tabular-nums" role="status">
        {numbers.length === of
          ? t('library.shownAll', { count: of, total: format.whole(of) })
          : t('library.shownOf', { shown: format.whole(numbers.length), total: format.whole(of) })}
      </span>
      <Select
        aria-label={t('library.sort.label')}
        value={query.sort}
        onChange={(sort) => setQuery({ sort: orders.find((one) => one === sort) ?? 'newest' })}
        options={orders.map((sort) => ({ value: sort, label: t(`library.sort.${sort}`) }))}
        className="w-36 flex-none"
      />
      <ViewMenu />
    </div>
  )
})
