import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueState } from '../../src-shared/job'
import { ProgressBar, useFormat } from '../ui'

interface TileProps {
  label: string
  value: ReactNode
  note?: ReactNode
  /** 0 to 1; null: nothing to measure against. */
  fraction: number | null
  tone: 'run' | 'info' | 'ok' | 'warn'
}

function StatTile({ label, value, note, fraction, tone }: TileProps) {
  return (
    <div className="flex min-w-0 flex-col rounded-panel bg-panel px-3 py-2.5">
      <span className="truncate text-label text-text-3">{label}</span>
      <span className="truncate text-section font-semibold tabular-nums">
        {value} {note ? <span className="text-small font-normal text-text-3 max-xl:hidden">{note}</span> : null}
      </span>
      {fraction === null ? <span className="mt-1.5 h-1" /> : <ProgressBar className="mt-1.5" fraction={fraction} label={label} tone={tone} />}
    </div>
  )
}

function share(part: number, whole: number | null): number | null {
  return whole === null || whole <= 0 ? null : Math.min(1, part / whole)
}

/** What is used of each limit right now. */
export function StatTiles({ state, running }: { state: QueueState | null; running: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const concurrency = state?.concurrency ?? null
  const limit = state?.requestsLimit ?? null
  const left = state?.requestsLeft ?? null
  const used = limit !== null && left !== null ? Math.max(0, limit - left) : null
  const runningNow = state?.running ?? running
  const spent = state?.spentToday ?? 0
  const reserved = state?.reservedCredits ?? 0
  const perDay = state?.submitsPerDay ?? null
  const submits = state?.submitsToday ?? 0
  const usedShare = used === null ? null : share(used, limit)
  return (
    <div className="grid flex-none grid-cols-4 gap-2 max-md:grid-cols-2">
      <StatTile
        label={t('queue.tile.running')}
        value={concurrency === null ? format.whole(runningNow) : t('queue.tile.runningOf', { n: format.whole(runningNow), m: format.whole(concurrency) })}
        fraction={share(runningNow, concurrency)}
        tone="run"
      />
      <StatTile
        label={t('queue.tile.requests')}
        value={used === null || limit === null ? t('queue.tile.unknownYet') : t('queue.tile.requestsOf', { used: format.whole(used), limit: format.whole(limit) })}
        fraction={usedShare}
        tone={usedShare !== null && usedShare >= 0.9 ? 'warn' : 'info'}
      />
      <StatTile
        label={t('queue.tile.spent')}
        value={format.credits(spent)}
        note={reserved > 0 ? t('queue.tile.reserved', { amount: format.amount(reserved) }) : null}
        fraction={spent + reserved > 0 ? spent / (spent + reserved) : null}
        tone="ok"
      />
      <StatTile
        label={t('queue.tile.submits')}
        value={perDay === null ? format.whole(submits) : t('queue.tile.submitsOf', { n: format.whole(submits), m: format.whole(perDay) })}
        fraction={share(submits, perDay)}
        tone="info"
      />
    </div>
  )
}
