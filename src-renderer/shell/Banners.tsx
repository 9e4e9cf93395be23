import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../ipc'
import { derive, useQueue } from '../queue'
import { useSettings } from '../settings'
import { Button, Notice, toast, useFormat, useNow } from '../ui'
import { AppNotices } from './AppNotices'
import { toastFailure } from './failure'
import { openScreen } from './screen'

/** Nothing for the user to do: the strip counts it down, a banner would only alarm. */
const quiet = new Set(['rate-limited', 'results-waiting'])
const byItself = new Set(['offline', 'server-error', 'daily-limit'])
const inSettings = new Set(['unauthorized', 'no-key', 'not-an-api-answer', 'redirect-refused', 'library-unavailable'])

/** What keeps the whole app from its work, across the top of the screen. */
export function Banners() {
  const { t } = useTranslation()
  const format = useFormat()
  const block = useQueue((state) => state.state?.block ?? null)
  const resumed = useQueue((state) => state.state?.resumedJobs ?? 0)
  const problem = useSettings((state) => state.surroundings?.libraryProblem ?? null)
  const waiting = derive(useQueue((state) => state.jobs)).counts.queued
  const until = block?.until ?? null
  const now = useNow(1_000, until !== null)

  const told = useRef(false)
  useEffect(() => {
    if (resumed === 0 || told.current) return
    told.current = true
    toast(t('app.resumed', { count: resumed }))
  }, [resumed, t])

  const shown = block !== null && !quiet.has(block.reason) ? block : null
  const resume = () => request('queue.resume').catch(toastFailure)
  return (
    <>
      <AppNotices />
      {shown ? (
        <Notice
          banner
          tone={byItself.has(shown.reason) ? 'warn' : 'error'}
          action={
            <>
              {shown.reason === 'insufficient-credits' ? (
                <Button size={24} onClick={() => request('app.openPage', 'billing').catch(toastFailure)}>{t('app.blockBilling')}</Button>
              ) : null}
              {inSettings.has(shown.reason) ? (
                <Button size={24} onClick={() => openScreen({ name: 'settings', section: shown.reason === 'library-unavailable' ? 'library' : 'key' })}>
                  {t('app.blockSettings')}
                </Button>
              ) : null}
              <Button size={24} onClick={resume}>{t('app.blockResume')}</Button>
            </>
          }
        >
          {t(`app.block.${shown.reason}`)}
          {waiting > 0 ? ` · ${t('app.blockWaiting', { count: waiting })}` : ''}
          {until !== null && until > now ? ` · ${t('app.blockUntil', { time: format.seconds(Math.ceil((until - now) / 1000)) })}` : ''}
        </Notice>
      ) : null}
      {problem && shown?.reason !== 'library-unavailable' ? (
        <Notice
          banner
          tone="error"
          action={<Button size={24} onClick={() => openScreen({ name: 'settings', section: 'library' })}>{t('app.blockSettings')}</Button>}
        >
          {t(problem === 'missing' ? 'app.libraryMissing' : 'app.libraryReadOnly')}
        </Notice>
      ) : null}
    </>
  )
}
