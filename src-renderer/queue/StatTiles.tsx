import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueState } from '../../src-shared/job'
import { noSums } from '../../src-shared/spending'
import { capOf, useSpending } from '../spending'
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

/** What was spent: of the night while one is counted, else of the day; practice is said to be practice. */
function useSpentTile() {
  const state = useSpending((spending) => spending.state)
  const isPractice = state?.purse === 'practice'
  const night = state?.night ?? null
  const cap = capOf(state, night === null ? 'day' : 'night') ?? capOf(state, 'day')
  const label =
    night !== null ? (isPractice ? 'queue.tile.tonightPractice' : 'queue.tile.tonight')
    : isPractice ? 'queue.tile.spentPractice' : 'queue.tile.spent'
  const { spent, reserved } = (cap?.scope === 'day' ? null : night) ?? state?.today ?? noSums
  return { label: cap?.scope === 'day' && night !== null ? (isPractice ? 'queue.tile.spentPractice' : 'queue.tile.spent') : label, cap: cap?.credits ?? null, spent, reserved } as const
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
  const money = useSpentTile()
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
        label={t(money.label)}
        value={money.cap === null ? format.credits(money.spent) : t('queue.tile.spentOf', { used: format.amount(money.spent), cap: format.credits(money.cap) })}
        note={money.reserved > 0 ? t('queue.tile.reserved', { amount: format.amount(money.reserved) }) : null}
        fraction={money.cap === null ? null : share(money.spent + money.reserved, money.cap)}
        tone={money.cap !== null && money.spent + money.reserved > money.cap * 0.9 ? 'warn' : 'ok'}
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
