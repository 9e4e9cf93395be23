import { useRef } from 'react'
import { mediaUrl, type MediaItem } from '../../../src-shared/media'
import { CannotShow } from './CannotShow'
import { PlayerControls } from './PlayerControls'
import { usePlayer } from './usePlayer'

/** Shortest clip that repeats by itself: a loop of seconds is watched again and again. */
const loopsBelowSeconds = 20

/** A video with its own controls. */
export function VideoView({ item }: { item: MediaItem }) {
  const frame = useRef<HTMLDivElement>(null)
  const durationSeconds = item.durationSeconds ?? 0
  const player = usePlayer({ loop: durationSeconds > 0 && durationSeconds < loopsBelowSeconds })
  const rate = item.frameRate ?? 25
  // The middle of a frame: at its edge a player may round to the one before.
  const step = (frames: 1 | -1) => {
    player.pause()
    const shown = Math.floor(player.time * rate + 1e-3)
    const last = Math.max(0, Math.round(durationSeconds * rate) - 1)
    player.seek((Math.min(last, Math.max(0, shown + frames)) + 0.5) / rate)
  }
  const toggleFullscreen = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    else void frame.current?.requestFullscreen().catch(() => undefined)
  }
  if (player.failed) return <CannotShow item={item} />
  return (
    <div ref={frame} className="flex min-h-0 grow flex-col bg-well">
      <div className="relative min-h-0 grow">
        <video
          ref={player.attach}
          src={mediaUrl.item(item.id)}
          poster={mediaUrl.thumbnail(item.id, 1024, item.previewRevision)}
          preload="auto"
          playsInline
          disablePictureInPicture
          loop={player.loop}
          onClick={player.toggle}
          onDoubleClick={toggleFullscreen}
          className="absolute inset-0 size-full object-contain"
        />
      </div>
      <PlayerControls
        player={player}
        durationSeconds={player.durationSeconds || durationSeconds}
        step={step}
        hasSound={item.hasAudio}
        onFullscreen={toggleFullscreen}
      />
    </div>
  )
}
