import { Pause, Play, StepBack, StepForward, ZoomIn, ZoomOut } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCommand, useShortcut } from '../../shell'
import { Button, IconButton, Segmented, Slider, useFormat } from '../../ui'
import { letterOf } from './letters'
import type { useSharedView } from './useSharedView'
import type { Step } from './useStep'

interface CompareControlsProps {
  /** How many are compared. */
  count: number
  /** Something that has a length is among them. */
  plays: boolean
  /** Moving pictures: frames can be stepped. */
  moves: boolean
  zooms: boolean
  step: Step
  shared: ReturnType<typeof useSharedView>
}

/** Under the comparison: play in step, and zoom alike. */
export function CompareControls({ count, plays, moves, zooms, step, shared }: CompareControlsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const playKeys = useShortcut('player.play')
  useCommand('player.play', plays ? step.toggle : null)
  useCommand('player.frameBack', moves ? () => step.frame(-1) : null)
  useCommand('player.frameOn', moves ? () => step.frame(1) : null)
  const at = format.clock(step.time)
  const total = format.clock(step.durationSeconds)
  return (
    <div className="flex min-h-11 flex-none flex-wrap items-center gap-1 bg-panel px-2">
      {plays ? (
        <>
          <IconButton icon={step.playing ? Pause : Play} side="top" label={t(step.playing ? 'library.player.pause' : 'library.player.play')} shortcut={playKeys} onClick={step.toggle} />
          {moves ? (
            <>
              <IconButton icon={StepBack} side="top" label={t('library.player.frameBack')} onClick={() => step.frame(-1)} />
              <IconButton icon={StepForward} side="top" label={t('library.player.frameOn')} onClick={() => step.frame(1)} />
            </>
          ) : null}
          <span className="px-1 font-mono text-small tabular-nums">{at}</span>
          <Slider
            aria-label={t('library.player.seek')}
            valueText={t('library.player.seekText', { at, total })}
            min={0}
            max={Math.max(0.01, step.durationSeconds)}
            step={0.01}
            value={Math.min(step.time, step.durationSeconds)}
            onChange={step.seek}
            className="min-w-16 grow"
          />
          <span className="px-1 font-mono text-small text-text-3 tabular-nums">{total}</span>
          <Segmented
            label={t('library.compare.heard')}
            value={String(step.heard)}
            onChange={(value) => step.hear(Number(value))}
            options={Array.from({ length: count }, (_, index) => ({ value: String(index), label: letterOf(index) }))}
          />
        </>
      ) : <span className="grow" />}
      {zooms ? (
        <>
          <IconButton icon={ZoomOut} side="top" label={t('library.viewer.zoomOut')} shortcut="-" onClick={() => shared.zoom(1 / 1.25)} />
          <span className="w-14 text-center text-small tabular-nums">{format.percent(shared.view.factor)}</span>
          <IconButton icon={ZoomIn} side="top" label={t('library.viewer.zoomIn')} shortcut="+" onClick={() => shared.zoom(1.25)} />
          <Button size={24} variant="ghost" onClick={shared.fit}>{t('library.viewer.fit')}</Button>
        </>
      ) : null}
      {plays ? null : <span className="grow" />}
    </div>
  )
}
