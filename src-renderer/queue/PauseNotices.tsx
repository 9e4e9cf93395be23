import { useTranslation } from 'react-i18next'
import { Button, Notice, useFormat } from '../ui'
import { usePauses } from './usePauses'
import { useQueue } from './useQueue'

/** What waits for the user's word: models that are paused, and batches that turned out dearer than is tolerated. */
export function PauseNotices() {
  const { t } = useTranslation()
  const format = useFormat()
  const batches = useQueue((queue) => queue.batches)
  const paused = useQueue((queue) => queue.state?.pausedProviders)
  const { setBatchPaused, setProviderPaused, modelOf } = usePauses()
  const over = [...batches.values()].filter((batch) => batch.pause?.excess != null)
  return (
    <>
      {over.map(({ id, name, pause }) => (
        <Notice key={id} tone="warn" action={<Button size={24} onClick={() => setBatchPaused(id, false)}>{t('queue.pauses.acceptPrice')}</Button>}>
          {t('queue.pauses.overNotice', {
            name: name || t('queue.batch.unnamed'),
            cost: format.credits(pause?.excess?.creditCost ?? 0),
            estimated: format.credits(pause?.excess?.estimatedCredits ?? 0),
            more: format.amount((pause?.excess?.creditCost ?? 0) - (pause?.excess?.estimatedCredits ?? 0)),
          })}
        </Notice>
      ))}
      {(paused ?? []).flatMap(({ key, until }) => until !== null ? [] : [
        <Notice key={key} tone="warn" action={<Button size={24} onClick={() => setProviderPaused(key, false)}>{t('queue.pauses.resume')}</Button>}>
          {t('queue.pauses.modelNotice', { model: modelOf(key) })}
        </Notice>,
      ])}
    </>
  )
}
