import { Check, CopyCheck, Trash2 } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemId } from '../../src-shared/media'
import { on, request } from '../ipc'
import { openScreen, toastFailure } from '../shell'
import { Badge, Button, EmptyState, Skeleton, useFormat } from '../ui'
import { trash } from './itemActions'
import { ItemThumb } from './ItemThumb'
import { useLibrary } from './useLibrary'
import { useLibraryRows } from './useRows'

/** Groups drawn at once; more come when asked for. */
const groupsAtOnce = 40

/** Files whose bytes are the same, group by group: the oldest is kept, the others can go to the trash. */
export function DuplicatesView() {
  const { t } = useTranslation()
  const format = useFormat()
  const groups = useDuplicates()
  const [most, setMost] = useState(groupsAtOnce)
  if (groups === null) return <div aria-busy className="flex flex-col gap-3 p-3"><Skeleton className="h-28" /><Skeleton className="h-28" /></div>
  if (groups.length === 0) {
    return (
      <EmptyState icon={CopyCheck} action={<Button onClick={() => useLibrary.setState({ duplicates: false })}>{t('library.empty.back')}</Button>}>
        {t('library.empty.duplicates')}
      </EmptyState>
    )
  }
  const spare = groups.flatMap((ids) => ids.slice(1))
  return (
    <div className="flex min-h-0 grow flex-col">
      <div className="flex min-h-11 flex-none items-center gap-2 px-3">
        <p className="grow text-small text-text-2 tabular-nums">{t('library.duplicates.text', { count: groups.length, spare: format.whole(spare.length) })}</p>
        <Button size={24} icon={Trash2} onClick={() => trash(spare)}>{t('library.duplicates.trashAll')}</Button>
      </div>
      <ul className="flex min-h-0 grow flex-col gap-2 overflow-y-auto px-3 pb-3">
        {groups.slice(0, most).map((ids) => <Group key={ids[0]} ids={ids} />)}
        {groups.length > most ? (
          <li><Button onClick={() => setMost(most + groupsAtOnce)}>{t('library.duplicates.more', { count: groups.length - most })}</Button></li>
        ) : null}
      </ul>
    </div>
  )
}

function Group({ ids }: { ids: readonly ItemId[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = useLibraryRows(ids)
  const [first] = rows
  return (
    <li className="flex flex-none flex-col gap-2 rounded-panel bg-panel p-2">
      <div className="flex items-center gap-2">
        <span className="min-w-0 grow truncate">{first?.title ?? ''}</span>
        {first ? <span className="flex-none text-small text-text-3 tabular-nums">{format.bytes(first.sizeBytes)}</span> : null}
        <Button size={24} icon={Trash2} onClick={() => trash(ids.slice(1))}>{t('library.duplicates.trash', { count: ids.length - 1 })}</Button>
      </div>
      <ul className="flex flex-wrap gap-1">
        {ids.map((id, index) => {
          const row = rows[index]
          return (
            <li key={id} className="relative">
              <button type="button" aria-label={t('library.duplicates.open', { title: row?.title ?? '' })} onClick={() => openScreen({ name: 'viewer', itemId: id, ids: [...ids] })} className="block rounded-thumb">
                <ItemThumb id={id} {...(row && { kind: row.kind, revision: row.previewRevision })} className="h-24 w-36 rounded-thumb" />
                <span className="block w-36 truncate pt-0.5 text-left text-label text-text-3">{row ? format.dateTime(row.createdAt) : ''}</span>
              </button>
              {index === 0 ? <span className="absolute top-1 left-1"><Badge icon={Check} tone="accent">{t('library.duplicates.kept')}</Badge></span> : null}
            </li>
          )
        })}
      </ul>
    </li>
  )
}

/** Asked again whenever the library changed; null before the first answer. */
function useDuplicates(): readonly (readonly ItemId[])[] | null {
  const [groups, setGroups] = useState<ItemId[][] | null>(null)
  useEffect(() => {
    let current = true
    const load = () => void request('library.duplicates').then((answer) => current && setGroups(answer), toastFailure)
    load()
    const stop = on('library.changed', load)
    return () => {
      current = false
      stop()
    }
  }, [])
  return useMemo(() => groups?.filter((ids) => ids.length > 1) ?? null, [groups])
}
