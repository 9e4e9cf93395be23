import { useTranslation } from 'react-i18next'
import { ConfirmDialog, useFormat } from '../ui'
import { possibleCost } from './actions'
import { useJobActions } from './useJobActions'
import { useQueue } from './useQueue'
import { useQueueView } from './useQueueView'

/** Held before anything was sent: starting is a first charge, not a second one. */
const neverSent = new Set(['price-unknown', 'over-tolerance'])

/** Asks before jobs that run are canceled, or before something may be charged a second time. */
export function JobConfirm() {
  const asking = useQueueView((view) => view.asking)
  const jobs = useQueue((queue) => queue.jobs)
  const { confirmed } = useJobActions()
  const { t } = useTranslation()
  const format = useFormat()
  if (asking === null) return null
  const close = () => useQueueView.setState({ asking: null })
  const chosen = asking.ids.flatMap((id) => jobs.get(id) ?? [])
  const count = chosen.length
  if (asking.action === 'cancel') {
    const running = chosen.filter((job) => job.status === 'running').length
    return (
      <ConfirmDialog
        danger
        title={t('queue.confirm.cancelTitle', { count })}
        confirmLabel={t('queue.confirm.cancel', { count })}
        dismissLabel={t('queue.confirm.keep', { count })}
        onConfirm={confirmed}
        onClose={close}
      >
        {running === 0 ? t('queue.confirm.cancelPlain', { count }) : count === 1 ? t('queue.confirm.cancelTextSingle') : t('queue.confirm.cancelText', { count: running })}
      </ConfirmDialog>
    )
  }
  const credits = possibleCost(chosen)
  const cost = credits === null ? t('queue.confirm.unknownCost') : t('queue.confirm.upTo', { credits: format.credits(credits) })
  if (asking.action === 'adopt') {
    return (
      <ConfirmDialog title={t('queue.confirm.adoptTitle', { count })} confirmLabel={t('queue.confirm.adopt')} onConfirm={confirmed} onClose={close}>
        {t('queue.confirm.adoptText', { cost })}
      </ConfirmDialog>
    )
  }
  if (asking.action === 'duplicate') {
    return (
      <ConfirmDialog title={t('queue.confirm.duplicateTitle', { count })} confirmLabel={t('queue.confirm.duplicate')} onConfirm={confirmed} onClose={close}>
        {t('queue.confirm.duplicateText', { cost })}
      </ConfirmDialog>
    )
  }
  const sentBefore = chosen.some((job) => job.heldReason === null || !neverSent.has(job.heldReason))
  return (
    <ConfirmDialog
      title={t('queue.confirm.startNewTitle', { count })}
      confirmLabel={t('queue.confirm.startNew')}
      onConfirm={confirmed}
      onClose={close}
    >
      {t(sentBefore ? 'queue.confirm.startNewText' : 'queue.confirm.startNewHeld', { cost })}
    </ConfirmDialog>
  )
}
