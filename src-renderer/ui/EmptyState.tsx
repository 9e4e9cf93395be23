import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** Nothing here yet: an icon, one sentence, one action. */
export function EmptyState({ icon: Icon, action, children }: { icon: LucideIcon; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="m-auto flex max-w-96 flex-col items-center gap-3 p-6 text-center text-text-2">
      <span className="flex size-12 items-center justify-center rounded-panel bg-raised text-text-3">
        <Icon size={22} strokeWidth={1.5} aria-hidden />
      </span>
      <p className="text-pretty">{children}</p>
      {action}
    </div>
  )
}
