import { Clapperboard, Coins, FlaskConical, Folder } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useQueue } from '../queue'
import { useSettings } from '../settings'
import { capOf, useSpending } from '../spending'
import { Tooltip, useFormat } from '../ui'
import { LibrarySearch } from './LibrarySearch'
import { QueueChip } from './QueueChip'
import { openScreen } from './screen'
import { TopChip } from './TopChip'

/** Where one is, what is sought, what was spent, what runs. */
export function TopBar() {
  const { t } = useTranslation()
  const format = useFormat()
  const folder = useSettings((state) => state.surroundings?.libraryFolder)
  const practice = useSettings((state) => state.account?.kind === 'sandbox')
  const spent = useQueue((state) => state.state?.spentToday ?? null)
  const reserved = useQueue((state) => state.state?.reservedCredits ?? 0)
  const dayCap = useSpending((spending) => capOf(spending.state, 'day')?.credits ?? null)
  const amount = (credits: number) => (dayCap === null ? format.credits(credits) : t('queue.tile.spentOf', { used: format.amount(credits), cap: format.credits(dayCap) }))
  return (
    <header className="flex h-10 flex-none items-center gap-3 border-b border-hairline bg-panel px-3">
      <div className="flex min-w-0 items-center gap-3">
        <span className="flex flex-none items-center gap-2 font-semibold">
          <Clapperboard size={18} strokeWidth={1.75} aria-hidden />
          <span className="max-md:sr-only">{t('app.name')}</span>
        </span>
        {folder ? (
          <Tooltip label={t('app.libraryFolder', { folder })}>
            <TopChip icon={Folder} className="max-w-48 max-xl:hidden" onClick={() => openScreen({ name: 'settings', section: 'library' })}>
              {folder.split(/[\\/]/).filter(Boolean).at(-1) ?? folder}
            </TopChip>
          </Tooltip>
        ) : null}
      </div>
      <div className="flex min-w-32 flex-1 justify-center">
        <LibrarySearch />
      </div>
      <div className="flex flex-none items-center justify-end gap-2">
        {practice ? (
          <Tooltip label={t('app.practiceTitle')}>
            <TopChip icon={FlaskConical} tone="warn" onClick={() => openScreen({ name: 'settings', section: 'key' })}>
              {t('app.practice')}
            </TopChip>
          </Tooltip>
        ) : null}
        {spent === null ? null : (
          <Tooltip label={practice ? t('app.spentPracticeTitle', { reserved: format.credits(reserved) }) : t('app.spentTodayTitle', { credits: format.credits(reserved) })}>
            <TopChip icon={Coins} onClick={() => openScreen({ name: 'queue' })}>
              {practice ? t('app.spentPractice', { credits: amount(spent) }) : t('app.spentToday', { credits: amount(spent) })}
            </TopChip>
          </Tooltip>
        )}
        <QueueChip />
      </div>
    </header>
  )
}
