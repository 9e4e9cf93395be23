import { Heart, RotateCcw, Trash2 } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemId } from '../../src-shared/media'
import { useOptionLabel } from '../models'
import { Button, IconButton, PanelSection, Rating, Table, Td, useFormat } from '../ui'
import { compareItems, type ComparedLine } from './compare'
import { ItemThumb } from './ItemThumb'
import { useItemActions } from './useItemActions'
import { optionText } from './optionText'
import { useItems } from './useItem'
import { useLibrary } from './useLibrary'
import { useLibraryRows } from './useRows'
import { useModelName } from './useModelName'

/** As many as stand side by side in the panel. */
const compared = 4
const pictured = 9

/** Several items: what can be done with all, what differs and what is the same. */
export function SeveralInspector({ ids }: { ids: readonly ItemId[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const actions = useItemActions()
  const trashed = useLibrary((library) => library.query.trashed)
  const items = useItems(ids.slice(0, compared))
  const rows = useLibraryRows(useMemo(() => ids.slice(0, 1_000), [ids]))
  const comparison = useMemo(() => compareItems(items), [items])
  const ratings = new Set(rows.map((row) => row?.rating))
  const allFavourite = rows.every((row) => row?.favourite)
  const words = useComparedWords()
  return (
    <div className="flex min-h-0 grow flex-col gap-3 overflow-y-auto p-3">
      <div className="flex items-center gap-1">
        <h2 className="grow text-body tabular-nums">{t('library.selected', { count: ids.length })}</h2>
        {trashed ? (
          <Button size={24} icon={RotateCcw} onClick={() => actions.restore(ids)}>{t('library.action.restore')}</Button>
        ) : (
          <IconButton
            icon={Heart}
            fill
            pressed={allFavourite}
            label={t(allFavourite ? 'library.action.notFavourite' : 'library.action.favourite')}
            onClick={() => actions.setFavourite(ids, !allFavourite)}
          />
        )}
        <IconButton
          icon={Trash2}
          label={t(trashed ? 'library.action.deleteForGood' : 'library.action.trash')}
          onClick={() => (trashed ? actions.deleteForGood(ids) : actions.trash(ids))}
        />
      </div>
      <div className="grid grid-cols-3 gap-1">
        {ids.slice(0, pictured).map((id, index) => (
          <ItemThumb key={id} id={id} {...(rows[index] && { kind: rows[index].kind, revision: rows[index].previewRevision })} className="h-23 w-full rounded-thumb" />
        ))}
      </div>
      {trashed ? null : (
        <div className="flex items-center gap-3 text-small">
          <span className="w-24 text-text-3">{t('library.inspector.rating')}</span>
          <Rating label={t('library.inspector.rating')} value={ratings.size === 1 ? (rows[0]?.rating ?? 0) : 0} onChange={(rating) => actions.rate(ids, rating)} />
        </div>
      )}
      {comparison.differs.length > 0 ? (
        <PanelSection
          title={t('library.inspector.differs')}
          aside={ids.length > compared ? <span className="font-normal">{t('library.inspector.comparedFirst', { count: compared })}</span> : null}
        >
          <Table>
            <tbody>
              {comparison.differs.map((line) => (
                <tr key={line.field + line.name}>
                  <th scope="row" className="w-16 max-w-20 truncate border-b border-hairline pr-2 text-left font-normal text-text-3">{words.name(line)}</th>
                  {line.values.map((value, index) => (
                    <Td key={items[index]?.id ?? index} className="max-w-16 truncate px-1! tabular-nums" title={words.value(line, value)}>{words.value(line, value)}</Td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </PanelSection>
      ) : null}
      {comparison.same.length > 0 ? (
        <PanelSection title={t('library.inspector.same')}>
          <div className="flex flex-col gap-1 text-small text-text-2">
            {comparison.same.map((line) => (
              <p key={line.field + line.name} className="line-clamp-3 text-pretty">
                {line.field === 'prompt' ? null : <span className="text-text-3">{words.name(line)} </span>}
                {words.value(line, line.values[0] ?? null)}
              </p>
            ))}
          </div>
        </PanelSection>
      ) : null}
      {ids.length <= compared ? (
        <p className="text-small text-text-2 tabular-nums">
          {t('library.inspector.together', { credits: format.credits(comparison.creditsTogether) })}
          {comparison.unknownCosts > 0 ? ` ${t('library.inspector.unknownCosts', { count: comparison.unknownCosts })}` : ''}
        </p>
      ) : null}
    </div>
  )
}

function useComparedWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const modelName = useModelName()
  const optionLabel = useOptionLabel()
  const names = {
    prompt: t('library.inspector.prompt'),
    provider: t('library.inspector.model'),
    size: t('library.inspector.size'),
    duration: t('library.inspector.duration'),
    cost: t('library.inspector.cost'),
    rating: t('library.inspector.rating'),
  }
  return {
    name: (line: ComparedLine) => (line.field === 'option' || line.field === 'input' ? optionLabel(line.name) : names[line.field]),
    value: (line: ComparedLine, value: ComparedLine['values'][number]): string => {
      if (value === null) return t('library.inspector.none')
      if (line.field === 'provider') return modelName(null, String(value)) ?? String(value)
      if (line.field === 'duration') return `${format.number(Number(value))} s`
      if (line.field === 'cost') return format.amount(Number(value))
      if (line.field === 'rating') return value === 0 ? t('library.inspector.none') : '★'.repeat(Number(value))
      return optionText(value)
    },
  }
}
