import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { classes } from './classes'
import { Kbd } from './Kbd'
import { Spinner } from './Spinner'
import { Tooltip } from './Tooltip'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger'
  /** Height in pixels. */
  size?: 24 | 28 | 32
  icon?: LucideIcon
  loading?: boolean
  /** Why it cannot be pressed now: it stays focusable and says so. */
  disabledReason?: string | null | undefined
  /** Keys as they are shown. */
  shortcut?: string | null | undefined
  pressed?: boolean
  children: ReactNode
  ref?: Ref<HTMLButtonElement>
}

const variants = {
  primary:
    'bg-accent text-on-accent font-semibold hover:bg-accent-hover active:bg-accent-pressed aria-disabled:bg-raised aria-disabled:text-disabled',
  secondary:
    'bg-raised text-text font-medium hover:bg-hover active:bg-selected aria-pressed:bg-selected aria-disabled:bg-raised aria-disabled:text-disabled',
  ghost:
    'bg-transparent text-text-2 font-medium hover:bg-hover hover:text-text active:bg-selected aria-pressed:bg-selected aria-pressed:text-text aria-disabled:bg-transparent aria-disabled:text-disabled',
  danger:
    'bg-danger text-white font-medium hover:bg-danger-hover active:bg-danger-hover aria-disabled:bg-raised aria-disabled:text-disabled',
}
const sizes = { 24: 'h-6 px-2 text-small gap-1', 28: 'h-7 px-3 text-body gap-1.5', 32: 'h-8 px-4 text-body gap-2' }

/** An action in words. */
export function Button(props: ButtonProps) {
  const {
    variant = 'secondary', size = 28, icon: Icon, loading = false, disabledReason, shortcut, pressed, children, className, disabled,
    onClick, ...rest
  } = props
  const blocked = disabled === true || loading || Boolean(disabledReason)
  const button = (
    <button
      type="button"
      {...rest}
      aria-disabled={blocked || undefined}
      aria-busy={loading || undefined}
      aria-pressed={pressed}
      onClick={(event) => {
        if (blocked) event.preventDefault()
        else onClick?.(event)
      }}
      className={classes(
        'inline-flex flex-none items-center justify-center rounded-control whitespace-nowrap transition-colors aria-disabled:cursor-default',
        variants[variant],
        sizes[size],
        className,
      )}
    >
      {loading ? <Spinner size={14} /> : Icon ? <Icon size={size === 24 ? 14 : 16} strokeWidth={1.75} aria-hidden className="flex-none" /> : null}
      <span className="truncate">{children}</span>
      {shortcut ? <Kbd keys={shortcut} onAccent={variant === 'primary' && !blocked} /> : null}
    </button>
  )
  return disabledReason ? <Tooltip label={disabledReason}>{button}</Tooltip> : button
}
