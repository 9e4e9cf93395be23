import { classes } from './classes'
import { useFieldAttributes } from './Field'

interface SliderProps {
  value: number
  min: number
  max: number
  step?: number
  onChange: (value: number) => void
  /** The value in words, read aloud. */
  valueText?: string
  'aria-label'?: string
  className?: string
}

/** A value by feel: the platform's own range input, drawn by us. */
export function Slider({ value, min, max, step = 1, onChange, valueText, 'aria-label': label, className }: SliderProps) {
  // Beside another control of the same field it names itself.
  const attributes = useFieldAttributes()
  const filled = max > min ? ((value - min) / (max - min)) * 100 : 0
  return (
    <input
      {...(label === undefined && attributes)}
      type="range"
      aria-label={label}
      aria-valuetext={valueText}
      min={min}
      max={max}
      step={step}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
      style={{ '--filled': `${filled}%` }}
      className={classes('range rounded-control', className)}
    />
  )
}
