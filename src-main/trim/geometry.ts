import type { Edits } from '../../src-shared/trim'
import type { PictureSize, Probe } from '../media'

export interface Geometry {
  size: PictureSize
  /** From the picture as it is shown (turned, its pixels perhaps not square) to `size`. */
  filters: string[]
}

const noSize: PictureSize = { width: 0, height: 0 }

/**
 * What edits make of a picture's size. Encoders of moving pictures want even sides; `even` is false for GIF. Pixels that are not square
 * stay so unless something else changes or `square` asks for it.
 */
export function editedGeometry(
  probe: Pick<Probe, 'width' | 'height' | 'video'>,
  edits: Pick<Edits, 'crop' | 'aspect' | 'longSidePixels'>,
  limits: { longSidePixels: number | null; even: boolean; square: boolean },
): Geometry {
  if (probe.width === null || probe.height === null) return { size: noSize, filters: [] }
  const filters: string[] = []
  let size: PictureSize = { width: probe.width, height: probe.height }
  const rounded = (value: number) => (limits.even ? Math.max(2, Math.floor(value / 2) * 2) : Math.max(1, Math.round(value)))
  const longest = Math.min(edits.longSidePixels ?? Infinity, limits.longSidePixels ?? Infinity)
  const scales = longest < Math.max(size.width, size.height)
  const aspect = probe.video?.sampleAspect ?? '1:1'
  if (aspect !== '1:1' && (limits.square || scales || edits.crop !== null || edits.aspect !== null)) filters.push(`scale=${size.width}:${size.height}`, 'setsar=1')
  if (edits.crop !== null) {
    const x = Math.min(edits.crop.x, size.width - 2)
    const y = Math.min(edits.crop.y, size.height - 2)
    size = { width: Math.min(edits.crop.width, size.width - x), height: Math.min(edits.crop.height, size.height - y) }
    filters.push(`crop=${size.width}:${size.height}:${x}:${y}`)
  }
  if (edits.aspect !== null) {
    const wanted = edits.aspect.width / edits.aspect.height
    const isWider = size.width / size.height > wanted
    const isCropped = edits.aspect.fit === 'crop'
    // Cropping shortens the side that is too long; bars lengthen the other one.
    const least = isCropped ? { width: 0, height: 0 } : size
    size = isWider === isCropped
      ? { width: Math.max(least.width, rounded(size.height * wanted)), height: size.height }
      : { width: size.width, height: Math.max(least.height, rounded(size.width / wanted)) }
    filters.push(isCropped ? `crop=${size.width}:${size.height}` : `pad=${size.width}:${size.height}:(ow-iw)/2:(oh-ih)/2`)
  }
  const scale = Math.min(1, longest / Math.max(size.width, size.height))
  if (scale < 1) {
    size = { width: rounded(size.width * scale), height: rounded(size.height * scale) }
    filters.push(`scale=${size.width}:${size.height}:flags=lanczos`, 'setsar=1')
  } else if (limits.even && (size.width % 2 === 1 || size.height % 2 === 1)) {
    size = { width: rounded(size.width), height: rounded(size.height) }
    filters.push('crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0')
  }
  return { size, filters }
}

/** Brings a picture of another size into a common one, with bars where it is of another shape. */
export function fittingFilters(from: PictureSize, to: PictureSize): string[] {
  if (from.width === to.width && from.height === to.height) return []
  return [`scale=${to.width}:${to.height}:force_original_aspect_ratio=decrease:flags=lanczos`, `pad=${to.width}:${to.height}:(ow-iw)/2:(oh-ih)/2`, 'setsar=1']
}
