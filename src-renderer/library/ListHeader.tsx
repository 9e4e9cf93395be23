import { ChevronDown, ChevronUp } from 'lucide-react'
import { createContext } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from '../ui'
import { shownColumns } from './listColumns'
import { useLibrary } from './useLibrary'

/** How wide the list is, CSS pixels: which columns have room. */
export const ListWidth = createContext(0)

/** The names of the columns; those that can be sorted by are buttons. */
export function ListHeader({ width }: { width: number }) {
  const { t } = useTranslation()
  const sort = useLibrary((library) => library.query.sort)
  const setQuery = useLibrary((library) => library.setQuery)
  const { shown, template } = shownColumns(width)
  const by = (column: (typeof shown)[number]) => (column.id === 'made' && sort === 'newest' ? 'oldest' : column.sort)
  return (
    <div style={{ gridTemplateColumns: template, width }} className="grid h-7 flex-none items-center gap-x-2 border-b border-hairline pr-2 text-label text-text-3">
      <span />
      {shown.map((column) => {
        const sorted = sort === column.sort || (column.id === 'made' && sort === 'oldest')
        const Arrow = sort === 'oldest' || sort === 'title' ? ChevronUp : ChevronDown
        const label = <span className="truncate">{t(`library.column.${column.id}`)}</span>
        const next = by(column)
        return next === null ? (
          <span key={column.id} className={classes('flex items-center', column.numeric && 'justify-end')}>{label}</span>
        ) : (
          <button
            key={column.id}
            type="button"
            aria-pressed={sorted}
            title={t('library.sortBy', { column: t(`library.column.${column.id}`) })}
            onClick={() => setQuery({ sort: next })}
            className={classes('flex h-6 min-w-0 items-center gap-0.5 rounded-control hover:text-text', column.numeric && 'justify-end', sorted && 'font-medium text-text')}
          >
            {label}
            {sorted ? <Arrow size={12} aria-hidden className="flex-none" /> : null}
          </button>
        )
      })}
    </div>
  )
}
