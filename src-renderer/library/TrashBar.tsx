import { useTranslation } from 'react-i18next'
import { Button, useFormat } from '../ui'
import { useItemActions } from './useItemActions'
import { useLibrary } from './useLibrary'

/** What can be done with the whole trash. */
export function TrashBar() {
  const { t } = useTranslation()
  const format = useFormat()
  const ids = useLibrary((library) => library.ids)
  const { restore, deleteForGood } = useItemActions()
  if (ids.length === 0) return null
  return (
    <div className="mx-3 mb-2 flex flex-none items-center gap-2 rounded-panel bg-panel py-1.5 pr-1.5 pl-3 text-small">
      <span className="grow text-text-2 tabular-nums">{t('library.trashBar.text', { count: ids.length, formatted: format.whole(ids.length) })}</span>
      <Button size={24} onClick={() => restore(ids)}>{t('library.trashBar.restoreAll')}</Button>
      <Button size={24} variant="danger" onClick={() => deleteForGood(ids)}>{t('library.trashBar.empty')}</Button>
    </div>
  )
}
