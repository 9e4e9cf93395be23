import { useFieldAttributes } from './Field'

interface SwitchProps {
  checked: boolean
  onChange: (checked: boolean) => void
  'aria-label'?: string
  'aria-describedby'?: string
  disabled?: boolean
}

/** On or off, at once. */
export function Switch({ checked, onChange, 'aria-label': label, 'aria-describedby': describedBy, disabled }: SwitchProps) {
  return (
    <span className="relative inline-flex h-6 w-8 flex-none items-center">
      <input
        {...useFieldAttributes()}
        type="checkbox"
        role="switch"
        aria-label={label}
        {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="peer h-4.5 w-8 cursor-pointer appearance-none rounded-full border border-border bg-app transition-colors checked:border-focus checked:bg-focus disabled:border-hairline"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute left-0.75 size-3 rounded-full bg-text-2 transition-transform peer-checked:translate-x-3.5 peer-checked:bg-app peer-disabled:bg-disabled"
      />
    </span>
  )
}
