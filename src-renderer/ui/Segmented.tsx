import type { LucideIcon } from 'lucide-react'
import { useId } from 'react'
import { classes } from './classes'
import { useField } from './Field'

export interface SegmentedOption<Value extends string> {
  value: Value
  label: string
  icon?: LucideIcon
  /** Shown behind the label. */
  count?: string | number
}

interface SegmentedProps<Value extends string> {
  /** Read aloud as the group's name; inside a `Field` its label does that. */
  label?: string
  value: Value | null
  options: readonly SegmentedOption<Value>[]
  onChange: (value: Value) => void
  /** Shares the width evenly. */
  stretch?: boolean
  /** Shows icons only, with the labels read aloud. */
  iconsOnly?: boolean
  /** Breaks into lines where it is too wide, instead of scrolling. */
  wrap?: boolean
}

/** One of a few, side by side: a radio group, so arrow keys move. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, options, onChange, stretch = false, iconsOnly = false, wrap = false } = props
  const name = useId()
  const field = useField()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      aria-labelledby={label === undefined ? field?.labelId : undefined}
      aria-describedby={field?.describedBy}
      className={classes(
        'flex min-w-0 rounded-control border border-hairline bg-app p-0.5',
        stretch ? 'w-full' : 'w-fit max-w-full',
        wrap ? 'flex-wrap' : 'overflow-x-auto [scrollbar-width:none]',
      )}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={classes(
            'relative flex h-6 min-w-6 flex-none cursor-pointer items-center justify-center gap-1.5 rounded-mark px-2.5 text-small whitespace-nowrap',
            'text-text-2 transition-colors hover:text-text has-checked:bg-selected has-checked:font-medium has-checked:text-text',
            'has-focus-visible:outline-2 has-focus-visible:outline-focus',
            stretch && 'grow',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
            aria-label={iconsOnly ? option.label : undefined}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.icon ? <option.icon size={14} strokeWidth={1.75} aria-hidden /> : null}
          {iconsOnly ? null : option.label}
          {option.count === undefined ? null : <span className="text-label text-text-3 tabular-nums">{option.count}</span>}
        </label>
      ))}
    </div>
  )
}
