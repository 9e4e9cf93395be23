import { useRef } from 'react'
import { filmstripFrames, mediaUrl, type MediaItem } from '../../src-shared/media'
import { useElementSize } from '../library'
import { stripCells } from './strip'

/** Pictures of the video side by side, cut out of the one picture that main makes. */
export function Filmstrip({ item }: { item: MediaItem }) {
  const box = useRef<HTMLDivElement>(null)
  const { width, height } = useElementSize(box)
  const aspect = item.width && item.height ? item.width / item.height : 16 / 9
  const address = `url("${mediaUrl.filmstrip(item.id)}")`
  const cells = stripCells(width, height, aspect)
  return (
    <div ref={box} aria-hidden className="absolute inset-0 overflow-hidden rounded-control bg-well">
      {cells.map((cell) => {
        // A frame fills its cell: as high as the strip, or as wide as the cell where that is more.
        const frameWidth = Math.max(height * aspect, cell.width)
        const frameHeight = frameWidth / aspect
        const x = -(cell.picture * frameWidth + (frameWidth - cell.width) / 2)
        return (
          <span
            key={cell.left}
            className="absolute inset-y-0"
            style={{
              left: cell.left,
              width: cell.width - 1,
              backgroundImage: address,
              backgroundSize: `${frameWidth * filmstripFrames}px ${frameHeight}px`,
              backgroundPosition: `${x}px ${(height - frameHeight) / 2}px`,
            }}
          />
        )
      })}
    </div>
  )
}
