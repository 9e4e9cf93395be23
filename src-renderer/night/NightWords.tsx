import { useTranslation } from 'react-i18next'
import type { NightReport } from '../../src-shared/night'
import { useFormat, useNow } from '../ui'
import { momentWords } from './words'

/** How a night went, in sentences. */
export function NightWords({ report }: { report: NightReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(60_000)
  const { sums } = report
  const sentences = [
    report.endedAt === null || report.outcome === null
      ? t('night.report.since', { at: momentWords(format, report.startedAt, now) })
      : t(`night.report.outcome.${report.outcome}`, {
          at: momentWords(format, report.endedAt, now), took: format.seconds((report.endedAt - report.startedAt) / 1_000),
        }),
    report.waiting > 0 ? t('night.report.waiting', { count: report.waiting }) : null,
    ...report.held.map(({ reason, count }) => t('night.report.held', { count, why: t(`queue.held.${reason}`) })),
    report.canceled > 0 ? t('night.report.canceled', { count: report.canceled }) : null,
    sums.reserved > 0 ? t('night.report.reserved', { credits: format.credits(sums.reserved) }) : null,
    sums.unknown > 0 ? t('night.report.unknown', { count: sums.unknown }) : null,
    report.refused === 0 ? t('night.report.refusedNone') : t('night.report.refused', { count: report.refused }),
    report.awake ? t('night.report.awake') : null,
  ].filter((sentence) => sentence !== null)
  return (
    <ul className="flex flex-col gap-1 text-small text-pretty text-text-2">
      {sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}
    </ul>
  )
}
