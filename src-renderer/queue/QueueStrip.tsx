import { ChevronDown, ChevronUp, Pause, Play } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { openScreen, useCommand, usePanels, useShortcut } from '../shell'
import { Button, IconButton, useFormat } from '../ui'
import { JobConfirm } from './JobConfirm'
import { StateBar } from './StateBar'
import { AwakeMark, useStripHold } from './StripHold'
import { usePause } from './usePause'
import { useCancelCurrent } from './useQueueCommands'
import { useStripFacts } from './useStripFacts'

/** The queue in one line, below every screen. */
export function QueueStrip() {
  const { t } = useTranslation()
  const format = useFormat()
  const { state, counts, eta } = useStripFacts()
  const { paused, toggle } = usePause()
  const hold = useStripHold(counts.queued)
  const open = usePanels((panels) => panels.drawerOpen)
  const pauseKeys = useShortcut('queue.pauseOrResume')
  const drawerKeys = useShortcut('panel.queue')
  useCommand('queue.pauseOrResume', toggle)
  useCancelCurrent()
  const listed = counts.total - counts.canceled
  const strong = 'font-medium text-text'
  return (
    <footer
      aria-label={t('queue.strip.label')}
      className="flex h-8 flex-none items-center gap-3 border-t border-hairline bg-panel px-1 text-small whitespace-nowrap text-text-2 tabular-nums"
    >
      <Button
        variant="ghost"
        size={24}
        icon={paused ? Play : Pause}
        // Beside a player there is another "Pause": heard alone, this one says what it stops.
        aria-label={paused ? undefined : t('queue.pauseAll')}
        onClick={toggle}
        title={pauseKeys ?? undefined}
        className="text-text!"
      >
        {t(paused ? 'queue.resume' : 'queue.pause')}
      </Button>
      <div className="flex min-w-0 grow items-center gap-4 overflow-hidden">
        <span>
          {t('queue.strip.running')} <b className={strong}>{format.whole(state?.running ?? counts.running)}</b>
          {state?.concurrency == null ? null : ` ${t('queue.strip.of', { m: format.whole(state.concurrency) })}`}
        </span>
        {state?.requestsLeft == null ? null : (
          <span className="max-xl:hidden">
            {t('queue.strip.requestsLeft')} <b className={strong}>{format.whole(state.requestsLeft)}</b>
          </span>
        )}
        {listed > 0 ? (
          <>
            <StateBar counts={counts} className="max-w-105 min-w-16 grow" />
            <span>
              {t('queue.strip.done', { done: format.whole(counts.completed), total: format.whole(listed) })}
              {counts.failed > 0 ? <span className="text-err"> · {t('queue.strip.failed', { count: counts.failed })}</span> : null}
              {counts.held > 0 ? <span className="text-warn"> · {t('queue.strip.held', { count: counts.held })}</span> : null}
            </span>
            {paused ? <span>{t('queue.strip.paused')}</span> : hold !== null ? <span className="truncate">{hold}</span> : eta ? <span>{t('queue.strip.eta', { range: format.secondsRange(Math.max(1, Math.round(eta.lowSeconds)), Math.max(1, Math.ceil(eta.highSeconds))) })}</span> : null}
          </>
        ) : (
          <span className="text-text-3">{t('queue.strip.idle')}</span>
        )}
      </div>
      <AwakeMark isBusy={!paused && counts.running + counts.queued > 0} />
      <Button variant="ghost" size={24} onClick={() => openScreen({ name: 'queue' })} className="max-xl:hidden">
        {t('queue.strip.whole')}
      </Button>
      <IconButton
        size={24}
        icon={open ? ChevronDown : ChevronUp}
        label={t(open ? 'queue.strip.close' : 'queue.strip.open')}
        shortcut={drawerKeys}
        side="top"
        aria-expanded={open}
        onClick={() => usePanels.setState({ drawerOpen: !open })}
      />
      <JobConfirm />
    </footer>
  )
}
