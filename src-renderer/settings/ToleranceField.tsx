import { useTranslation } from 'react-i18next'
import type { CostTolerance } from '../../src-shared/money'
import { CommittedField } from './CommittedField'
import { changeSettings, useSettings } from './useSettings'

const isAmount = (text: string) => text.trim() === '' || (/^\d{1,4}([.,]\d{1,2})?$/.test(text.trim()))
const toAmount = (text: string) => (text.trim() === '' ? null : Number(text.trim().replace(',', '.')))

/** By how much a job may cost more than it was to before its batch waits for the user. */
export function ToleranceField() {
  const { t } = useTranslation()
  const tolerance = useSettings((state) => state.settings.costTolerance)
  const field = (which: keyof CostTolerance) => (
    <CommittedField
      numeric
      label={t(`settings.tolerance.${which}`)}
      hint={t(`settings.tolerance.${which}Hint`)}
      wrong={t('settings.tolerance.wrong')}
      value={tolerance[which] === null ? '' : String(tolerance[which])}
      isUsable={isAmount}
      onCommit={(text) => changeSettings({ costTolerance: { ...tolerance, [which]: toAmount(text) } })}
    />
  )
  return (
    <div className="flex flex-col gap-4 border-t border-hairline pt-4">
      {field('percent')}
      {field('credits')}
    </div>
  )
}
