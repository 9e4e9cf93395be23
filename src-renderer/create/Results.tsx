import { WandSparkles } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLibraryRows } from '../library'
import { derive, useQueue } from '../queue'
import { openScreen } from '../shell'
import { Button, Chip, useFormat } from '../ui'
import { newestBatches } from './batches'
import { ResultTile } from './ResultTile'
import { edit, useDrafts } from './useDrafts'

const mostJobs = 60

function Examples() {
  const { t } = useTranslation()
  const type = useDrafts((state) => state.type)
  return (
    <div className="m-auto flex w-full max-w-120 flex-col items-center gap-4 p-6 text-center">
      <span className="flex size-14 items-center justify-center rounded-dialog bg-raised text-run">
        <WandSparkles size={26} strokeWidth={1.5} aria-hidden />
      </span>
      <div className="flex flex-col gap-1">
        <h2 className="text-section">{t('create.emptyTitle')}</h2>
        <p className="text-pretty text-text-2">{t('create.emptyHint')}</p>
      </div>
      <ul className="flex w-full flex-col gap-1.5">
        {t(`create.examples.${type}`, { returnObjects: true }).map((example) => (
          <li key={example}>
            <button
              type="button"
              onClick={() => {
                edit({ prompt: example })
                document.querySelector<HTMLTextAreaElement>('form textarea')?.focus()
              }}
              className="w-full rounded-panel bg-panel px-3 py-2 text-left text-text-2 transition-colors hover:bg-hover hover:text-text"
            >
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What became of the last batches, the newest on top. */
export function Results() {
  const { t } = useTranslation()
  const format = useFormat()
  const jobs = useQueue((state) => state.jobs)
  const batches = useQueue((state) => state.batches)
  const ready = useQueue((state) => state.status !== 'loading')
  const shown = useMemo(() => newestBatches(jobs.values(), batches, mostJobs), [jobs, batches])
  const { places } = derive(jobs)
  const ids = useMemo(() => shown.flatMap((group) => group.jobs.flatMap((job) => job.itemId ?? [])), [shown])
  const rows = useLibraryRows(ids)
  const rowOf = useMemo(() => new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : []))), [rows])
  return (
    <section aria-label={t('create.results')} className="flex min-w-0 grow flex-col gap-5 overflow-y-auto bg-well p-4">
      {shown.length === 0 && ready ? <Examples /> : null}
      {shown.map(({ batch, jobs: made, hidden }) => (
        <section key={batch.id} aria-label={batch.name || made[0]?.request.prompt || t('create.batch')} className="flex flex-col gap-2.5">
          <header className="flex items-center gap-2">
            <h2 className="min-w-0 truncate text-body">{batch.name || made[0]?.request.prompt || t('create.batch')}</h2>
            <span className="flex-none"><Chip>{t('create.batchOf', { count: made.length + hidden })}</Chip></span>
            <span className="grow" />
            <time className="flex-none text-small text-text-3">{format.timeOfDay(batch.createdAt)}</time>
          </header>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(max(132px,29%),1fr))] gap-1.5">
            {made.map((job) => (
              <ResultTile key={job.id} job={job} row={job.itemId === null ? undefined : rowOf.get(job.itemId)} place={places.get(job.id)} ids={ids} />
            ))}
          </ul>
          {hidden > 0 ? <Button onClick={() => openScreen({ name: 'queue' })} className="self-center">{t('create.moreInQueue', { count: hidden, amount: format.whole(hidden) })}</Button> : null}
        </section>
      ))}
    </section>
  )
}
