import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface CheckboxProps {
  checked: boolean
  onChange: (checked: boolean) => void
  children?: ReactNode
  'aria-label'?: string
  disabled?: boolean
  className?: string
}

/** Chosen or not; the text beside it belongs to it. */
export function Checkbox({ checked, onChange, children, 'aria-label': label, disabled, className }: CheckboxProps) {
  return (
    <label className={classes('inline-flex min-h-6 cursor-pointer items-center gap-2', disabled && 'text-disabled', className)}>
      <span className="relative inline-flex size-4 flex-none">
        <input
          type="checkbox"
          aria-label={label}
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
          className="peer size-4 cursor-pointer appearance-none rounded-mark border border-border bg-app transition-colors checked:border-focus checked:bg-focus disabled:border-hairline"
        />
        <Check size={12} strokeWidth={3} aria-hidden className="pointer-events-none absolute inset-0.5 hidden text-app peer-checked:block" />
      </span>
      {children}
    </label>
  )
}
