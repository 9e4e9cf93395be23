import { TextField, useFieldAttributes } from '../ui'

interface ColourFieldProps {
  value: string
  placeholder: string
  /** Names the swatch. */
  label: string
  onChange: (value: string) => void
}

/** A colour, picked or written. */
export function ColourField({ value, placeholder, label, onChange }: ColourFieldProps) {
  const { id: _own, ...described } = useFieldAttributes()
  return (
    <div className="flex items-center gap-2">
      <input
        type="color"
        {...described}
        aria-label={label}
        value={/^#[\da-f]{6}$/i.test(value) ? value : '#808080'}
        onChange={(event) => onChange(event.target.value)}
        className="swatch h-7 w-9 flex-none cursor-pointer rounded-control border border-border bg-app p-0.5"
      />
      <TextField mono value={value} placeholder={placeholder} onChange={onChange} className="min-w-0 grow" />
    </div>
  )
}
