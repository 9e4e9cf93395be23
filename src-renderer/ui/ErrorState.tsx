import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** A view that could not be shown: what happened, what to do, and a way on. */
export function ErrorState({ title, children, action }: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div role="alert" className="m-auto flex max-w-104 flex-col items-center gap-3 p-6 text-center">
      <span className="flex size-12 items-center justify-center rounded-panel bg-err-fill text-err">
        <CircleAlert size={22} strokeWidth={1.5} aria-hidden />
      </span>
      <p className="font-medium text-text">{title}</p>
      {children ? <div className="text-pretty text-text-2" data-selectable>{children}</div> : null}
      {action ? <div className="flex gap-2">{action}</div> : null}
    </div>
  )
}
