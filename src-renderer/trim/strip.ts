import { filmstripFrames } from '../../src-shared/media'

export interface StripCell {
  /** Which picture of the strip it shows. */
  picture: number
  /** Edges, CSS pixels. */
  left: number
  width: number
}

/**
 * The cells of a filmstrip over a timeline: as many as are about as wide as a frame is at this height, each showing the picture
 * nearest to its middle.
 */
export function stripCells(width: number, height: number, aspect: number, pictures = filmstripFrames): StripCell[] {
  if (width <= 0 || height <= 0) return []
  const frameWidth = height * (aspect > 0 ? aspect : 16 / 9)
  const count = Math.max(1, Math.min(pictures, Math.round(width / frameWidth)))
  return Array.from({ length: count }, (_, index) => {
    const left = Math.round((index * width) / count)
    const right = Math.round(((index + 1) * width) / count)
    return { picture: Math.min(pictures - 1, Math.floor(((index + 0.5) / count) * pictures)), left, width: right - left }
  })
}
