import { useTranslation } from 'react-i18next'
import type { CapState } from '../../src-shared/spending'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { Button, Notice, useFormat } from '../ui'
import { useSpending } from './useSpending'

interface CapNoticesProps {
  /** The name of a batch, or of a model by `TYPE/id`. */
  nameOf: (cap: CapState) => string
  onRaise: (cap: CapState) => void
}

/** Which cap keeps what from being sent, by how much, and until when; and a balance that runs low. */
export function CapNotices({ nameOf, onRaise }: CapNoticesProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const state = useSpending((spending) => spending.state)
  if (state === null) return null
  const words = (cap: CapState, stops: NonNullable<CapState['stops']>) => {
    const values = {
      count: stops.waiting, missing: format.credits(stops.missing), name: nameOf(cap),
      until: cap.until === null ? '' : format.timeOfDay(cap.until),
    }
    return cap.scope === 'night' && cap.until !== null ? t('spending.stops.untilClosed', values) : t(`spending.stops.${cap.scope}`, values)
  }
  const low = state.balance?.isLow === true ? state.balance : null
  return (
    <>
      {state.caps.map((cap) =>
        cap.stops === null || cap.stops.waiting === 0 ? null : (
          <Notice key={`${cap.scope} ${cap.key}`} tone="warn" action={<Button size={24} onClick={() => onRaise(cap)}>{t('spending.stops.raise')}</Button>}>
            {words(cap, cap.stops)}
          </Notice>
        ),
      )}
      {low === null ? null : (
        <Notice tone="warn" action={<Button size={24} onClick={() => request('app.openPage', 'billing').catch(toastFailure)}>{t('spending.topUp')}</Button>}>
          {t('spending.low', { left: format.credits(low.left) })}
        </Notice>
      )}
    </>
  )
}
