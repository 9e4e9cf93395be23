import { Moon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { momentWords, useNight } from '../night'
import { useSettings } from '../settings'
import { useSpending } from '../spending'
import { useFormat, useNow } from '../ui'

/** Why nothing is sent although jobs wait: its hour, or a cap. Null: nothing of that kind. */
export function useStripHold(waiting: number): string | null {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(60_000)
  const window = useNight((night) => night.state?.window)
  const isCapped = useSpending((spending) => spending.state?.caps.some((cap) => cap.scope !== 'batch' && cap.stops !== null) ?? false)
  if (waiting === 0 || window === undefined) return null
  if (window.phase === 'before' && window.opensAt !== null) return `${t('night.scheduled')} · ${t('night.starts', { at: momentWords(format, window.opensAt, now) })}`
  if (window.phase === 'over' && window.closesAt !== null) return t('night.stopped', { at: momentWords(format, window.closesAt, now) })
  return isCapped ? t('queue.batchState.stopped') : null
}

/** The computer is kept from sleeping for as long as there is something to do. */
export function AwakeMark({ isBusy }: { isBusy: boolean }) {
  const { t } = useTranslation()
  const keepAwake = useSettings((state) => state.settings.keepAwake)
  if (!keepAwake || !isBusy) return null
  return (
    <span className="flex flex-none items-center gap-1 px-1 text-text-3 max-xl:hidden">
      <Moon size={14} strokeWidth={1.75} aria-hidden />
      {t('night.awake')}
    </span>
  )
}
