import { useTranslation } from 'react-i18next'
import { toastFailure } from '../shell'
import { Button, Notice, useFormat, useNow } from '../ui'
import { setPlan, useNight } from './useNight'
import { momentWords } from './words'

/** Nothing is sent because of the hour: until when, and the way to send all the same. */
export function HoursNotice({ waiting }: { waiting: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(60_000)
  const state = useNight((night) => night.state)
  if (state === null || waiting === 0) return null
  const { window, plan } = state
  const at = window.phase === 'before' ? window.opensAt : window.phase === 'over' ? window.closesAt : null
  if (at === null) return null
  const sendNow = () => setPlan({ ...plan, schedule: { kind: 'always' } }).catch(toastFailure)
  return (
    <Notice tone={window.phase === 'over' ? 'warn' : 'info'} action={<Button size={24} onClick={() => void sendNow()}>{t('night.startNow')}</Button>}>
      {t(window.phase === 'over' ? 'night.over' : 'night.waits', { at: momentWords(format, at, now), count: waiting })}
    </Notice>
  )
}
