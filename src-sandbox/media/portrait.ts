import type { Color } from './palette'
import type { Presenter } from './presenter'
import { blend, boxAround, draw, egg, ellipse, roundedBox, shade, union, within, without, type Canvas, type Distance } from './shapes'

/** Where the head is, and how large: everything else hangs on it. */
export interface Pose {
  cx: number
  cy: number
  /** Half the head's height. */
  size: number
}

const white: Color = [0.97, 0.96, 0.95]
const dark: Color = [0.17, 0.08, 0.09]

function headShape({ cx, cy, size }: Pose): Distance {
  return egg(cx, cy - size * 0.08, size * 0.76, size * 0.92, size * 1.06)
}

/** Shoulders, neck, hair and head without a face: drawn once. */
export function drawFigure(canvas: Canvas, pose: Pose, person: Presenter): void {
  const { cx, cy, size } = pose
  const all = { left: cx - size * 3, top: cy - size * 2, right: cx + size * 3, bottom: 1 }
  const lit = (color: Color, strength = 0.26) => (x: number, y: number): Color => shade(color, 1 + strength * (0.02 - (x - cx) / (size * 2) - (y - cy) / (size * 4.5)))
  const shoulders = union(ellipse(cx, cy + size * 2.56, size * 1.95, size * 1.28), roundedBox(cx, cy + size * 4.4, size * 1.95, size * 1.7, size * 0.2))
  draw(canvas, all, ellipse(cx + size * 0.12, cy + size * 2.56, size * 2.05, size * 1.36), [0, 0, 0], { blur: size * 0.3, opacity: 0.3 })
  drawBackHair(canvas, pose, person)
  draw(canvas, all, shoulders, lit(person.clothes, 0.4))
  const neck = roundedBox(cx, cy + size * 1.04, size * 0.34, size * 0.56, size * 0.16)
  draw(canvas, all, union(neck, ellipse(cx, cy + size * 1.44, size * 0.48, size * 0.26)), lit(shade(person.skin, 0.9)))
  draw(canvas, all, within(ellipse(cx + size * 0.05, cy + size * 0.98, size * 0.52, size * 0.3), neck), shade(person.skin, 0.66), { blur: size * 0.08, opacity: 0.65 })
  drawCollar(canvas, pose, person)
  for (const side of [-1, 1]) {
    draw(canvas, all, ellipse(cx + side * size * 0.76, cy + size * 0.06, size * 0.11, size * 0.2), shade(person.skin, 0.93))
    draw(canvas, all, ellipse(cx + side * size * 0.76, cy + size * 0.06, size * 0.055, size * 0.12), shade(person.skin, 0.76), { blur: size * 0.03 })
  }
  draw(canvas, all, headShape(pose), lit(person.skin))
  // Roundness: a soft shadow along the far cheek, a soft light on the near one.
  draw(canvas, all, without(headShape(pose), ellipse(cx - size * 0.16, cy - size * 0.1, size * 0.76, size * 1.06)), shade(person.skin, 0.68), { blur: size * 0.13, opacity: 0.5 })
  draw(canvas, all, ellipse(cx - size * 0.3, cy - size * 0.36, size * 0.26, size * 0.3), blend(person.skin, white, 0.6), { blur: size * 0.24, opacity: 0.22 })
  if (person.beard) drawBeard(canvas, pose, person)
  drawFrontHair(canvas, pose, person)
}

function drawCollar(canvas: Canvas, { cx, cy, size }: Pose, person: Presenter): void {
  const box = { left: cx - size * 2, top: cy + size, right: cx + size * 2, bottom: 1 }
  const line = shade(person.clothes, 0.72)
  if (person.collar === 'round') {
    const ring = without(ellipse(cx, cy + size * 1.4, size * 0.62, size * 0.4), ellipse(cx, cy + size * 1.34, size * 0.52, size * 0.33))
    return draw(canvas, box, within(ring, (_x, y) => cy + size * 1.34 - y), line)
  }
  const wedge = (half: number, depth: number): Distance => (x, y) => Math.max(Math.abs(x - cx) - half * (1 - (y - cy - size * 1.24) / (size * depth)), cy + size * 1.2 - y) * 0.8
  const shirt: Color = person.collar === 'jacket' ? [0.93, 0.93, 0.92] : shade(person.clothes, 1.25)
  draw(canvas, box, wedge(size * 0.62, 1.75), shirt)
  draw(canvas, box, wedge(size * 0.36, 0.8), shade(person.skin, 0.9))
  for (const side of [-1, 1]) {
    const flap: Distance = (x, y) => {
      const u = (x - cx) * side - size * (0.5 - (y - cy - size * 1.26) * 0.22 / size)
      return Math.max(Math.abs(u) - size * 0.13, Math.abs(y - cy - size * 1.56) - size * 0.36)
    }
    draw(canvas, box, flap, person.collar === 'jacket' ? line : shade(shirt, 0.86), { blur: size * 0.012 })
  }
}

