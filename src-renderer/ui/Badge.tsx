import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes'

/** A mark over a picture: kind, duration, rating. */
export function Badge({ icon: Icon, children, tone = 'plain' }: { icon?: LucideIcon; children?: ReactNode; tone?: 'plain' | 'accent' }) {
  return (
    <span
      className={classes(
        'inline-flex h-4.5 flex-none items-center gap-0.75 rounded-mark bg-badge px-1.25 text-label whitespace-nowrap tabular-nums',
        tone === 'accent' ? 'text-accent' : 'text-white',
      )}
    >
      {Icon ? <Icon size={11} strokeWidth={2} aria-hidden /> : null}
      {children}
    </span>
  )
}
