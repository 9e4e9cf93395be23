import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, Ref } from 'react'
import { classes } from './classes'
import { Spinner } from './Spinner'
import { Tooltip } from './Tooltip'

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'aria-label'> {
  icon: LucideIcon
  /** What it does: its name and its tooltip. */
  label: string
  size?: 24 | 28 | 32
  shortcut?: string | null | undefined
  /** A toggle: pressed or not. */
  pressed?: boolean | undefined
  loading?: boolean
  disabledReason?: string | null | undefined
  /** Fills the icon when pressed: stars, hearts, locks. */
  fill?: boolean
  /** For use over a picture. */
  onPicture?: boolean
  side?: 'top' | 'right' | 'bottom' | 'left'
  ref?: Ref<HTMLButtonElement>
}

const sizes = { 24: 'size-6', 28: 'size-7', 32: 'size-8' }

/** An action as an icon, with its name in a tooltip. */
export function IconButton(props: IconButtonProps) {
  const {
    icon: Icon, label, size = 28, shortcut, pressed, loading = false, disabledReason, disabled, fill = false, onPicture = false, side,
    className, onClick, ...rest
  } = props
  const blocked = disabled === true || loading || Boolean(disabledReason)
  return (
    <Tooltip label={disabledReason ?? label} shortcut={disabledReason ? null : shortcut} {...(side && { side })}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={blocked || undefined}
        onClick={(event) => {
          if (blocked) event.preventDefault()
          else onClick?.(event)
        }}
        className={classes(
          'inline-flex flex-none items-center justify-center rounded-control transition-colors aria-disabled:cursor-default',
          onPicture
            ? 'bg-badge text-white hover:bg-black aria-pressed:text-accent'
            : 'text-text-2 hover:bg-hover hover:text-text active:bg-selected aria-pressed:bg-selected aria-pressed:text-text aria-disabled:bg-transparent aria-disabled:text-disabled',
          sizes[size],
          className,
        )}
      >
        {loading ? <Spinner size={14} /> : <Icon size={size === 24 ? 14 : 16} strokeWidth={1.75} aria-hidden {...(fill && pressed && { fill: 'currentColor' })} />}
      </button>
    </Tooltip>
  )
}
