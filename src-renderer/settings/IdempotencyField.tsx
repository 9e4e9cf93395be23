import { useTranslation } from 'react-i18next'
import { keyLifetimeMaxHours } from '../../src-shared/settings'
import { toastFailure } from '../shell'
import { CommittedField } from './CommittedField'
import { SwitchRow } from './SwitchRow'
import { changeSettings, useSettings } from './useSettings'

const isLifetime = (text: string) => /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= keyLifetimeMaxHours

/** How the endpoint treats a request that is sent twice: what may go out again by itself hangs on it. */
export function IdempotencyField() {
  const { t } = useTranslation()
  const { endpoint, endpointsWithoutKeys, keyLifetimeHours } = useSettings((state) => state.settings)
  const isWithout = endpointsWithoutKeys.includes(endpoint)
  const change = (without: boolean) => {
    const others = endpointsWithoutKeys.filter((one) => one !== endpoint)
    changeSettings({ endpointsWithoutKeys: without ? [...others, endpoint].slice(-100) : others }).catch(toastFailure)
  }
  return (
    <div className="flex flex-col gap-4 border-t border-hairline pt-4">
      <SwitchRow label={t('settings.idempotency.without')} hint={t('settings.idempotency.withoutHint')} checked={isWithout} onChange={change} />
      {isWithout ? null : (
        <CommittedField
          numeric
          label={t('settings.idempotency.lifetime')}
          hint={t('settings.idempotency.lifetimeHint')}
          wrong={t('settings.idempotency.lifetimeWrong', { max: keyLifetimeMaxHours })}
          value={String(keyLifetimeHours)}
          isUsable={isLifetime}
          onCommit={(text) => changeSettings({ keyLifetimeHours: Number(text) })}
        />
      )}
    </div>
  )
}
