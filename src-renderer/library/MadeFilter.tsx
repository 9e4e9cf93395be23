import { useTranslation } from 'react-i18next'
import { Chip, PanelSection, TextField } from '../ui'
import { dayBound, dayField, spans, spanStart } from './chips'
import { useLibrary } from './useLibrary'

/** When it was made: a span up to now, or from one day to another. */
export function MadeFilter() {
  const { t } = useTranslation()
  const range = useLibrary((library) => library.query.createdAt)
  const setQuery = useLibrary((library) => library.setQuery)
  const open = { min: null, max: null }
  return (
    <PanelSection title={t('library.filter.made')}>
      <div className="flex flex-wrap gap-1">
        {spans.map((span) => {
          const on = range.max === null && range.min === spanStart(span)
          return (
            <Chip key={span} on={on} onClick={() => setQuery({ createdAt: on ? open : { min: spanStart(span), max: null } })}>
              {t(`library.filter.span.${span}`)}
            </Chip>
          )
        })}
      </div>
      <div className="flex items-center gap-2">
        <TextField
          type="date"
          aria-label={t('library.filter.madeFrom')}
          value={dayField(range.min)}
          max={dayField(range.max)}
          onChange={(value) => setQuery({ createdAt: { ...range, min: dayBound(value, false) } })}
          className="grow"
        />
        <span aria-hidden className="text-text-3">–</span>
        <TextField
          type="date"
          aria-label={t('library.filter.madeTo')}
          value={dayField(range.max)}
          min={dayField(range.min)}
          onChange={(value) => setQuery({ createdAt: { ...range, max: dayBound(value, true) } })}
          className="grow"
        />
      </div>
    </PanelSection>
  )
}
