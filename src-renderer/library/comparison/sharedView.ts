/** How all panes are zoomed alike. `factor`: over what fits; `x` and `y`: how far the picture is moved, as parts of the pane. */
export interface SharedView {
  factor: number
  x: number
  y: number
}

export const fittedAlike: SharedView = { factor: 1, x: 0, y: 0 }
const most = 16

/** No part of a pane stays empty because the picture was pushed away. */
export function heldAlike({ factor, x, y }: SharedView): SharedView {
  const room = (factor - 1) / 2
  const hold = (value: number) => Math.min(room, Math.max(-room, value)) + 0
  return { factor, x: hold(x), y: hold(y) }
}

/** Zooms around a point, given as parts of the pane from its centre: what lies there stays there. */
export function zoomAlike(view: SharedView, by: number, point = { x: 0, y: 0 }): SharedView {
  const factor = Math.min(most, Math.max(1, view.factor * by))
  const ratio = factor / view.factor
  return heldAlike({ factor, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio })
}

/** As a style: panes of any size show the same part of their pictures. */
export function transformOf({ factor, x, y }: SharedView): string {
  return `translate(${x * 100}%, ${y * 100}%) scale(${factor})`
}
