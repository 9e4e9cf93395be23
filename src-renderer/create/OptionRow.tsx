import { useTranslation } from 'react-i18next'
import type { OptionValue } from '../../src-shared/job'
import { fieldOf, type OptionField, type OptionProblem } from '../../src-shared/option'
import type { ProviderOption } from '../../src-shared/provider'
import { useOptionLabel } from '../models'
import { classes, Field, Tooltip, useFormat } from '../ui'
import { OptionControl } from './OptionControl'
import { SweepField } from './SweepField'
import { setOption, setSweep } from './useDrafts'

/** Whole width for what is long, half for the rest. */
function isWide(field: OptionField): boolean {
  if (field.kind === 'longText') return true
  return field.kind === 'choice' && field.look === 'segmented' && field.values.join('').length + field.values.length * 4 > 18
}

interface OptionRowProps {
  option: ProviderOption
  value: OptionValue | undefined
  /** Several values in place of the one. */
  sweep: OptionValue[] | undefined
  problem: OptionProblem | null
}

const asideClasses = '-my-1 rounded-control px-1 py-1 hover:text-text hover:underline'

/** One option with its label, what it is about, and what is wrong with it. */
export function OptionRow({ option, value, sweep, problem }: OptionRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = useOptionLabel()(option.name)
  const field = fieldOf(option)
  const grouped = sweep !== undefined ? field.kind === 'choice' || field.kind === 'boolean' : field.kind === 'boolean' || (field.kind === 'choice' && field.look === 'segmented')
  const limits =
    (field.kind === 'number' || field.kind === 'integer') && field.min !== undefined && field.max !== undefined
      ? t('create.between', { min: format.number(field.min), max: format.number(field.max) })
      : null
  const canBeSeveral = field.kind !== 'longText' && !(field.kind === 'choice' && field.values.length < 2)
  return (
    <Field
      group={grouped}
      required={field.required}
      className={classes((isWide(field) || sweep !== undefined) && 'col-span-2')}
      label={field.description ? <Tooltip label={field.description} side="top"><span>{label}</span></Tooltip> : label}
      error={problem === null ? null : limits && problem === 'out-of-range' ? limits : t(`create.problems.${problem}`)}
      hint={sweep !== undefined && sweep.length > 1 ? t('compose.option.valuesCount', { count: sweep.length }) : null}
      aside={
        <span className="flex items-center gap-1">
          {sweep !== undefined ? (
            <button type="button" aria-label={t('compose.option.oneLabel', { option: label })} onClick={() => setSweep(field.name, null)} className={asideClasses}>
              {t('compose.option.one')}
            </button>
          ) : (
            <>
              {value === undefined ? null : (
                <button type="button" aria-label={t('create.leaveOutLabel', { option: label })} onClick={() => setOption(field.name, undefined)} className={asideClasses}>
                  {t('create.leaveOut')}
                </button>
              )}
              {canBeSeveral ? (
                <button
                  type="button"
                  aria-label={t('compose.option.severalLabel', { option: label })}
                  onClick={() => setSweep(field.name, value === undefined ? [] : [value])}
                  className={asideClasses}
                >
                  {t('compose.option.several')}
                </button>
              ) : null}
            </>
          )}
        </span>
      }
    >
      {sweep !== undefined ? (
        <SweepField field={field} values={sweep} onChange={(values) => setSweep(field.name, values)} />
      ) : (
        <OptionControl field={field} label={label} value={value} hint={limits} onChange={(next) => setOption(field.name, next)} />
      )}
    </Field>
  )
}
