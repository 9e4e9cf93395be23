import { Maximize, Pause, Play, Repeat, StepBack, StepForward, Volume2, VolumeX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCommand, useShortcut } from '../../shell'
import { IconButton, Select, Slider, useFormat } from '../../ui'
import type { Player } from './usePlayer'

const rates = [0.25, 0.5, 1, 1.5, 2, 4]

interface PlayerControlsProps {
  player: Player
  durationSeconds: number
  /** One frame back or on; null for sound. */
  step: ((frames: 1 | -1) => void) | null
  hasSound: boolean
  onFullscreen: (() => void) | null
}

/** Play, seek, frames, speed, sound, loop, full screen: under a video or a sound. */
export function PlayerControls({ player, durationSeconds, step, hasSound, onFullscreen }: PlayerControlsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const playKeys = useShortcut('player.play')
  const backKeys = useShortcut('player.frameBack')
  const onKeys = useShortcut('player.frameOn')
  useCommand('player.play', player.toggle)
  useCommand('player.frameBack', step ? () => step(-1) : null)
  useCommand('player.frameOn', step ? () => step(1) : null)
  useCommand('player.start', () => player.seek(0))
  useCommand('player.end', () => player.seek(durationSeconds))
  const at = format.clock(player.time)
  const total = format.clock(durationSeconds)
  return (
    <div className="flex min-h-11 flex-none items-center gap-1 bg-panel px-2 max-md:flex-wrap">
      <IconButton icon={player.playing ? Pause : Play} label={t(player.playing ? 'library.player.pause' : 'library.player.play')} shortcut={playKeys} side="top" onClick={player.toggle} />
      {step ? (
        <>
          <IconButton icon={StepBack} label={t('library.player.frameBack')} shortcut={backKeys} side="top" onClick={() => step(-1)} />
          <IconButton icon={StepForward} label={t('library.player.frameOn')} shortcut={onKeys} side="top" onClick={() => step(1)} />
        </>
      ) : null}
      <span className="flex-none px-1 font-mono text-small tabular-nums">{at}</span>
      <Slider
        aria-label={t('library.player.seek')}
        valueText={t('library.player.seekText', { at, total })}
        min={0}
        max={Math.max(0.01, durationSeconds)}
        step={0.01}
        value={Math.min(player.time, durationSeconds)}
        onChange={player.seek}
        className="min-w-16 grow"
      />
      <span className="flex-none px-1 font-mono text-small text-text-3 tabular-nums">{total}</span>
      <Select
        aria-label={t('library.player.speed')}
        value={String(player.rate)}
        onChange={(value) => player.setRate(Number(value))}
        options={rates.map((rate) => ({ value: String(rate), label: `${format.number(rate)}×` }))}
        className="w-18 flex-none"
      />
      {hasSound ? (
        <>
          <IconButton
            icon={player.sound.muted ? VolumeX : Volume2}
            pressed={player.sound.muted}
            label={t(player.sound.muted ? 'library.player.unmute' : 'library.player.mute')}
            side="top"
            onClick={player.toggleMute}
          />
          <Slider
            aria-label={t('library.player.volume')}
            min={0}
            max={1}
            step={0.05}
            value={player.sound.muted ? 0 : player.sound.volume}
            valueText={format.percent(player.sound.muted ? 0 : player.sound.volume)}
            onChange={player.setVolume}
            className="w-20 flex-none max-lg:hidden"
          />
        </>
      ) : null}
      <IconButton icon={Repeat} pressed={player.loop} label={t('library.player.loop')} side="top" onClick={() => player.setLoop(!player.loop)} />
      {onFullscreen ? <IconButton icon={Maximize} label={t('library.player.fullscreen')} side="top" onClick={onFullscreen} /> : null}
    </div>
  )
}
