import { X } from 'lucide-react'
import { useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classes } from './classes'
import { IconButton } from './IconButton'
import { PortalContext } from './portal'

interface DialogProps {
  title: ReactNode
  /** Escape, the close button, or a press on what lies behind. */
  onClose: () => void
  children: ReactNode
  footer?: ReactNode
  /** Width in pixels. */
  width?: number
  /** No frame of its own: the content draws title and padding; `title` is read aloud. */
  bare?: boolean
  /** Asks something: a press beside it does not close it. */
  alert?: boolean
}

/** A native modal dialog: focus stays inside and goes back to where it was. Shown while it is mounted. */
export function Dialog({ title, onClose, children, footer, width = 480, bare = false, alert = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const [container, setContainer] = useState<HTMLElement | null>(null)
  const titleId = useId()
  const content = useRef<HTMLDivElement>(null)
  const [scrolls, setScrolls] = useState(false)
  const { t } = useTranslation()

  useLayoutEffect(() => {
    const dialog = ref.current
    if (dialog === null) return
    dialog.showModal()
    // A field is what it is about; the platform would choose whatever can have the focus and comes first, a list's frame too.
    dialog.querySelector<HTMLElement>('input, textarea')?.focus()
    setContainer(dialog)
    // Closing while it is still in the document is what gives the focus back.
    return () => dialog.close()
  }, [])

  // What scrolls can be reached by keys, also where nothing in it can have the focus. It is asked again when what it holds changes.
  useLayoutEffect(() => {
    const inside = content.current
    setScrolls(inside !== null && inside.scrollHeight > inside.clientHeight)
  }, [children])

  return (
    <dialog
      ref={ref}
      role={alert ? 'alertdialog' : undefined}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (!alert && event.target === ref.current) onClose()
      }}
      style={{ width }}
      className="m-auto max-h-[calc(100vh-48px)] max-w-[calc(100vw-32px)] animate-rise overflow-hidden rounded-dialog bg-panel p-0 text-text shadow-float outline-none"
    >
      <PortalContext value={container}>
        <div className="flex max-h-[calc(100vh-48px)] flex-col">
          {bare ? (
            <h2 id={titleId} className="sr-only">{title}</h2>
          ) : (
            <h2 id={titleId} className="flex-none truncate py-3.5 pr-12 pl-4 text-section">{title}</h2>
          )}
          <div ref={content} {...(scrolls && { tabIndex: 0, role: 'group', 'aria-labelledby': titleId })} className={classes('min-h-0 overflow-y-auto -outline-offset-2!', !bare && 'px-4 pb-4')}>{children}</div>
          {footer ? <div className="flex flex-none justify-end gap-2 border-t border-hairline px-4 py-3">{footer}</div> : null}
          {/* Last, so that the dialog opens with the focus on what it is about. */}
          {bare ? null : <IconButton icon={X} label={t('app.close')} onClick={onClose} className="absolute top-3 right-3" />}
        </div>
      </PortalContext>
    </dialog>
  )
}
