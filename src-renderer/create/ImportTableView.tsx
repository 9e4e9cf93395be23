import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rowFields, tableFormats, type RowProblem, type TableFormat } from '../../src-shared/table'
import { useModels, useOptionLabel } from '../models'
import { Checkbox, IconButton, Notice, Select, Table, Th, useFormat } from '../ui'
import { ImportRow } from './ImportRow'
import { withCell, type EditedTable } from './importRows'
import { useDrafts } from './useDrafts'

interface ImportTableViewProps {
  edited: EditedTable
  problems: ReadonlyMap<number, ReadonlyMap<number, RowProblem>>
  onChange: (edited: EditedTable) => void
  onReadAs: (format: TableFormat) => void
}

const pageSize = 50

/** The rows with their cells to mend, what each column means, and what is wrong. */
export function ImportTableView({ edited, problems, onChange, onReadAs }: ImportTableViewProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const type = useDrafts((state) => state.type)
  const meanings = useMeanings(edited)
  const [page, setPage] = useState(0)
  const [onlyBad, setOnlyBad] = useState(false)
  const places = edited.table.rows.map((_, at) => at).filter((at) => !onlyBad || problems.has(at))
  const pages = Math.max(1, Math.ceil(places.length / pageSize))
  const shownPage = Math.min(page, pages - 1)
  const shown = places.slice(shownPage * pageSize, (shownPage + 1) * pageSize)
  const setOut = (at: number, out: boolean) => {
    const next = new Set(edited.out)
    if (out) next.add(at)
    else next.delete(at)
    onChange({ ...edited, out: next })
  }
  return (
    <div className="flex flex-col gap-2">
      {edited.table.problems.slice(0, 3).map((problem) => (
        <Notice key={`${problem.line} ${problem.message}`} tone="warn">{t('compose.table.unreadable', { line: problem.line, message: problem.message })}</Notice>
      ))}
      <div className="flex flex-wrap items-center gap-3 text-small">
        <label className="flex items-center gap-2">
          <span className="text-text-3">{t('compose.table.format')}</span>
          <Select
            aria-label={t('compose.table.format')}
            value={edited.table.format}
            onChange={(value) => onReadAs(value as TableFormat)}
            options={tableFormats.map((value) => ({ value, label: t(`compose.table.formats.${value}`) }))}
            className="w-36"
          />
        </label>
        <Checkbox checked={onlyBad} onChange={setOnlyBad}>{t('compose.table.onlyBad', { count: problems.size })}</Checkbox>
        <span className="text-text-3">{t('compose.table.defaults', { type: t(`models.types.${type}`) })}</span>
        <span className="ml-auto flex items-center gap-1 tabular-nums">
          {t('compose.table.range', { from: format.whole(shown.length === 0 ? 0 : shownPage * pageSize + 1), to: format.whole(shownPage * pageSize + shown.length), total: format.whole(places.length) })}
          <IconButton icon={ChevronLeft} size={24} label={t('compose.table.previous')} disabled={shownPage === 0} onClick={() => setPage(shownPage - 1)} />
          <IconButton icon={ChevronRight} size={24} label={t('compose.table.next')} disabled={shownPage >= pages - 1} onClick={() => setPage(shownPage + 1)} />
        </span>
      </div>
      <div className="max-h-[52vh] overflow-auto rounded-panel border border-hairline" tabIndex={0} role="group" aria-label={t('compose.table.rows')}>
        <Table>
          <thead className="sticky top-0 z-10 bg-panel">
            <tr>
              <Th><span className="sr-only">{t('compose.table.use')}</span></Th>
              <Th numeric>{t('compose.table.line')}</Th>
              {edited.columns.map((meaning, column) => (
                <Th key={column} className="min-w-36 py-1">
                  <Select
                    aria-label={t('compose.table.meaning', { name: edited.table.columns[column] })}
                    value={meaning}
                    onChange={(value) => onChange({ ...edited, columns: edited.columns.toSpliced(column, 1, value) })}
                    options={[{ value: '', label: t('compose.table.ignore', { name: edited.table.columns[column] }) }, ...meanings]}
                  />
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((at) => (
              <ImportRow
                key={at}
                line={edited.table.rows[at]?.line ?? 0}
                cells={edited.cells[at] ?? []}
                columns={edited.columns}
                out={edited.out.has(at)}
                problems={problems.get(at) ?? null}
                onCell={(column, text) => onChange(withCell(edited, at, column, text))}
                onOut={(out) => setOut(at, out)}
              />
            ))}
          </tbody>
        </Table>
      </div>
    </div>
  )
}

/** What a column can mean: the fields, the options that models describe, and whatever it is called itself. */
function useMeanings(edited: EditedTable): { value: string; label: string }[] {
  const { t } = useTranslation()
  const labelOf = useOptionLabel()
  const catalogue = useModels((state) => state.catalogue)
  const options = new Set(catalogue?.providers.flatMap((provider) => provider.options.map(({ name }) => name)))
  const fields = new Set<string>(rowFields)
  const own = edited.table.columns.filter((name) => name !== '' && !fields.has(name) && !options.has(name))
  return [
    ...rowFields.map((value) => ({ value, label: t(`compose.table.field.${value}`) })),
    ...[...options].sort().map((value) => ({ value, label: labelOf(value) })),
    ...[...new Set(own)].map((value) => ({ value, label: value })),
  ]
}
