import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { classes } from '../ui'

interface TopChipProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon?: LucideIcon
  tone?: 'plain' | 'warn'
  children: ReactNode
}

/** A fact in the top bar that leads to where it belongs. */
export function TopChip({ icon: Icon, tone = 'plain', className, children, ...rest }: TopChipProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(
        'flex h-6 min-w-0 items-center gap-1.5 rounded-control px-2 text-small whitespace-nowrap tabular-nums transition-colors',
        tone === 'warn' ? 'bg-warn-fill text-warn hover:brightness-110' : 'bg-raised text-text-2 hover:bg-hover hover:text-text',
        className,
      )}
    >
      {Icon ? <Icon size={14} strokeWidth={1.75} aria-hidden className="flex-none" /> : null}
      <span className="truncate">{children}</span>
    </button>
  )
}
