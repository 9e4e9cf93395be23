import { useEffect, useState, type PointerEvent } from 'react'
import { filmstripFrames, mediaUrl, type MediaRow } from '../../src-shared/media'
import { useFormat } from '../ui'

const hoverMs = 200

interface HoverScrubProps {
  row: Pick<MediaRow, 'id' | 'width' | 'height' | 'durationSeconds'>
  /** Of the tile, CSS pixels. */
  width: number
  height: number
}

/** Under the pointer a video shows its frames from left to right: the filmstrip behind the tile, moved by whole frames. */
export function HoverScrub({ row, width, height }: HoverScrubProps) {
  const format = useFormat()
  const [rests, setRests] = useState(false)
  const [ready, setReady] = useState(false)
  const [fraction, setFraction] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => setRests(true), hoverMs)
    return () => clearTimeout(timer)
  }, [])
  const follow = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    if (box.width > 0) setFraction(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)))
  }
  const frame = Math.min(filmstripFrames - 1, Math.floor(fraction * filmstripFrames))
  const aspect = row.width && row.height ? row.width / row.height : 16 / 9
  const frameWidth = Math.max(width, height * aspect)
  const frameHeight = frameWidth / aspect
  return (
    <div onPointerMove={follow} className="absolute inset-0 overflow-hidden">
      {rests ? (
        <img
          src={mediaUrl.filmstrip(row.id)}
          alt=""
          draggable={false}
          onLoad={() => setReady(true)}
          style={{
            width: frameWidth * filmstripFrames,
            height: frameHeight,
            left: -frame * frameWidth - (frameWidth - width) / 2,
            top: (height - frameHeight) / 2,
          }}
          className={ready ? 'absolute max-w-none bg-well' : 'hidden'}
        />
      ) : null}
      {ready ? (
        <>
          <span style={{ left: `${fraction * 100}%` }} className="absolute inset-y-0 w-px bg-white/80" />
          {row.durationSeconds === null ? null : (
            <span className="absolute right-1.5 bottom-1.5 rounded-mark bg-badge px-1.25 text-label text-white tabular-nums">{format.clock(fraction * row.durationSeconds)}</span>
          )}
        </>
      ) : null}
    </div>
  )
}
