import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacetCount } from '../../src-shared/mediaQuery'
import { Button, Checkbox, PanelSection, Skeleton, TextField, useFormat } from '../ui'
import type { ChipField } from './chips'
import { useChipText } from './useChipText'
import { useLibrary } from './useLibrary'

interface FacetListProps {
  title: string
  field: ChipField
  /** null: still being counted. */
  values: readonly FacetCount<string>[] | null
  chosen: readonly string[]
  onToggle: (value: string) => void
}

/** As many as are shown before "more". */
const few = 5
/** From this many on they can be searched. */
const searchable = 10

/** The values of one filter with their counts; the chosen ones and the most used come first. */
export function FacetList({ title, field, values, chosen, onToggle }: FacetListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const chipText = useChipText()
  const query = useLibrary((library) => library.query)
  const [all, setAll] = useState(false)
  const [text, setText] = useState('')
  if (values === null) return <Skeleton className="h-16" />
  if (values.length === 0) return null
  const named = values.map((one) => ({ ...one, name: chipText({ field, value: one.value }, query) }))
  const sought = text === '' ? named : named.filter(({ name }) => name.toLocaleLowerCase().includes(text.toLocaleLowerCase()))
  const shown = all ? sought : sought.filter(({ value }, index) => index < few || chosen.includes(value))
  return (
    <PanelSection title={title}>
      <div className="flex flex-col">
        {all && values.length >= searchable ? <TextField aria-label={t('library.filter.seek', { name: title })} placeholder={t('app.search')} value={text} onChange={setText} className="mb-1" /> : null}
        {shown.map(({ value, count, name }) => (
          <Checkbox key={value} checked={chosen.includes(value)} onChange={() => onToggle(value)} className="w-full">
            <span className="min-w-0 grow truncate">{name}</span>
            <span className="flex-none text-label text-text-3 tabular-nums">{format.whole(count)}</span>
          </Checkbox>
        ))}
        {!all && sought.length > shown.length ? (
          <Button size={24} variant="ghost" className="self-start" onClick={() => setAll(true)}>{t('library.filter.more', { count: sought.length - shown.length })}</Button>
        ) : null}
      </div>
    </PanelSection>
  )
}
