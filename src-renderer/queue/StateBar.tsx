import { useTranslation } from 'react-i18next'
import { StackedBar } from '../ui'
import type { Counts } from './counts'

/** Done, running and failed as shares of all; what waits stays empty. */
export function StateBar({ counts, className }: { counts: Counts; className?: string }) {
  const { t } = useTranslation()
  const { completed, running, held, failed, queued } = counts
  return (
    <StackedBar
      label={t('queue.batch.bar', { done: completed, running, waiting: queued, held, failed })}
      total={counts.total - counts.canceled}
      parts={[
        { tone: 'ok', amount: completed },
        { tone: 'run', amount: running },
        { tone: 'warn', amount: held },
        { tone: 'err', amount: failed },
      ]}
      {...(className !== undefined && { className })}
    />
  )
}
