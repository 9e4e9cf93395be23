import { rampSteps } from './palette'
import { between, sin, smoothstep } from './random'
import { perColumn, type Scene } from './scene'

const tau = 2 * Math.PI

/** Writes the ramp's colour at `value` (0 dark, 1 light), scaled by `light`. */
export function paint(ramp: Float32Array, value: number, light: number, out: Float32Array): void {
  const clamped = value < 0 ? 0 : value > 1 ? 1 : value
  const index = ((clamped * (rampSteps - 1)) | 0) * 3
  out[0] = (ramp[index] as number) * light
  out[1] = (ramp[index + 1] as number) * light
  out[2] = (ramp[index + 2] as number) * light
}

/** Folds of cloth, lit from one side. */
export const silk: Scene = ({ random, ramp, aspect }) => {
  const angle = between(random, 0, tau)
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
  const folds = between(random, 0.55, 1.25)
  const phases = Array.from({ length: 6 }, () => between(random, 0, tau)) as [number, number, number, number, number, number]
  const bend = between(random, 0.24, 0.42)
  const slant = between(random, 0.3, 0.7)
  return (x, y, t, out) => {
    let u = x - aspect / 2
    let v = y - 0.5
    u += bend * sin(1.9 * v + phases[0] + t * 0.23)
    v += bend * sin(2.3 * u + phases[1] - t * 0.19)
    u += bend * 0.6 * sin(3.1 * v + phases[2] + t * 0.31)
    v += bend * 0.5 * sin(3.7 * u + phases[3] - t * 0.27)
    const along = u * dx + v * dy
    const across = v * dx - u * dy
    const wave = along * folds * tau + 0.9 * sin(across * 2.1 + phases[4] + t * 0.2)
    const height = 0.5 + 0.5 * sin(wave + phases[5])
    const slope = sin(wave + phases[5] + tau / 4)
    const value = 0.12 + 0.72 * height + 0.14 * sin(across * 1.7 + t * 0.13)
    paint(ramp, value * (0.86 + slant * 0.1), 0.72 + 0.3 * (0.5 + 0.5 * slope), out)
  }
}

/** Several coloured lights that drift and melt into each other. */
export const mesh: Scene = ({ random, ramp, aspect }) => {
  const points = Array.from({ length: 6 }, (_, index) => ({
    x: between(random, -0.1, aspect + 0.1),
    y: between(random, -0.1, 1.1),
    drift: between(random, 0.06, 0.2),
    phase: between(random, 0, tau),
    pace: between(random, 0.18, 0.42),
    value: [0.08, 0.36, 0.58, 0.72, 0.92, 0.5][index] ?? 0.5,
  }))
  const wobble = between(random, 0.05, 0.12)
  const phase = between(random, 0, tau)
  const now = points.map(point => ({ x: point.x, y: point.y, value: point.value }))
  let placedFor = Number.NaN
  return (x, y, t, out) => {
    if (t !== placedFor) {
      points.forEach((point, index) => {
        const place = now[index] as (typeof now)[number]
        place.x = point.x + point.drift * sin(point.phase + t * point.pace)
        place.y = point.y + point.drift * sin(point.phase * 1.7 + t * point.pace + 1.57)
      })
      placedFor = t
    }
    const u = x + wobble * sin(y * 5.1 + phase + t * 0.33)
    const v = y + wobble * sin(x * 4.3 - phase + t * 0.29)
    let sum = 0
    let weight = 0
    for (const point of now) {
      const px = u - point.x
      const py = v - point.y
      const distance = px * px + py * py + 0.015
      const w = 1 / (distance * distance)
      sum += w * point.value
      weight += w
    }
    paint(ramp, sum / weight, 1, out)
  }
}

