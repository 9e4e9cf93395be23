import { mix, smoothstep } from './random'
import type { Color } from './palette'

/** A picture being drawn shape by shape. Coordinates: y from 0 to 1, x from 0 to width over height, as in scenes. */
export interface Canvas {
  pixels: Uint8Array
  width: number
  height: number
}

/** Distance to a shape's edge: negative inside. */
export type Distance = (x: number, y: number) => number

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export function ellipse(cx: number, cy: number, rx: number, ry: number): Distance {
  return (x, y) => {
    const u = (x - cx) / rx
    const v = (y - cy) / ry
    const length = Math.sqrt(u * u + v * v)
    // First-order distance: good enough for an edge a pixel wide.
    return length < 1e-6 ? -Math.min(rx, ry) : ((length - 1) * length) / Math.sqrt((u / rx) ** 2 + (v / ry) ** 2)
  }
}

/** An ellipse whose upper and lower halves differ in height. */
export function egg(cx: number, cy: number, rx: number, up: number, down: number): Distance {
  const upper = ellipse(cx, cy, rx, up)
  const lower = ellipse(cx, cy, rx, down)
  return (x, y) => (y < cy ? upper(x, y) : lower(x, y))
}

export function roundedBox(cx: number, cy: number, halfWidth: number, halfHeight: number, radius: number): Distance {
  return (x, y) => {
    const u = Math.abs(x - cx) - halfWidth + radius
    const v = Math.abs(y - cy) - halfHeight + radius
    return Math.min(Math.max(u, v), 0) + Math.hypot(Math.max(u, 0), Math.max(v, 0)) - radius
  }
}

export function union(...shapes: Distance[]): Distance {
  return (x, y) => Math.min(...shapes.map(shape => shape(x, y)))
}

export function without(shape: Distance, hole: Distance): Distance {
  return (x, y) => Math.max(shape(x, y), -hole(x, y))
}

export function within(shape: Distance, frame: Distance): Distance {
  return (x, y) => Math.max(shape(x, y), frame(x, y))
}

export type Fill = Color | ((x: number, y: number) => Color)

/** Draws a shape inside a box; `blur` softens its edge, `opacity` lets what is below shine through. */
export function draw(canvas: Canvas, box: Box, shape: Distance, fill: Fill, options: { blur?: number; opacity?: number } = {}): void {
  const { pixels, width, height } = canvas
  const edge = Math.max(0.75 / height, options.blur ?? 0)
  const opacity = options.opacity ?? 1
  const fromX = Math.max(0, Math.floor((box.left - edge) * height))
  const toX = Math.min(width, Math.ceil((box.right + edge) * height))
  const fromY = Math.max(0, Math.floor((box.top - edge) * height))
  const toY = Math.min(height, Math.ceil((box.bottom + edge) * height))
  for (let row = fromY; row < toY; row++) {
    const y = (row + 0.5) / height
    for (let column = fromX; column < toX; column++) {
      const x = (column + 0.5) / height
      const cover = (1 - smoothstep(-edge, edge, shape(x, y))) * opacity
      if (cover <= 0) continue
      const color = typeof fill === 'function' ? fill(x, y) : fill
      const at = (row * width + column) * 3
      for (let c = 0; c < 3; c++) pixels[at + c] = Math.round(mix(pixels[at + c] as number, (color[c] as number) * 255, cover))
    }
  }
}

export function boxAround(cx: number, cy: number, rx: number, ry = rx): Box {
  return { left: cx - rx, top: cy - ry, right: cx + rx, bottom: cy + ry }
}

export function shade(color: Color, factor: number): Color {
  return [Math.min(1, color[0] * factor), Math.min(1, color[1] * factor), Math.min(1, color[2] * factor)]
}

export function blend(a: Color, b: Color, t: number): Color {
  const clamped = Math.max(0, Math.min(1, t))
  return [mix(a[0], b[0], clamped), mix(a[1], b[1], clamped), mix(a[2], b[2], clamped)]
}
