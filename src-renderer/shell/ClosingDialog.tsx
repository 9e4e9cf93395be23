import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { on, request } from '../ipc'
import { Button, Checkbox, Dialog } from '../ui'
import { toastFailure } from './failure'

/** Asks, when the window is closed while jobs wait or run, whether the queue goes on without it. */
export function ClosingDialog() {
  const { t } = useTranslation()
  const [unfinished, setUnfinished] = useState<number | null>(null)
  const [remember, setRemember] = useState(true)
  useEffect(() => on('app.closing', (closing) => setUnfinished(closing.unfinished)), [])
  if (unfinished === null) return null
  const answer = (how: 'tray' | 'quit' | null) => {
    setUnfinished(null)
    request('app.close', { how, remember: how !== null && remember }).catch(toastFailure)
  }
  return (
    <Dialog
      alert
      title={t('app.closing.title')}
      width={460}
      onClose={() => answer(null)}
      footer={
        <>
          <Button onClick={() => answer(null)}>{t('app.cancel')}</Button>
          <Button onClick={() => answer('quit')}>{t('app.closing.quit')}</Button>
          <Button variant="primary" onClick={() => answer('tray')}>{t('app.closing.tray')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-pretty text-text-2">{t('app.closing.text', { count: unfinished })}</p>
        <Checkbox checked={remember} onChange={setRemember}>{t('app.closing.remember')}</Checkbox>
      </div>
    </Dialog>
  )
}
