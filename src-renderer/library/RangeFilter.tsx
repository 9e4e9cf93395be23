import { useTranslation } from 'react-i18next'
import { NumberField, PanelSection, useFormat } from '../ui'
import { useLibrary } from './useLibrary'

interface RangeFilterProps {
  field: 'durationSeconds' | 'sizeBytes' | 'creditCost'
  title: string
  /** What there is; null: nothing to choose from. */
  extent: { min: number; max: number } | null
  unit: string
  /** How much of the stored quantity one shown unit is. */
  per: number
}

/** From and to, with what there is as a hint. */
export function RangeFilter({ field, title, extent, unit, per }: RangeFilterProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const range = useLibrary((library) => library.query[field])
  const setQuery = useLibrary((library) => library.setQuery)
  if (extent === null && range.min === null && range.max === null) return null
  const end = (key: 'min' | 'max', label: string) => {
    const value = range[key]
    return (
      <NumberField
        aria-label={`${title}, ${label}`}
        value={value === null ? null : value / per}
        onChange={(typed) => setQuery({ [field]: { ...range, [key]: typed === null ? null : typed * per } })}
        min={0}
        unit={unit}
        {...(extent && { placeholder: format.number(extent[key] / per) })}
        className="w-full"
      />
    )
  }
  return (
    <PanelSection title={title}>
      <div className="flex items-center gap-2">
        {end('min', t('library.filter.least'))}
        <span aria-hidden className="text-text-3">–</span>
        {end('max', t('library.filter.most'))}
      </div>
    </PanelSection>
  )
}
