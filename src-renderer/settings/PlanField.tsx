import { useTranslation } from 'react-i18next'
import { plans, type Plan } from '../../src-shared/settings'
import { toastFailure } from '../shell'
import { classes, Field, Segmented, Table, Td, Th, useFormat } from '../ui'
import { changeSettings, useSettings } from './useSettings'

/** The limits as the vendor's page states them, for reading; main keeps to its own. null: by contract. */
const limits: Record<Plan, { perMinute: number | null; atOnce: number | null; perDay: number | null }> = {
  free: { perMinute: 10, atOnce: 1, perDay: 100 },
  starter: { perMinute: 30, atOnce: 3, perDay: 1_000 },
  pro: { perMinute: 60, atOnce: 10, perDay: 10_000 },
  enterprise: { perMinute: null, atOnce: null, perDay: null },
}

/** The plan, and what it allows. */
export function PlanField() {
  const { t } = useTranslation()
  const format = useFormat()
  const chosen = useSettings((state) => state.settings.plan)
  const shown = (limit: number | null, none: string) => (limit === null ? none : format.whole(limit))
  return (
    <div className="flex flex-col gap-3 border-t border-hairline pt-4">
      <Field group label={t('settings.plan.label')} hint={t('settings.plan.hint')}>
        <Segmented
          value={chosen}
          onChange={(plan) => changeSettings({ plan }).catch(toastFailure)}
          options={plans.map((plan) => ({ value: plan, label: t(`settings.plan.names.${plan}`) }))}
        />
      </Field>
      <Table className="max-w-136">
        <thead>
          <tr>
            <Th>{t('settings.plan.label')}</Th>
            <Th numeric>{t('settings.plan.perMinute')}</Th>
            <Th numeric>{t('settings.plan.atOnce')}</Th>
            <Th numeric>{t('settings.plan.perDay')}</Th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <tr key={plan} className={classes(plan === chosen ? 'bg-selection font-medium' : 'text-text-2')}>
              <Td>
                {t(`settings.plan.names.${plan}`)}
                {plan === chosen ? <span className="ml-2 font-normal text-text-3">{t('settings.plan.yours')}</span> : null}
              </Td>
              <Td numeric>{shown(limits[plan].perMinute, t('settings.plan.custom'))}</Td>
              <Td numeric>{shown(limits[plan].atOnce, t('settings.plan.custom'))}</Td>
              <Td numeric>{shown(limits[plan].perDay, t('settings.plan.unlimited'))}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
