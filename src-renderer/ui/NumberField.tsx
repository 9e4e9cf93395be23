import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { classes, controlClasses } from './classes'
import { useFieldAttributes } from './Field'
import { parseNumber } from '../../src-shared/option'
import { fitNumber } from './fitNumber'

interface NumberFieldProps {
  value: number | null
  /** null: left empty. */
  onChange: (value: number | null) => void
  min?: number
  max?: number
  step?: number
  integer?: boolean
  placeholder?: string
  /** Behind the number: "s", "credits". */
  unit?: string
  end?: ReactNode
  mono?: boolean
  className?: string
  'aria-label'?: string
}

/** A number; arrow keys step, Shift steps ten times. Takes a comma or a point. */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, min, max, step = 1, integer = false, placeholder, unit, end, mono = false, className } = props
  // What is being typed may not be a number yet ("-", "1,"): kept apart until the field is left.
  const [draft, setDraft] = useState<string | null>(null)
  const limits = { min, max, integer }

  const type = (text: string) => {
    setDraft(text)
    const number = parseNumber(text)
    if (text.trim() === '') onChange(null)
    else if (number !== null) onChange(fitNumber(number, limits))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    const by = (event.key === 'ArrowUp' ? 1 : -1) * step * (event.shiftKey ? 10 : 1)
    setDraft(null)
    onChange(fitNumber((value ?? min ?? 0) + (value === null && min !== undefined ? 0 : by), limits))
  }
  return (
    <div className={classes('relative flex min-w-0 items-center', className)}>
      <input
        {...useFieldAttributes()}
        role="spinbutton"
        aria-label={props['aria-label']}
        aria-valuenow={value ?? undefined}
        aria-valuemin={min}
        aria-valuemax={max}
        inputMode={integer ? 'numeric' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={draft ?? (value === null ? '' : String(value))}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setDraft(null)}
        onKeyDown={onKeyDown}
        className={classes(controlClasses, 'tabular-nums', mono && 'font-mono text-small', end ? 'pr-16' : unit ? 'pr-8' : null)}
      />
      {unit && !end ? <span aria-hidden className="pointer-events-none absolute right-2 text-small text-text-3">{unit}</span> : null}
      {end ? <div className="absolute right-0.5 flex items-center">{end}</div> : null}
    </div>
  )
}