function drawBackHair(canvas: Canvas, { cx, cy, size }: Pose, person: Presenter): void {
  const box = { left: cx - size * 2, top: cy - size * 2, right: cx + size * 2, bottom: cy + size * 2.6 }
  const fill = (x: number): Color => shade(person.hair, 0.78 - 0.12 * ((x - cx) / size))
  switch (person.hairStyle) {
    case 'bob':
      return draw(canvas, box, union(ellipse(cx, cy - size * 0.2, size * 0.98, size * 1), roundedBox(cx, cy + size * 0.35, size * 0.98, size * 0.72, size * 0.34)), fill)
    case 'long':
      return draw(canvas, box, union(ellipse(cx, cy - size * 0.22, size * 0.98, size), roundedBox(cx, cy + size * 0.8, size * 1.02, size * 1.25, size * 0.5)), fill)
    case 'curly': {
      const curls = Array.from({ length: 13 }, (_, index) => {
        const angle = Math.PI * (0.86 + (index / 12) * 1.28)
        return ellipse(cx + Math.cos(angle) * size * 0.86, cy - size * 0.16 + Math.sin(angle) * size * 0.92, size * 0.31, size * 0.31)
      })
      return draw(canvas, box, union(...curls), fill)
    }
    case 'bun':
      return draw(canvas, box, ellipse(cx, cy - size * 1.2, size * 0.36, size * 0.33), fill)
    case 'short':
    case 'bald':
      return
  }
}

function drawFrontHair(canvas: Canvas, pose: Pose, person: Presenter): void {
  const { cx, cy, size } = pose
  if (person.hairStyle === 'bald') return
  const box = boxAround(cx, cy, size * 1.2, size * 1.4)
  const fill = (x: number, y: number): Color => shade(person.hair, 1.12 - 0.3 * ((x - cx) / size) + 0.16 * Math.sin((x - cx) * 46 / size * 0.25 + (y - cy) * 9 / size))
  const cap = egg(cx, cy - size * 0.12, size * 0.84, size * 0.98, size * 0.5)
  const parting = person.hairStyle === 'short' ? 0.1 : person.hairStyle === 'bun' ? 0 : 0.22
  const face = union(
    egg(cx - size * parting * 0.4, cy + size * 0.3, size * 0.69, size * 0.82, size),
    ellipse(cx + size * parting, cy + size * 0.06, size * 0.62, size * 0.66),
    (_x, y) => cy + size * (person.hairStyle === 'short' ? 0.02 : 0.34) - y,
  )
  draw(canvas, box, without(cap, face), fill)
}

function drawBeard(canvas: Canvas, pose: Pose, person: Presenter): void {
  const { cx, cy, size } = pose
  const jaw = within(headShape(pose), without((_x, y) => cy + size * 0.22 - y, egg(cx, cy + size * 0.24, size * 0.56, size * 0.4, size * 0.3)))
  draw(canvas, boxAround(cx, cy + size * 0.5, size, size), jaw, shade(person.hair, 0.95), { blur: size * 0.07, opacity: 0.85 })
}

export interface Expression {
  /** 0 closed, 1 wide open. */
  mouth: number
  /** 0 open, 1 shut. */
  blink: number
  /** Turn of the head, in parts of its size. */
  turnX: number
  turnY: number
  smile: number
}

/** Brows, eyes, nose and mouth: drawn anew for each frame. */
export function drawFace(canvas: Canvas, pose: Pose, person: Presenter, face: Expression): void {
  const { size } = pose
  const cx = pose.cx + face.turnX * size
  const cy = pose.cy + face.turnY * size
  for (const side of [-1, 1]) drawEye(canvas, cx + side * size * 0.31, cy - size * 0.04, size, side, person, face)
  draw(canvas, boxAround(cx, cy + size * 0.2, size * 0.2, size * 0.26), ellipse(cx + size * 0.05, cy + size * 0.2, size * 0.055, size * 0.2), shade(person.skin, 0.76), { blur: size * 0.05, opacity: 0.55 })
  draw(canvas, boxAround(cx, cy + size * 0.34, size * 0.2, size * 0.12), ellipse(cx, cy + size * 0.36, size * 0.13, size * 0.05), shade(person.skin, 0.72), { blur: size * 0.035, opacity: 0.7 })
  draw(canvas, boxAround(cx, cy + size * 0.28, size * 0.12, size * 0.12), ellipse(cx - size * 0.02, cy + size * 0.27, size * 0.06, size * 0.06), blend(person.skin, white, 0.6), { blur: size * 0.05, opacity: 0.4 })
  for (const side of [-1, 1]) {
    draw(canvas, boxAround(cx + side * size * 0.42, cy + size * 0.3, size * 0.24), ellipse(cx + side * size * 0.42, cy + size * 0.3, size * 0.12, size * 0.09), blend(person.skin, person.lips, 0.6), { blur: size * 0.1, opacity: 0.35 })
  }
  drawMouth(canvas, cx, cy + size * 0.58, size, person, face)
}

