import { useTranslation } from 'react-i18next'
import { Button, useFormat } from '../ui'
import { deleteForGood, restore } from './itemActions'
import { useLibrary } from './useLibrary'

/** What can be done with the whole trash. */
export function TrashBar() {
  const { t } = useTranslation()
  const format = useFormat()
  const numbers = useLibrary((library) => library.numbers)
  if (numbers.length === 0) return null
  return (
    <div className="mx-3 mb-2 flex flex-none items-center gap-2 rounded-panel bg-panel py-1.5 pr-1.5 pl-3 text-small">
      <span className="grow text-text-2 tabular-nums">{t('library.trashBar.text', { count: numbers.length, formatted: format.whole(numbers.length) })}</span>
      <Button size={24} onClick={() => restore(numbers)}>{t('library.trashBar.restoreAll')}</Button>
      <Button size={24} variant="danger" onClick={() => deleteForGood(numbers)}>{t('library.trashBar.empty')}</Button>
    </div>
  )
}
