import { Minus, Plus } from 'lucide-react'
import { IconButton } from './IconButton'
import { NumberField } from './NumberField'
import { useTranslation } from 'react-i18next'

interface StepperProps {
  value: number
  min: number
  max: number
  label: string
  onChange: (value: number) => void
}

/** A small whole number: typed, or one more and one less. */
export function Stepper({ value, min, max, label, onChange }: StepperProps) {
  const { t } = useTranslation()
  return (
    <div role="group" aria-label={label} className="flex flex-none items-center gap-0.5">
      <IconButton icon={Minus} size={24} label={t('app.less')} disabled={value <= min} onClick={() => onChange(value - 1)} />
      <NumberField aria-label={label} value={value} min={min} max={max} integer onChange={(next) => onChange(next ?? min)} className="w-11" />
      <IconButton icon={Plus} size={24} label={t('app.more')} disabled={value >= max} onClick={() => onChange(value + 1)} />
    </div>
  )
}
