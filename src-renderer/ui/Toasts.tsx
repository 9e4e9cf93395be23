import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button'
import { IconButton } from './IconButton'
import { dismissToast, useToasts, type Toast } from './toast'

const icons = { info: Info, ok: CircleCheck, warn: TriangleAlert, error: CircleAlert }
const inks = { info: 'text-info', ok: 'text-ok', warn: 'text-warn', error: 'text-err' }

function ToastCard({ toast, held }: { toast: Toast; held: boolean }) {
  const { t } = useTranslation()
  const Icon = icons[toast.tone]
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismissToast(toast.id), toast.stayMs)
    return () => clearTimeout(timer)
  }, [toast, held])
  return (
    <li className="pointer-events-auto flex w-96 max-w-[calc(100vw-32px)] animate-rise items-start gap-2 rounded-panel bg-raised py-2 pr-2 pl-3 shadow-float">
      <Icon size={16} strokeWidth={1.75} aria-hidden className={`mt-1 flex-none ${inks[toast.tone]}`} />
      <span className="min-w-0 grow py-0.5 text-pretty" data-selectable>{toast.text}</span>
      {toast.action ? (
        <Button
          size={24}
          className="bg-hover"
          onClick={() => {
            toast.action?.onSelect()
            dismissToast(toast.id)
          }}
        >
          {toast.action.label}
        </Button>
      ) : null}
      <IconButton icon={X} size={24} label={t('app.dismiss')} onClick={() => dismissToast(toast.id)} />
    </li>
  )
}

/** Where toasts appear. They wait while the pointer or the focus is on them. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts)
  const [held, setHeld] = useState(false)
  const { t } = useTranslation()
  return (
    <section aria-label={t('app.notices')} className="pointer-events-none fixed right-4 bottom-12 z-40">
      <ul
        className="flex flex-col items-end gap-2"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} held={held} />
        ))}
      </ul>
    </section>
  )
}
