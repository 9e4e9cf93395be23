import { useTranslation } from 'react-i18next'
import { useQueue } from '../queue'
import { useSettings } from '../settings'
import { useShortcut } from '../shell'
import { Button, classes, Stepper, useFormat } from '../ui'
import { costOf } from './cost'
import { mostAtOnce } from './draft'
import { seedFieldOf } from '../../src-shared/seed'
import { leaveEditing, useEditing } from './useEditing'
import { currentDraft, edit, useDrafts } from './useDrafts'
import { useChosenModel } from './useModel'

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
  const { provider } = useChosenModel()
  const concurrency = useQueue((state) => state.state?.concurrency ?? null)
  const spent = useQueue((state) => state.state?.spentToday ?? null)
  const practice = useSettings((state) => state.account?.kind === 'sandbox')
  const addKeys = useShortcut('create.add')
  const firstKeys = useShortcut('create.addFirst')
  const cost = costOf(provider, count, concurrency)
  const unknown = cost.unknownJobs > 0
  const price = unknown ? t(automatic ? 'create.priceAfterwards' : 'create.priceUnknown') : format.credits(cost.knownCredits)
  return (
    <div className="flex flex-none flex-col gap-2 border-t border-hairline p-3">
      <div id="create-cost" className="flex flex-col gap-1 tabular-nums">
        <div className="flex items-center gap-2">
          {editing ? null : <Stepper value={count} min={1} max={mostAtOnce} label={t('create.count')} onChange={(value) => edit({ count: value })} />}
          <span className="flex-none font-semibold">{t(`create.made.${type}`, { count })}</span>
          <span className="min-w-0 grow truncate text-small text-text-2">{count > 1 && seedFieldOf(provider) ? t('create.countHintSeed') : ''}</span>
          <span className={classes('text-right', unknown ? 'text-small text-warn' : 'font-semibold')}>{price}</span>
        </div>
        <div className="flex items-baseline gap-2 text-small text-text-2">
          <span className="min-w-0 grow truncate">{cost.seconds === null ? t('create.timeUnknown') : t('create.aboutTime', { time: format.seconds(cost.seconds) })}</span>
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
