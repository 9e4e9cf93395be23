import type { PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { mediaUrl, type MediaItem } from '../../../src-shared/media'
import { Skeleton } from '../../ui'
import { CannotShow } from './CannotShow'
import { PlayerControls } from './PlayerControls'
import { usePlayer } from './usePlayer'
import { useWaveform } from './useWaveform'
import { Waveform } from './Waveform'

/** A sound: its waveform, which can be pressed to go somewhere, and the controls. */
export function AudioView({ item }: { item: MediaItem }) {
  const { t } = useTranslation()
  const player = usePlayer()
  const peaks = useWaveform(item.id, true)
  const durationSeconds = player.durationSeconds || (item.durationSeconds ?? 0)
  const played = durationSeconds > 0 ? player.time / durationSeconds : 0
  const seekTo = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    if (box.width > 0) player.seek(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * durationSeconds)
  }
  if (player.failed) return <CannotShow item={item} />
  return (
    <div className="flex min-h-0 grow flex-col bg-well">
      <div className="flex min-h-0 grow flex-col justify-center gap-6 p-8">
        {item.prompt ? <p className="mx-auto line-clamp-6 max-w-160 text-center text-section text-pretty text-text-2" data-selectable>{item.prompt}</p> : null}
        <div
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            seekTo(event)
          }}
          onPointerMove={(event) => {
            if (event.buttons === 1) seekTo(event)
          }}
          className="relative h-32 cursor-pointer touch-none"
        >
          {peaks === null ? <Skeleton className="h-full" /> : <Waveform peaks={peaks} label={t('library.player.waveform')} from={0} to={played} className="h-full" />}
          <span aria-hidden className="pointer-events-none absolute inset-y-0 w-0.5 bg-text" style={{ left: `${played * 100}%` }} />
        </div>
      </div>
      <audio ref={player.attach} src={mediaUrl.item(item.id)} preload="auto" loop={player.loop} />
      <PlayerControls player={player} durationSeconds={durationSeconds} step={null} hasSound onFullscreen={null} />
    </div>
  )
}