/** Curtains of light over a dark sky. */
export const aurora: Scene = ({ random, ramp, aspect }) => {
  const curtains = Array.from({ length: 4 }, (_, index) => ({
    base: 0.36 + index * 0.13 + between(random, -0.05, 0.05),
    swing: between(random, 0.05, 0.13),
    frequency: between(random, 1.4, 3.2) / Math.max(1, aspect * 0.7),
    phase: between(random, 0, tau),
    height: between(random, 0.22, 0.5),
    value: between(random, 0.42, 0.86),
    pace: between(random, 0.14, 0.34),
  }))
  const color = new Float32Array(3)
  const columns = perColumn(curtains.length * 2, aspect, (x, t, values, from) => {
    curtains.forEach((curtain, index) => {
      values[from + index * 2] = curtain.base
        + curtain.swing * sin(x * curtain.frequency * 2 + curtain.phase + t * curtain.pace)
        + curtain.swing * 0.5 * sin(x * curtain.frequency * 5.3 - curtain.phase + t * curtain.pace * 1.4)
      values[from + index * 2 + 1] = 0.74 + 0.26 * sin(x * 31 + 4 * sin(x * 7 + t * 0.4 + curtain.phase) + t * 0.7)
    })
  })
  return (x, y, t, out) => {
    paint(ramp, 0.03 + 0.15 * y, 1, out)
    const from = columns.place(x, t)
    for (let index = 0; index < curtains.length; index++) {
      const curtain = curtains[index] as (typeof curtains)[number]
      const above = ((columns.values[from + index * 2] as number) - y) / curtain.height
      if (above < -0.16 || above > 1) continue
      const glow = above < 0 ? smoothstep(-0.16, 0, above) : (1 - smoothstep(0, 1, above)) ** 1.4
      const rays = columns.values[from + index * 2 + 1] as number
      paint(ramp, curtain.value - above * 0.25, glow * (0.5 + 0.32 * rays), color)
      out[0] = 1 - (1 - (out[0] as number)) * (1 - (color[0] as number))
      out[1] = 1 - (1 - (out[1] as number)) * (1 - (color[1] as number))
      out[2] = 1 - (1 - (out[2] as number)) * (1 - (color[2] as number))
    }
  }
}

/** A turn of colour around one point, its rays bent like smoke. */
export const vortex: Scene = ({ random, ramp, aspect }) => {
  const cx = aspect * between(random, 0.25, 0.75)
  const cy = between(random, 0.25, 0.7)
  const turns = random() < 0.5 ? 1 : 2
  const twist = between(random, 1.2, 3.4) * (random() < 0.5 ? -1 : 1)
  const phase = between(random, 0, tau)
  const ripple = between(random, 0.06, 0.13)
  return (x, y, t, out) => {
    const u = x - cx + ripple * sin(y * 6.1 + phase + t * 0.37)
    const v = y - cy + ripple * sin(x * 5.3 - phase + t * 0.31)
    const radius = Math.sqrt(u * u + v * v)
    const angle = Math.atan2(v, u) * turns + twist * radius + phase - t * 0.16
    const value = 0.5 + 0.5 * sin(angle)
    const glow = Math.exp(-radius * radius * 5)
    paint(ramp, value * 0.8 + glow * 0.18 + 0.03, 0.8 + 0.2 * smoothstep(0, 0.25, radius), out)
  }
}

/** Ink in water: a field folded into itself several times. */
export const marble: Scene = ({ random, ramp, aspect }) => {
  const phases = Array.from({ length: 8 }, () => between(random, 0, tau))
  const scale = between(random, 1.5, 2.3)
  const contrast = between(random, 0.8, 1.1)
  return (x, y, t, out) => {
    let u = (x - aspect / 2) * scale
    let v = (y - 0.5) * scale
    for (let fold = 0; fold < 4; fold++) {
      const gain = 0.75 / (1 + fold * 0.55)
      const rate = 1.5 + fold * 0.9
      const nu = u + gain * sin(rate * v + (phases[fold] as number) + t * 0.17)
      v += gain * sin(rate * u + (phases[fold + 4] as number) - t * 0.15)
      u = nu
    }
    const value = 0.5 + 0.5 * sin(u * 1.3 + v * 0.9)
    const vein = 0.5 + 0.5 * sin(u * 2.7 - v * 2.2)
    paint(ramp, (value * 0.82 + 0.08) * contrast, 0.82 + 0.22 * vein, out)
  }
}
