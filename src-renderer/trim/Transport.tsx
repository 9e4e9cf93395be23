import { Pause, Play, Repeat, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../shell'
import { Chip, IconButton, useFormat } from '../ui'
import { formatTimecode } from './timecode'
import type { Workbench } from './useWorkbench'

/** Play, frames, ends, and where the playhead stands. */
export function Transport({ bench }: { bench: Workbench }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { grid, shown, cuts, speed, player } = bench
  const keys = {
    in: useShortcut('trim.toIn'), out: useShortcut('trim.toOut'), back: useShortcut('player.frameBack'), on: useShortcut('player.frameOn'), play: useShortcut('player.play'),
  }
  const moving = player.playing || speed !== 0
  const byFrame = grid.kind === 'frames'
  return (
    <div className="flex min-h-11 flex-none items-center justify-center gap-2 px-3 max-md:flex-wrap">
      <IconButton icon={SkipBack} label={t('trim.player.start')} shortcut={keys.in} side="top" onClick={() => bench.show(cuts.inPoint)} />
      <IconButton icon={StepBack} label={t(byFrame ? 'trim.player.frameBack' : 'trim.player.stepBack')} shortcut={keys.back} side="top" onClick={() => bench.show(shown - 1)} />
      <IconButton
        icon={moving ? Pause : Play}
        label={t(moving ? 'trim.player.pause' : 'trim.player.play')}
        shortcut={keys.play}
        side="top"
        onClick={bench.togglePlay}
        className="w-10! bg-raised"
      />
      <IconButton icon={StepForward} label={t(byFrame ? 'trim.player.frameOn' : 'trim.player.stepOn')} shortcut={keys.on} side="top" onClick={() => bench.show(shown + 1)} />
      <IconButton icon={SkipForward} label={t('trim.player.end')} shortcut={keys.out} side="top" onClick={() => bench.show(cuts.outPoint - 1)} />
      <span className="ml-4 font-mono text-small whitespace-nowrap max-lg:ml-1">
        {formatTimecode(grid, shown)} <span className="text-text-3">/ {formatTimecode(grid, grid.count)}</span>
      </span>
      {byFrame ? <span className="ml-4 tabular-nums max-lg:ml-1"><Chip>{t('trim.player.frame', { n: format.whole(shown) })}</Chip></span> : null}
      {Math.abs(speed) > 1 || speed < 0 ? <Chip on title={t('trim.player.speed')}>{format.number(speed)}×</Chip> : null}
      <IconButton icon={Repeat} pressed={bench.loop} label={t('trim.player.loop')} side="top" onClick={() => bench.setLoop(!bench.loop)} />
    </div>
  )
}
