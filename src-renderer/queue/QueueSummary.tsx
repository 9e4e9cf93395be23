import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../src-shared/job'
import { ItemThumb } from '../library'
import { errorText, openScreen } from '../shell'
import { Button, PanelSection, useFormat } from '../ui'
import { summarize } from './summary'
import { useJobActions } from './useJobActions'

function Figure({ value, word, tone }: { value: string; word: string; tone?: string }) {
  return (
    <div className="flex grow flex-col">
      <span className={`text-figure font-semibold tabular-nums ${tone ?? ''}`}>{value}</span>
      <span className="text-label text-text-3">{word}</span>
    </div>
  )
}

/** What the listed, or the chosen, jobs came to: counts, results, and why some failed. */
export function QueueSummary({ jobs, chosen }: { jobs: readonly Job[]; chosen: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { run } = useJobActions()
  const summary = useMemo(() => summarize(jobs, 12), [jobs])
  return (
    <div className="flex min-h-0 grow flex-col gap-4 overflow-y-auto p-3">
      <h2 className="text-body">{chosen ? t('queue.details.several', { count: jobs.length }) : t('queue.summary.title')}</h2>
      <div className="flex gap-3">
        <Figure value={format.whole(summary.made)} word={t('queue.summary.made')} />
        <Figure value={format.whole(summary.failed)} word={t('queue.summary.failed')} {...(summary.failed > 0 && { tone: 'text-err' })} />
        <Figure value={format.amount(summary.credits)} word={t('queue.summary.credits')} />
      </div>
      {summary.latest.length > 0 ? (
        <PanelSection title={t('queue.summary.latest')}>
          <div className="grid grid-cols-4 gap-0.75">
            {summary.latest.map(({ id, kind }) => (
              <button key={id} type="button" aria-label={t('queue.action.open')} onClick={() => openScreen({ name: 'viewer', itemId: id, ids: summary.latest.map((result) => result.id) })} className="rounded-thumb">
                <ItemThumb id={id} kind={kind} className="aspect-[5/3] w-full rounded-thumb" />
              </button>
            ))}
          </div>
        </PanelSection>
      ) : (
        <p className="text-small text-text-3">{t('queue.summary.nothing')}</p>
      )}
      {summary.failures.length > 0 ? (
        <PanelSection title={t('queue.summary.why', { count: summary.failed })}>
          <ul className="text-small">
            {summary.failures.map(({ code, ids }) => (
              <li key={code} className="flex items-start gap-2 border-b border-hairline py-1.5">
                <span className="min-w-0 grow text-pretty">{errorText(t, { code, message: '' })}</span>
                <button type="button" onClick={() => run('retry', ids)} className="min-h-6 flex-none rounded-control px-1 text-focus hover:underline">
                  {t('queue.summary.retry', { count: ids.length })}
                </button>
              </li>
            ))}
          </ul>
        </PanelSection>
      ) : null}
      {summary.made > 0 ? <Button onClick={() => openScreen({ name: 'library' })}>{t('queue.summary.openLibrary')}</Button> : null}
    </div>
  )
}
