/** How a picture lies in its view. `scale` is picture pixels to CSS pixels; null: as large as fits, never larger than it is. */
export interface View {
  scale: number | null
  /** Where the picture's centre lies beside the view's, CSS pixels. */
  x: number
  y: number
}

export interface Box {
  width: number
  height: number
}

export const fitted: View = { scale: null, x: 0, y: 0 }
const scales = { least: 0.05, most: 16 } as const

/** The scale at which the whole picture is seen; small pictures are not blown up. */
export function fitScale(picture: Box, view: Box): number {
  if (picture.width <= 0 || picture.height <= 0 || view.width <= 0 || view.height <= 0) return 1
  return Math.min(1, view.width / picture.width, view.height / picture.height)
}

/** Keeps the picture from being pushed out of its view. */
export function held(view: View, picture: Box, box: Box): View {
  if (view.scale === null) return fitted
  const roomX = Math.max(0, (picture.width * view.scale - box.width) / 2)
  const roomY = Math.max(0, (picture.height * view.scale - box.height) / 2)
  return { scale: view.scale, x: Math.min(roomX, Math.max(-roomX, view.x)), y: Math.min(roomY, Math.max(-roomY, view.y)) }
}

/** Zooms by a factor around a point, given from the view's centre: what lies there stays there. */
export function zoomAt(view: View, factor: number, point: { x: number; y: number }, picture: Box, box: Box): View {
  const from = view.scale ?? fitScale(picture, box)
  const scale = Math.min(scales.most, Math.max(Math.min(scales.least, fitScale(picture, box)), from * factor))
  const ratio = scale / from
  return held({ scale, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio }, picture, box)
}
