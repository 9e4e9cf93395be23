import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OptionValue } from '../../src-shared/job'
import { fitted, parseNumber, problemWith, type OptionField } from '../../src-shared/option'
import { Checkbox, TextField } from '../ui'

interface SweepFieldProps {
  field: OptionField
  values: readonly OptionValue[]
  onChange: (values: OptionValue[]) => void
}

/** Several values of one option: ticked where there are choices, else written one after the other. */
export function SweepField({ field, values, onChange }: SweepFieldProps) {
  const { t } = useTranslation()
  const [written, setWritten] = useState(() => values.map(String).join('; '))
  const choices = field.kind === 'choice' ? field.values : field.kind === 'boolean' ? [true, false] : null
  if (choices !== null) {
    const chosen = new Set(values.map(String))
    return (
      <div className="flex max-h-40 flex-wrap gap-x-3 gap-y-0.5 overflow-y-auto rounded-control border border-hairline bg-app px-2 py-1">
        {choices.map((choice) => (
          <Checkbox
            key={String(choice)}
            checked={chosen.has(String(choice))}
            onChange={(checked) => onChange(choices.filter((other) => (other === choice ? checked : chosen.has(String(other)))))}
          >
            {typeof choice === 'boolean' ? t(choice ? 'compose.option.on' : 'compose.option.off') : field.kind === 'choice' && field.unit ? `${String(choice)} ${field.unit}` : String(choice)}
          </Checkbox>
        ))}
      </div>
    )
  }
  const isNumber = field.kind === 'number' || field.kind === 'integer' || field.kind === 'seed'
  return (
    <TextField
      value={written}
      mono={isNumber}
      placeholder={t('compose.option.severalHint')}
      onChange={(text) => {
        setWritten(text)
        onChange(valuesIn(text, field, isNumber))
      }}
    />
  )
}

/** Parted by semicolons or line ends; what the option does not take is left out. */
function valuesIn(text: string, field: OptionField, isNumber: boolean): OptionValue[] {
  const parts = text.split(isNumber && !/[;\n]/.test(text) ? /[;\n\s]+/ : /[;\n]+/).map((part) => part.trim()).filter((part) => part !== '')
  const values = parts.flatMap((part): OptionValue[] => {
    const value = isNumber ? (parseNumber(part) ?? part) : fitted(field, part)
    return problemWith(field, value) === null ? [value] : []
  })
  return [...new Set(values)].slice(0, 100)
}
