import { ChevronDown } from 'lucide-react'
import { classes, controlClasses } from './classes'
import { useFieldAttributes } from './Field'

export interface SelectOption {
  value: string
  label: string
}

interface SelectProps {
  value: string
  onChange: (value: string) => void
  options: readonly SelectOption[]
  disabled?: boolean
  className?: string
  'aria-label'?: string
}

/** One of several: the platform's own list, in our frame. */
export function Select({ value, onChange, options, disabled, className, 'aria-label': label }: SelectProps) {
  return (
    <div className={classes('relative flex min-w-0 items-center', className)}>
      <select
        {...useFieldAttributes()}
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
        className={classes(controlClasses, 'cursor-pointer appearance-none truncate pr-7')}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-panel text-text">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown size={14} strokeWidth={1.75} aria-hidden className="pointer-events-none absolute right-2 text-text-3" />
    </div>
  )
}
