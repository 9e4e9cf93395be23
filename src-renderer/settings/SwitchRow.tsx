import { useId } from 'react'
import { Switch } from '../ui'

interface SwitchRowProps {
  label: string
  hint: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Something that is on or off, with what it means. */
export function SwitchRow({ label, hint, checked, onChange }: SwitchRowProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <Switch aria-label={label} aria-describedby={id} checked={checked} onChange={onChange} />
      <div className="flex min-w-0 flex-col gap-0.5 pt-0.5">
        <span aria-hidden className="font-medium">{label}</span>
        <span id={id} className="max-w-160 text-pretty text-label text-text-3">{hint}</span>
      </div>
    </div>
  )
}
