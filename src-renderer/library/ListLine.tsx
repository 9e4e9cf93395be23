import { Flag, FlagOff, Heart, TriangleAlert } from 'lucide-react'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { mediaUrl, type MediaRow } from '../../src-shared/media'
import { classes, Thumb, useFormat } from '../ui'
import { kindIcons } from './ItemThumb'
import { ListWidth } from './ListHeader'
import { shownColumns, type ListColumn } from './listColumns'
import { useModelName } from './useModelName'
import { useRested } from './useRested'

/** One item as a line of columns. */
export function ListLine({ row, label, flying }: { row: MediaRow; label: string; flying: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const modelName = useModelName()
  const rested = useRested(row.number, flying)
  const { shown, template } = shownColumns(useContext(ListWidth))
  const cell = (column: ListColumn) => {
    switch (column) {
      case 'title':
        return (
          <span className="flex items-center gap-1.5">
            {row.pick === 'pick' ? <Flag size={12} className="flex-none text-text" /> : row.pick === 'reject' ? <FlagOff size={12} className="flex-none text-text-3" /> : null}
            {row.favourite ? <Heart size={12} fill="currentColor" className="flex-none text-run" /> : null}
            {row.problem === null ? null : <TriangleAlert size={12} className="flex-none text-warn" />}
            <span className={classes('truncate', row.pick === 'reject' ? 'text-text-3' : 'text-text')}>{row.title || row.prompt}</span>
          </span>
        )
      case 'kind':
        return t(`library.kind.${row.kind}`)
      case 'model':
        return row.type === null ? null : (modelName(row.type, row.provider) ?? t('library.inspector.automatic'))
      case 'rating':
        return <span className="text-run">{'★'.repeat(row.rating)}</span>
      case 'size':
        return row.width !== null && row.height !== null ? `${row.width} × ${row.height}` : null
      case 'duration':
        return row.durationSeconds === null ? null : format.clock(row.durationSeconds)
      case 'cost':
        return row.creditCost === null ? null : format.amount(row.creditCost)
      case 'fileSize':
        return format.bytes(row.sizeBytes)
      case 'made':
        return format.date(row.createdAt)
    }
  }
  return (
    <div role="img" aria-label={label} style={{ gridTemplateColumns: template }} className="grid h-full items-center gap-x-2 pr-2 text-small text-text-2">
      <Thumb src={rested ? mediaUrl.thumbnail(row.id, 256, row.previewRevision) : null} alt="" eager icon={kindIcons[row.kind]} className="ml-1 h-7 w-10 rounded-thumb" />
      {shown.map(({ id, numeric }) => (
        <span key={id} className={classes('min-w-0 truncate', numeric && 'text-right tabular-nums')}>{cell(id)}</span>
      ))}
    </div>
  )
}
