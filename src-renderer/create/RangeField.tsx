import { classes, NumberField, Slider } from '../ui'

interface RangeFieldProps {
  value: number | null
  min: number
  max: number
  integer: boolean
  label: string
  placeholder: string
  onChange: (value: number | null) => void
}

/** A number between two limits: by feel with the slider, exactly with the field. */
export function RangeField({ value, min, max, integer, label, placeholder, onChange }: RangeFieldProps) {
  const step = integer ? 1 : Number(((max - min) / 100).toPrecision(1))
  return (
    <div className="flex items-center gap-2">
      <Slider aria-label={label} value={value ?? (min + max) / 2} min={min} max={max} step={step} onChange={onChange} valueText={value === null ? placeholder : String(value)} className={classes('min-w-0 grow', value === null && 'opacity-50')} />
      <NumberField value={value} min={min} max={max} step={step} integer={integer} placeholder="–" onChange={onChange} className="w-14 flex-none" />
    </div>
  )
}