function drawEye(canvas: Canvas, x: number, y: number, size: number, side: number, person: Presenter, face: Expression): void {
  const box = boxAround(x, y - size * 0.06, size * 0.26, size * 0.34)
  const open = Math.max(0.06, 1 - face.blink)
  const lid = egg(x, y, size * 0.145, size * 0.062 * open, size * 0.066 * open)
  draw(canvas, box, ellipse(x, y - size * 0.02, size * 0.19, size * 0.13), shade(person.skin, 0.82), { blur: size * 0.06, opacity: 0.5 })
  draw(canvas, box, lid, white)
  draw(canvas, box, within(ellipse(x, y, size * 0.072, size * 0.075), lid), person.eyes)
  draw(canvas, box, within(ellipse(x, y, size * 0.034, size * 0.036), lid), [0.06, 0.05, 0.05])
  draw(canvas, box, within(ellipse(x - size * 0.022, y - size * 0.026, size * 0.016, size * 0.016), lid), white)
  const rim = without(egg(x, y - size * 0.004, size * 0.158, size * 0.074 * open + size * 0.012, size * 0.07 * open), egg(x, y + size * 0.014, size * 0.152, size * 0.07 * open, size * 0.075 * open))
  draw(canvas, box, rim, shade(person.hair, 0.45), { opacity: 0.9 })
  const lift = face.mouth * 0.018 + face.smile * 0.01
  const brow: Distance = (px, py) => {
    const u = (px - x) / (size * 0.19)
    const arch = y - size * (0.185 + lift) + size * 0.05 * u * u + side * u * size * 0.012
    return Math.max(Math.abs(py - arch) - size * 0.026 * (1 - 0.45 * side * u), Math.abs(u) * size * 0.19 - size * 0.19)
  }
  draw(canvas, box, brow, shade(person.hair, 0.8), { blur: size * 0.012, opacity: 0.92 })
}

function drawMouth(canvas: Canvas, cx: number, cy: number, size: number, person: Presenter, face: Expression): void {
  const box = boxAround(cx, cy + size * 0.05, size * 0.36, size * 0.3)
  const wide = size * (0.215 + face.smile * 0.03 - face.mouth * 0.045)
  const gap = size * (0.006 + face.mouth * 0.13)
  // The corners rise with the smile: the mouth is drawn in bent coordinates.
  const bent = (shape: Distance): Distance => (x, y) => shape(x, y + ((x - cx) / size) ** 2 * size * (0.35 + face.smile * 0.6) - size * 0.012)
  const opening = bent(egg(cx, cy, wide * 0.86, gap * 0.62, gap * 1.15))
  draw(canvas, box, bent(ellipse(cx, cy + gap * 1.2 + size * 0.07, wide * 0.6, size * 0.03)), shade(person.skin, 0.74), { blur: size * 0.04, opacity: 0.5 })
  draw(canvas, box, bent(egg(cx, cy, wide, gap * 0.62 + size * 0.052, gap * 1.15 + size * 0.066)), (_x, y) => shade(person.lips, y < cy ? 0.86 : 1.04))
  draw(canvas, box, opening, dark)
  if (face.mouth > 0.12) {
    draw(canvas, box, within(bent(ellipse(cx, cy + gap * 1.05, wide * 0.5, gap * 0.55)), opening), shade(person.lips, 0.8))
    draw(canvas, box, within(bent(roundedBox(cx, cy - gap * 0.55, wide * 0.62, Math.min(size * 0.045, gap * 0.5), size * 0.02)), opening), white, { opacity: 0.95 })
  }
  draw(canvas, box, bent(ellipse(cx - size * 0.03, cy + gap * 1.15 + size * 0.034, wide * 0.34, size * 0.009)), white, { blur: size * 0.018, opacity: 0.3 })
}
