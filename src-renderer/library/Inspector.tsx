import { MousePointerClick } from 'lucide-react'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemId } from '../../src-shared/media'
import { errorText } from '../shell'
import { EmptyState, Skeleton } from '../ui'
import { ItemInspector } from './ItemInspector'
import { SeveralInspector } from './SeveralInspector'
import { useItem } from './useItem'
import { useLibraryRows } from './useRows'

/** What is known of the chosen items. */
export const Inspector = memo(function Inspector({ chosen }: { chosen: Int32Array }) {
  const { t } = useTranslation()
  const [row] = useLibraryRows(useMemo(() => [...chosen.subarray(0, 1)], [chosen]))
  if (chosen.length > 1) return <SeveralInspector chosen={chosen} />
  if (chosen.length === 0) return <EmptyState icon={MousePointerClick}>{t('library.inspector.nothing')}</EmptyState>
  return <OneInspector id={row?.id ?? null} />
})

/** Everything that is known of one item; null: which one is not known yet. */
export function OneInspector({ id, preview = true }: { id: ItemId | null; preview?: boolean }) {
  const { t } = useTranslation()
  const { item, error } = useItem(id)
  if (error) return <p role="alert" className="p-3 text-small text-err">{errorText(t, error.facts)}</p>
  if (item === null) {
    return (
      <div aria-busy className="flex flex-col gap-3">
        {preview ? <Skeleton className="h-45 rounded-none!" /> : null}
        <div className="flex flex-col gap-2 p-3">
          <Skeleton className="h-7" />
          <Skeleton className="h-16" />
        </div>
      </div>
    )
  }
  return <ItemInspector key={item.id} item={item} preview={preview} />
}
