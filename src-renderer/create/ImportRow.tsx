import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RowProblem } from '../../src-shared/table'
import { Checkbox, classes, Td } from '../ui'

interface ImportRowProps {
  line: number
  cells: readonly string[]
  columns: readonly string[]
  /** Left out. */
  out: boolean
  /** By the column's place; -1: the row as a whole. */
  problems: ReadonlyMap<number, RowProblem> | null
  onCell: (column: number, text: string) => void
  onOut: (out: boolean) => void
}

/** One row to mend, with what is wrong written under the cell. */
export function ImportRow({ line, cells, columns, out, problems, onCell, onOut }: ImportRowProps) {
  const { t } = useTranslation()
  const words = (problem: RowProblem) => `${problem.field !== null && !columns.includes(problem.field) ? `${problem.field}: ` : ''}${t(`compose.table.problem.${problem.code}`)}`
  const whole = problems?.get(-1)
  return (
    <tr className={classes(out && 'text-text-3')}>
      <Td className={classes('align-top', problems && 'bg-err-fill')}>
        <Checkbox aria-label={t('compose.table.useLine', { line })} checked={!out} onChange={(use) => onOut(!use)} />
      </Td>
      <Td numeric className={classes('py-1.5 align-top text-text-3', problems && 'bg-err-fill')}>
        {line}
        {whole ? <span className="mt-1 block w-32 text-left text-label text-err">{words(whole)}</span> : null}
      </Td>
      {columns.map((meaning, column) => {
        const problem = problems?.get(column)
        return (
          <Td key={column} className={classes('px-1 align-top', problems && 'bg-err-fill', meaning === '' && 'text-text-3')}>
            <input
              aria-label={t('compose.table.cell', { line, name: meaning === '' ? t('compose.table.unused') : meaning })}
              aria-invalid={problem ? true : undefined}
              title={problem?.message}
              value={cells[column] ?? ''}
              onChange={(event) => onCell(column, event.target.value)}
              spellCheck={false}
              className={classes(
                'h-6 w-full min-w-0 rounded-control border border-transparent bg-transparent px-1.5 text-small hover:border-border focus-visible:border-focus focus-visible:bg-app aria-invalid:border-err',
                out && 'line-through',
              )}
            />
            {problem ? (
              <span className="flex items-start gap-1 px-1.5 pb-1 text-label text-err" title={problem.message}>
                <CircleAlert size={12} strokeWidth={2} aria-hidden className="mt-0.5 flex-none" />
                {words(problem)}
              </span>
            ) : null}
          </Td>
        )
      })}
    </tr>
  )
}
