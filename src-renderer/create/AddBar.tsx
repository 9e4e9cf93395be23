import { Grid3x3 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { mostJobs } from '../../src-shared/matrix'
import { seedFieldOf } from '../../src-shared/seed'
import { useQueue } from '../queue'
import { useSettings } from '../settings'
import { useShortcut } from '../shell'
import { Button, classes, IconButton, Stepper, useFormat } from '../ui'
import { mostAtOnce } from './draft'
import { leaveEditing, useEditing } from './useEditing'
import { currentDraft, edit, useDrafts } from './useDrafts'
import { useMatrixWords } from './useMatrixWords'
import { openTool } from './useTools'
import { useTotals } from './useTotals'

interface AddBarProps {
  busy: boolean
  onAdd: () => void
  onAddFirst: () => void
}

/** How many, what it costs and how long it takes, and the button that spends it. */
export function AddBar({ busy, onAdd, onAddFirst }: AddBarProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const type = useDrafts((state) => state.type)
  const editing = useEditing((state) => state.jobId !== null)
  const draftCount = useDrafts((state) => currentDraft(state).count)
  const count = editing ? 1 : draftCount
  const automatic = useDrafts((state) => currentDraft(state).provider === null)
  const totals = useTotals()
  const { cost, models, tooMany } = totals
  const words = useMatrixWords(totals)
  const spent = useQueue((state) => state.state?.spentToday ?? null)
  const practice = useSettings((state) => state.account?.kind === 'sandbox')
  const addKeys = useShortcut('create.add')
  const firstKeys = useShortcut('create.addFirst')
  const jobs = cost?.jobs ?? null
  const isMatrix = jobs !== null && jobs > count
  const hasSeed = models.some(({ provider }) => seedFieldOf(provider) !== null)
  const unknown = cost !== null && cost.unknownJobs > 0
  const price = () => {
    if (cost === null || tooMany) return '…'
    if (!unknown) return format.credits(cost.knownCredits)
    if (cost.unknownJobs === cost.jobs) return t(automatic ? 'create.priceAfterwards' : 'create.priceUnknown')
    return t('compose.add.partlyKnown', { known: format.credits(cost.knownCredits), count: cost.unknownJobs, amount: format.whole(cost.unknownJobs) })
  }
  return (
    <div className="flex flex-none flex-col gap-2 border-t border-hairline p-3">
      <div id="create-cost" className="flex flex-col gap-1 tabular-nums">
        <div className="flex items-center gap-2">
          {editing ? null : <Stepper value={count} min={1} max={mostAtOnce} label={t(isMatrix ? 'compose.add.ofEach' : 'create.count')} onChange={(value) => edit({ count: value })} />}
          <span className="flex-none font-semibold">
            {jobs === null ? '…' : isMatrix ? (Number.isFinite(jobs) ? `${format.whole(jobs)} ` : '∞ ') : ''}
            {jobs === null ? '' : t(`create.made.${type}`, { count: Number.isFinite(jobs) ? jobs : 2 })}
          </span>
          <span className="min-w-0 grow truncate text-small text-text-2">{!isMatrix && count > 1 && hasSeed ? t('create.countHintSeed') : ''}</span>
          <span className={classes('text-right', unknown ? 'text-small text-warn' : 'font-semibold')}>{price()}</span>
        </div>
        {isMatrix ? (
          <div className="flex items-center gap-2 text-small text-text-2">
            <span className="min-w-0 grow truncate" title={words}>{words}</span>
            <IconButton icon={Grid3x3} size={24} label={t('compose.matrix.open')} onClick={() => openTool('matrix')} />
          </div>
        ) : null}
        {tooMany ? <p role="status" className="text-small text-warn">{t('compose.add.tooMany', { most: format.whole(mostJobs) })}</p> : null}
        <div className="flex items-baseline gap-2 text-small text-text-2">
          <span className="min-w-0 grow truncate">
            {cost === null || tooMany ? '' : cost.seconds === null ? t('create.timeUnknown') : t('create.aboutTime', { time: format.seconds(cost.seconds) })}
          </span>
          <span className="flex-none">{practice ? t('create.practiceCost') : spent === null ? '' : t('create.spent', { amount: format.amount(spent) })}</span>
        </div>
      </div>
      {editing ? <p className="text-small text-text-2">{t('create.editing')}</p> : null}
      <div className="flex gap-2">
        <Button variant="primary" size={32} loading={busy} shortcut={addKeys} aria-describedby="create-cost" onClick={onAdd} className="min-w-0 grow">
          {t(editing ? 'create.saveEdit' : 'create.add')}
        </Button>
        {editing ? (
          <Button size={32} disabled={busy} onClick={leaveEditing}>{t('create.cancelEdit')}</Button>
        ) : (
          <Button size={32} disabled={busy} title={firstKeys ?? undefined} onClick={onAddFirst}>{t('create.addFirst')}</Button>
        )}
      </div>
    </div>
  )
}
