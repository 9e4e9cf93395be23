import { Sunrise } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NightReport } from '../../src-shared/night'
import { request } from '../ipc'
import { openScreen, toastFailure } from '../shell'
import { Button, Select, useFormat, useNow } from '../ui'
import { ContactSheet } from './ContactSheet'
import { NightFailures } from './NightFailures'
import { NightWords } from './NightWords'
import { useNight } from './useNight'

function Figure({ value, word, tone = '' }: { value: string; word: string; tone?: string }) {
  return (
    <div className="flex min-w-0 grow flex-col">
      <span className={`text-figure font-semibold tabular-nums ${tone}`}>{value}</span>
      <span className="text-label text-text-3">{word}</span>
    </div>
  )
}

/** What a night came to: made, failed and why, spent, and the contact sheet. */
export function NightReportPanel() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(60_000)
  const latest = useNight((night) => night.state?.latest ?? null)
  const [earlier, setEarlier] = useState<NightReport[]>([])
  const [chosen, setChosen] = useState<number | null>(null)
  const [latestId, latestEnd] = [latest?.id, latest?.endedAt]
  useEffect(() => {
    request('night.reports').then(setEarlier, toastFailure)
  }, [latestId, latestEnd])
  const report = chosen === null || chosen === latest?.id ? latest : (earlier.find(({ id }) => id === chosen) ?? latest)
  if (report === null) return null
  const failed = report.failures.reduce((sum, { jobIds }) => sum + jobIds.length, 0)
  const { sums, purse } = report
  const until = report.endedAt ?? now
  return (
    <div className="flex min-h-0 grow flex-col gap-4 overflow-y-auto p-3">
      <div className="flex items-center gap-2">
        <Sunrise size={16} strokeWidth={1.75} aria-hidden className="flex-none" />
        <h2 className="grow text-body font-semibold">{t(report.endedAt === null ? 'night.report.going' : 'night.report.title')}</h2>
        {earlier.length > 1 ? (
          <Select
            aria-label={t('night.report.choose')}
            value={String(report.id)}
            onChange={(id) => setChosen(Number(id))}
            options={earlier.map(({ id, startedAt }) => ({ value: String(id), label: format.date(startedAt) }))}
            className="w-36 flex-none"
          />
        ) : (
          <span className="text-small text-text-3">{format.date(report.startedAt)}</span>
        )}
      </div>
      {purse === 'practice' ? <p className="text-small text-warn">{t('night.report.practice')}</p> : null}
      <div className="flex gap-3">
        <Figure value={format.whole(report.made)} word={t('night.report.made')} />
        <Figure value={format.whole(failed)} word={t('night.report.failed')} {...(failed > 0 && { tone: 'text-err' })} />
        <Figure value={format.amount(sums.spent)} word={t(purse === 'practice' ? 'night.report.practiceCredits' : 'night.report.credits')} />
      </div>
      {report.items.length > 0 ? <ContactSheet items={report.items} /> : null}
      {failed > 0 ? <NightFailures failures={report.failures} count={failed} /> : null}
      <NightWords report={report} />
      {report.made > 0 ? (
        <Button onClick={() => openScreen({ name: 'library', made: { min: report.startedAt, max: until } })}>
          {t('night.report.open', { count: report.made })}
        </Button>
      ) : null}
    </div>
  )
}
