import { useTranslation } from 'react-i18next'
import { StatusDot } from '../ui'
import { openScreen } from './screen'
import { TopChip } from './TopChip'
import { derive, useQueue } from '../queue'

/** What the queue does, in few words. */
export function QueueChip() {
  const { t } = useTranslation()
  const { running, queued: waiting, held } = derive(useQueue((state) => state.jobs)).counts
  const paused = useQueue((state) => state.state?.paused ?? false)
  const tone = held > 0 || paused ? 'warn' : running > 0 ? 'run' : 'off'
  const words =
    paused && waiting > 0
      ? t('app.queuePaused', { waiting })
      : running + waiting > 0
        ? t('app.queueRunning', { running, waiting })
        : held > 0
          ? null
          : t('app.queueIdle')
  const text = [words, held > 0 ? t('app.queueHeld', { count: held }) : null].filter((part) => part !== null).join(' · ')
  return (
    <TopChip onClick={() => openScreen({ name: 'queue' })}>
      <StatusDot tone={tone}>{text}</StatusDot>
    </TopChip>
  )
}
