import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../ui'
import { useEdits, useItemActions } from './useItemActions'

/** Asks before items leave the library for the system's trash. */
export function DeleteConfirm() {
  const { t } = useTranslation()
  const emptying = useEdits((edits) => edits.emptying)
  const { deleteConfirmed } = useItemActions()
  if (emptying === null) return null
  return (
    <ConfirmDialog
      danger
      title={t('library.confirm.emptyTitle', { count: emptying.length })}
      confirmLabel={t('library.confirm.empty')}
      dismissLabel={t('library.confirm.keep')}
      onConfirm={deleteConfirmed}
      onClose={() => useEdits.setState({ emptying: null })}
    >
      {t('library.confirm.emptyText')}
    </ConfirmDialog>
  )
}
