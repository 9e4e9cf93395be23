import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button'
import { Dialog } from './Dialog'

interface ConfirmDialogProps {
  title: string
  children: ReactNode
  /** What will happen, as a verb. */
  confirmLabel: string
  /** The way out; "Cancel" unless that would be mistaken for what is asked about. */
  dismissLabel?: string
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something that matters. The safe answer comes first and has the focus. */
export function ConfirmDialog({ title, children, confirmLabel, dismissLabel, danger = false, busy = false, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      alert
      title={title}
      width={440}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{dismissLabel ?? t('app.cancel')}</Button>
          <Button variant={danger ? 'danger' : 'primary'} loading={busy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="text-pretty text-text-2">{children}</div>
    </Dialog>
  )
}
