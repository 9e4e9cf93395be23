import { useTranslation } from 'react-i18next'
import type { OptionValue } from '../../src-shared/job'
import { useOptionLabel } from '../models'
import { classes, Field, Tooltip, useFormat } from '../ui'
import type { OptionField, OptionProblem } from '../../src-shared/option'
import { OptionControl } from './OptionControl'
import { setOption } from './useDrafts'

/** Whole width for what is long, half for the rest. */
function isWide(field: OptionField): boolean {
  if (field.kind === 'longText') return true
  return field.kind === 'choice' && field.look === 'segmented' && field.values.join('').length + field.values.length * 4 > 18
}

interface OptionRowProps {
  field: OptionField
  value: OptionValue | undefined
  problem: OptionProblem | null
}

/** One option with its label, what it is about, and what is wrong with it. */
export function OptionRow({ field, value, problem }: OptionRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useOptionLabel()(field.name)
  const grouped = field.kind === 'choice' && field.look === 'segmented'
  const limits =
    (field.kind === 'number' || field.kind === 'integer') && field.min !== undefined && field.max !== undefined
      ? t('create.between', { min: format.number(field.min), max: format.number(field.max) })
      : null
  return (
    <Field
      group={grouped}
      required={field.required}
      className={classes(isWide(field) && 'col-span-2')}
      label={field.description ? <Tooltip label={field.description} side="top"><span>{label}</span></Tooltip> : label}
      error={problem === null ? null : limits && problem === 'out-of-range' ? limits : t(`create.problems.${problem}`)}
      aside={
        value === undefined ? (
          grouped && !field.required ? t('create.notSet').toLowerCase() : null
        ) : (
          <button
            type="button"
            aria-label={t('create.leaveOutLabel', { option: label })}
            onClick={() => setOption(field.name, undefined)}
            className="-my-1 rounded-control px-1 py-1 hover:text-text hover:underline"
          >
            {t('create.leaveOut')}
          </button>
        )
      }
    >
      <OptionControl field={field} label={label} value={value} hint={limits} onChange={(next) => setOption(field.name, next)} />
    </Field>
  )
}
