import { Columns2, FolderPlus, Heart, RotateCcw, Tag, Trash2 } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaItem } from '../../src-shared/media'
import { useShortcut } from '../shell'
import { Button, IconButton, Rating, useFormat } from '../ui'
import { compareItems } from './comparison/compare'
import { compareMost, openComparison } from './comparison/comparing'
import { Differences } from './comparison/Differences'
import { deleteForGood, rate, restore, setFavourite, trash } from './itemActions'
import { ItemThumb } from './ItemThumb'
import { openOver } from './over'
import { PickButtons } from './PickButtons'
import { useItems } from './useItem'
import { useLibrary } from './useLibrary'
import { useLibraryRows } from './useRows'

const noItems: MediaItem[] = []
const pictured = 9
/** What many have in common is told from this many; more would hold the keys up. */
const looked = 500

/** Several items: what can be done with all, what differs and what is the same. */
export function SeveralInspector({ chosen }: { chosen: Int32Array }) {
  const { t } = useTranslation()
  const format = useFormat()
  const trashed = useLibrary((library) => library.query.trashed)
  const compareKeys = useShortcut('library.compare')
  const rows = useLibraryRows(useMemo(() => [...chosen.subarray(0, looked)], [chosen]))
  const ids = useMemo(() => rows.slice(0, compareMost).flatMap((row) => row?.id ?? []), [rows])
  const items = useItems(ids) ?? noItems
  const comparison = useMemo(() => compareItems(items), [items])
  const common = <Value,>(pick: (row: NonNullable<(typeof rows)[number]>) => Value): Value | null => {
    const values = new Set(rows.flatMap((row) => (row ? [pick(row)] : [])))
    return values.size === 1 ? [...values][0]! : null
  }
  const allFavourite = common((row) => row.favourite) === true
  return (
    <div className="flex min-h-0 grow flex-col gap-3 overflow-y-auto p-3">
      <div className="flex items-center gap-1">
        <h2 className="grow text-body tabular-nums">{t('library.selected', { count: chosen.length, formatted: format.whole(chosen.length) })}</h2>
        {trashed ? (
          <Button size={24} icon={RotateCcw} onClick={() => restore(chosen)}>{t('library.action.restore')}</Button>
        ) : (
          <IconButton
            icon={Heart}
            fill
            pressed={allFavourite}
            label={t(allFavourite ? 'library.action.notFavourite' : 'library.action.favourite')}
            onClick={() => setFavourite(chosen, !allFavourite)}
          />
        )}
        <IconButton
          icon={Trash2}
          label={t(trashed ? 'library.action.deleteForGood' : 'library.action.trash')}
          onClick={() => (trashed ? deleteForGood(chosen) : trash(chosen))}
        />
      </div>
      <div className="grid grid-cols-3 gap-1">
        {rows.slice(0, pictured).map((row, index) => (
          <ItemThumb key={chosen[index]} id={row?.id ?? null} {...(row && { kind: row.kind, revision: row.previewRevision })} className="h-23 w-full rounded-thumb" />
        ))}
      </div>
      {trashed ? null : (
        <>
          <div className="flex flex-wrap gap-1">
            {chosen.length <= compareMost ? <Button icon={Columns2} title={compareKeys ?? undefined} onClick={() => openComparison(chosen)}>{t('library.action.compare')}</Button> : null}
            <Button icon={Tag} onClick={() => openOver('tags', chosen)}>{t('library.action.tag')}</Button>
            <Button icon={FolderPlus} onClick={() => openOver('collect', chosen)}>{t('library.action.collectShort')}</Button>
          </div>
          <div className="flex items-center justify-between">
            <Rating label={t('library.inspector.rating')} value={common((row) => row.rating) ?? 0} onChange={(rating) => rate(chosen, rating)} />
            <PickButtons pick={common((row) => row.pick)} targets={chosen} />
          </div>
        </>
      )}
      <Differences items={items} comparison={comparison} note={chosen.length > compareMost ? t('library.inspector.comparedFirst', { count: compareMost }) : null} />
      {chosen.length <= compareMost ? (
        <p className="text-small text-text-2 tabular-nums">
          {t('library.inspector.together', { credits: format.credits(comparison.creditsTogether) })}
          {comparison.unknownCosts > 0 ? ` ${t('library.inspector.unknownCosts', { count: comparison.unknownCosts })}` : ''}
        </p>
      ) : null}
    </div>
  )
}
