import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from './classes'
import { IconButton } from './IconButton'

export type NoticeTone = 'info' | 'ok' | 'warn' | 'error'

interface NoticeProps {
  tone: NoticeTone
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
  onDismiss?: () => void
  /** Across the whole width, as a banner. */
  banner?: boolean
}

const looks = {
  info: { icon: Info, fill: 'bg-info-fill', ink: 'text-info' },
  ok: { icon: CircleCheck, fill: 'bg-ok-fill', ink: 'text-ok' },
  warn: { icon: TriangleAlert, fill: 'bg-warn-fill', ink: 'text-warn' },
  error: { icon: CircleAlert, fill: 'bg-err-fill', ink: 'text-err' },
}

/** Something to know, with what can be done about it. */
export function Notice({ tone, title, children, action, onDismiss, banner = false }: NoticeProps) {
  const { icon: Icon, fill, ink } = looks[tone]
  const { t } = useTranslation()
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={classes('flex gap-2 px-3 text-small', title ? 'items-start' : 'items-center', fill, banner ? 'py-1' : 'rounded-panel py-2')}>
      <Icon size={16} strokeWidth={1.75} aria-hidden className={classes('flex-none', ink, title ? 'mt-px' : null)} />
      <div className={classes('min-w-0 grow', banner ? 'self-center' : 'flex flex-col gap-1')}>
        {title ? <span className={classes('font-medium text-text', banner && children ? 'mr-2' : null)}>{title}</span> : null}
        {children ? <span className="text-pretty text-text-2">{children}</span> : null}
      </div>
      {action ? <div className="flex flex-none items-center gap-1">{action}</div> : null}
      {onDismiss ? <IconButton icon={X} size={24} label={t('app.dismiss')} onClick={onDismiss} /> : null}
    </div>
  )
}
