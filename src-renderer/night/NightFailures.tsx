import { useTranslation } from 'react-i18next'
import type { JobId } from '../../src-shared/job'
import type { NightReport } from '../../src-shared/night'
import { request } from '../ipc'
import { errorText, toastFailure } from '../shell'
import { PanelSection, toast, useFormat } from '../ui'

/** Why jobs failed in a night, with the way to try them again; where the model gave up, another seed is a better try. */
export function NightFailures({ failures, count }: { failures: NightReport['failures']; count: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const retry = async (ids: JobId[], newSeed: boolean) => {
    try {
      await request('queue.retry', ids, { newSeed })
      toast(t('queue.done.retried', { count: ids.length }))
    } catch (error) {
      toastFailure(error)
    }
  }
  return (
    <PanelSection title={t('night.report.why', { count })}>
      <ul className="text-small">
        {failures.map(({ code, jobIds }) => {
          const newSeed = code === 'generation-failed'
          return (
            <li key={code} className="flex items-start gap-2 border-b border-hairline py-1.5">
              <span className="min-w-0 grow text-pretty">{errorText(t, { code, message: '' })}</span>
              <span className="pt-0.5 text-text-3 tabular-nums">{format.whole(jobIds.length)}</span>
              <button type="button" onClick={() => void retry(jobIds, newSeed)} className="min-h-6 flex-none rounded-control px-1 text-focus hover:underline">
                {t(newSeed ? 'night.report.newSeeds' : 'night.report.retry', { count: jobIds.length })}
              </button>
            </li>
          )
        })}
      </ul>
    </PanelSection>
  )
}
