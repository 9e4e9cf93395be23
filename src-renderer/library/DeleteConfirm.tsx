import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../ui'
import { deleteConfirmed, useDeleting } from './itemActions'

/** Asks before items leave the library for the system's trash. */
export function DeleteConfirm() {
  const { t } = useTranslation()
  const targets = useDeleting((deleting) => deleting.targets)
  if (targets === null) return null
  return (
    <ConfirmDialog
      danger
      title={t('library.confirm.emptyTitle', { count: targets.length })}
      confirmLabel={t('library.confirm.empty')}
      dismissLabel={t('library.confirm.keep')}
      onConfirm={deleteConfirmed}
      onClose={() => useDeleting.setState({ targets: null })}
    >
      {t('library.confirm.emptyText')}
    </ConfirmDialog>
  )
}
