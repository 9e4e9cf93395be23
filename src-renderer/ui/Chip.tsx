import { X, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface ChipProps {
  icon?: LucideIcon
  /** With an action it is a button. */
  onClick?: () => void
  /** A filter that is on. */
  on?: boolean
  onRemove?: () => void
  /** Names the remove button. */
  removeLabel?: string
  title?: string
  children: ReactNode
}

const look = 'inline-flex h-6 max-w-full min-w-0 items-center gap-1.5 rounded-control px-2 text-small whitespace-nowrap'

/** A small fact, a filter or a tag. */
export function Chip({ icon: Icon, onClick, on = false, onRemove, removeLabel, title, children }: ChipProps) {
  const surface = on ? 'bg-selected text-text' : 'bg-raised text-text-2'
  const content = (
    <>
      {Icon ? <Icon size={14} strokeWidth={1.75} aria-hidden className="flex-none" /> : null}
      <span className="truncate">{children}</span>
    </>
  )
  if (onRemove) {
    return (
      <span className={classes(look, surface, 'pr-0')} title={title}>
        {content}
        <button type="button" aria-label={removeLabel} onClick={onRemove} className="inline-flex size-6 items-center justify-center rounded-control hover:bg-hover hover:text-text">
          <X size={12} strokeWidth={2} aria-hidden />
        </button>
      </span>
    )
  }
  if (onClick) {
    return (
      <button type="button" aria-pressed={on} title={title} onClick={onClick} className={classes(look, surface, 'transition-colors hover:bg-hover hover:text-text')}>
        {content}
      </button>
    )
  }
  return <span className={classes(look, surface)} title={title}>{content}</span>
}
