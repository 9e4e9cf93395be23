import { useTranslation } from 'react-i18next'
import type { RecordLine, RecordQuery } from '../../src-shared/spending'
import { Table, Td, Th, useFormat } from '../ui'

interface RecordTableProps {
  lines: readonly RecordLine[]
  by: RecordQuery['by']
  nameOf: (line: RecordLine) => string
}

/** The lines of the record with their sum below. */
export function RecordTable({ lines, by, nameOf }: RecordTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  if (lines.length === 0) return <p className="py-8 text-center text-text-3">{t('spending.table.empty')}</p>
  const sum = (of: (line: RecordLine) => number) => lines.reduce((total, line) => total + of(line), 0)
  const unpriced = ({ unpriced: running, unknown }: Pick<RecordLine, 'unpriced' | 'unknown'>) =>
    running + unknown > 0 ? <span className="pl-2 text-text-3">{t('spending.table.unknown', { count: running + unknown })}</span> : null
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t(`spending.table.${by}`)}</Th>
          <Th numeric>{t('spending.table.attempts')}</Th>
          <Th numeric>{t('spending.table.spent')}</Th>
          <Th numeric>{t('spending.table.reserved')}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key}>
            <Td className="max-w-80 truncate">{nameOf(line)}{unpriced(line)}</Td>
            <Td numeric>{format.whole(line.attempts)}</Td>
            <Td numeric>{format.amount(line.spent)}</Td>
            <Td numeric>{format.amount(line.reserved)}</Td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-medium">
          <Td>{t('spending.table.total')}</Td>
          <Td numeric>{format.whole(sum((line) => line.attempts))}</Td>
          <Td numeric>{format.amount(sum((line) => line.spent))}</Td>
          <Td numeric>{format.amount(sum((line) => line.reserved))}</Td>
        </tr>
      </tfoot>
    </Table>
  )
}
