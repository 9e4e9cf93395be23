import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lineage, MediaItem } from '../../src-shared/media'
import { openScreen } from '../shell'
import { ItemThumb } from './ItemThumb'
import { useLibraryRows } from './useRows'

/** What an item was made from and what was made out of it, as ways to go there. */
export function LineageLinks({ item }: { item: MediaItem }) {
  const { t } = useTranslation()
  const links = useMemo(
    () => [
      ...item.madeFrom.map((lineage) => ({ ...lineage, back: true })),
      ...item.usedIn.map((lineage) => ({ ...lineage, back: false })),
    ],
    [item.madeFrom, item.usedIn],
  )
  const rows = useLibraryRows(useMemo(() => links.map((link) => link.itemId), [links]))
  if (links.length === 0) return null
  const label = (relation: Lineage['relation'], back: boolean) => t(back ? `library.inspector.relation.${relation}` : `library.inspector.reverse.${relation}`)
  return (
    <ul className="flex flex-col gap-1 text-small">
      {links.map((link, index) => {
        const row = rows[index]
        return (
          <li key={`${link.back} ${link.relation} ${link.itemId}`} className="flex items-center gap-3">
            <span className="w-24 flex-none text-text-3">{label(link.relation, link.back)}</span>
            <button
              type="button"
              onClick={() => openScreen({ name: 'viewer', itemId: link.itemId })}
              className="flex min-h-6 min-w-0 grow items-center gap-2 rounded-control text-left text-focus hover:underline"
            >
              <ItemThumb id={link.itemId} {...(row && { kind: row.kind, revision: row.previewRevision })} className="h-5 w-8 flex-none rounded-thumb" />
              <span className="truncate">{row?.title ?? '…'}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
