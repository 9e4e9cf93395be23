import { MousePointerClick } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ItemId } from '../../src-shared/media'
import { errorText } from '../shell'
import { EmptyState, Skeleton } from '../ui'
import { ItemInspector } from './ItemInspector'
import { SeveralInspector } from './SeveralInspector'
import { useItem } from './useItem'

/** What is known of the chosen items. */
export function Inspector({ ids, preview = true }: { ids: readonly ItemId[]; preview?: boolean }) {
  const { t } = useTranslation()
  const [only] = ids
  const { item, error } = useItem(ids.length === 1 && only !== undefined ? only : null)
  if (ids.length > 1) return <SeveralInspector ids={ids} />
  if (only === undefined) return <EmptyState icon={MousePointerClick}>{t('library.inspector.nothing')}</EmptyState>
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
