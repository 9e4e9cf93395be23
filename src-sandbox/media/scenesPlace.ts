import { between, mix, sin, smoothstep } from './random'
import { paint } from './scenesFlow'
import { perColumn, type Scene } from './scene'

const tau = 2 * Math.PI

/** Ridge after ridge in the haze, under a low sun. */
export const ridges: Scene = ({ random, ramp, aspect }) => {
  const sunX = aspect * between(random, 0.25, 0.75)
  const sunY = between(random, 0.2, 0.42)
  const sunSize = between(random, 0.05, 0.1)
  const layers = Array.from({ length: 5 }, (_, index) => ({
    base: 0.46 + index * 0.115 + between(random, -0.02, 0.02),
    height: 0.05 + index * 0.022,
    frequency: between(random, 1.6, 2.6) * (1.25 - index * 0.1),
    phases: Array.from({ length: 4 }, () => between(random, 0, tau)) as [number, number, number, number],
    value: 0.6 - index * 0.135,
    drift: 0.006 + index * index * 0.006,
  }))
  const color = new Float32Array(3)
  const edgesAt = perColumn(layers.length, aspect, (x, t, edges, from) => {
    layers.forEach((layer, index) => {
      const u = (x + t * layer.drift) * layer.frequency
      const p = layer.phases
      edges[from + index] = layer.base - layer.height
        * (sin(u * 1.3 + p[0]) + 0.5 * sin(u * 3.1 + p[1]) + 0.26 * sin(u * 6.7 + p[2]) + 0.12 * sin(u * 14.3 + p[3]))
    })
  })
  return (x, y, t, out) => {
    const dx = x - sunX
    const dy = y - sunY
    const distance = Math.sqrt(dx * dx + dy * dy)
    const sky = mix(0.42, 0.86, smoothstep(0, 0.62, y)) + 0.2 * Math.exp(-distance * 4)
    const disk = 1 - smoothstep(sunSize - 0.006, sunSize + 0.006, distance)
    paint(ramp, sky + disk * 0.5, 0.94 + disk * 0.06, out)
    const from = edgesAt.place(x, t)
    const warmth = 0.1 * Math.exp(-distance * 3)
    let nearest = layers.length - 1 // the nearest ridge that covers this point whole hides those behind it
    while (nearest > 0 && y < (edgesAt.values[from + nearest] as number) + 0.002) nearest--
    for (let index = nearest; index < layers.length; index++) {
      const layer = layers[index] as (typeof layers)[number]
      const edge = edgesAt.values[from + index] as number
      const cover = smoothstep(edge - 0.002, edge + 0.002, y)
      if (cover === 0) continue
      const haze = Math.min(0.2, (y - edge) * 0.5)
      paint(ramp, layer.value + haze + warmth, 1, color)
      for (let c = 0; c < 3; c++) out[c] = mix(out[c] as number, color[c] as number, cover)
    }
  }
}

/** The sea at evening: sun, horizon, a path of light on the waves. */
export const sea: Scene = ({ random, ramp, aspect }) => {
  const horizon = between(random, 0.46, 0.6)
  const sunX = aspect * between(random, 0.3, 0.7)
  const sunY = horizon - between(random, 0.04, 0.2)
  const size = between(random, 0.055, 0.1)
  const phases = Array.from({ length: 5 }, () => between(random, 0, tau)) as [number, number, number, number, number]
  return (x, y, t, out) => {
    const dx = x - sunX
    if (y < horizon) {
      const dy = y - sunY
      const distance = Math.sqrt(dx * dx + dy * dy)
      const clouds = 0.05 * sin(x * 1.9 + 3 * sin(y * 9 + phases[0]) + phases[1] + t * 0.06) * smoothstep(0, 0.3, y)
      const sky = mix(0.26, 0.72, smoothstep(0, horizon, y)) + 0.26 * Math.exp(-distance * 3.4) + clouds
      paint(ramp, sky + (1 - smoothstep(size - 0.005, size + 0.005, distance)) * 0.5, 1, out)
      return
    }
    const depth = (y - horizon) / (1 - horizon)
    const far = 1 / (depth + 0.06)
    const wave = sin(far * 9 + sin(x * 2.3 + phases[2]) * 1.4 + t * 1.1 + phases[3])
      + 0.6 * sin(far * 17 - x * 5 + t * 0.8 + phases[4]) + 0.5 * sin(x * 11 + depth * 40 + t * 0.6)
    const path = Math.exp(-((dx / (0.05 + depth * 0.3)) ** 2))
    const glitter = smoothstep(-0.4, 1.6, wave) * path
    paint(ramp, mix(0.46, 0.1, Math.sqrt(depth)) + wave * 0.022 + glitter * (0.55 - depth * 0.15), 1, out)
  }
}

/** A banded planet with a bright rim among stars. */
export const planet: Scene = ({ random, ramp, aspect }) => {
  const cx = aspect * between(random, 0.36, 0.64)
  const cy = between(random, 0.4, 0.56)
  const radius = between(random, 0.24, 0.34)
  const light = between(random, -2.6, -0.6)
  const tilt = between(random, -0.6, 0.6)
  const bands = between(random, 5, 10)
  const phases = Array.from({ length: 4 }, () => between(random, 0, tau)) as [number, number, number, number]
  const stars = Array.from({ length: 90 }, () => ({ x: between(random, 0, aspect), y: random(), size: between(random, 0.0012, 0.0034), glow: between(random, 0.2, 0.9), phase: between(random, 0, tau) }))
  const columns = 24
  const buckets = Array.from({ length: columns * columns }, (): typeof stars => [])
  for (const star of stars) {
    const column = Math.min(columns - 1, Math.floor((star.x / aspect) * columns))
    buckets[Math.min(columns - 1, Math.floor(star.y * columns)) * columns + column]?.push(star)
  }
  const [lx, ly] = [Math.cos(light), Math.sin(light)]
  return (x, y, t, out) => {
    const u = (x - cx) / radius
    const v = (y - cy) / radius
    const r2 = u * u + v * v
    const halo = Math.exp(-Math.max(0, Math.sqrt(r2) - 1) * 3.2)
    paint(ramp, 0.03 + 0.1 * y + 0.34 * halo * (0.5 + 0.5 * (u * lx + v * ly) / Math.max(1, Math.sqrt(r2))), 1, out)
    const cell = Math.min(columns - 1, Math.floor(y * columns)) * columns + Math.min(columns - 1, Math.floor((x / aspect) * columns))
    for (const star of buckets[cell] ?? []) {
      const d2 = (x - star.x) ** 2 + (y - star.y) ** 2
      const shine = Math.exp(-d2 / (star.size * star.size)) * star.glow * (0.8 + 0.2 * sin(t * 2 + star.phase)) * (r2 > 1.1 ? 1 : 0)
      for (let c = 0; c < 3; c++) out[c] = Math.min(1, (out[c] as number) + shine)
    }
    if (r2 >= 1.02) return
    const z = Math.sqrt(Math.max(0, 1 - r2))
    const latitude = v * Math.cos(tilt) - u * Math.sin(tilt)
    const longitude = (u * Math.cos(tilt) + v * Math.sin(tilt)) / (0.35 + z) + t * 0.12
    const swirl = 0.32 * sin(longitude * 2.1 + latitude * 5 + phases[0]) + 0.18 * sin(longitude * 5.3 - latitude * 9 + phases[1])
    const band = 0.5 + 0.5 * sin(latitude * bands + swirl * 2 + phases[2])
    const shade = Math.max(0, u * lx + v * ly) * 0.85 + z * 0.28
    const rim = (1 - z) ** 3 * Math.max(0, u * lx + v * ly)
    const edge = 1 - smoothstep(0.985, 1.015, Math.sqrt(r2))
    const before: [number, number, number] = [out[0] as number, out[1] as number, out[2] as number]
    paint(ramp, 0.3 + band * 0.5, 0.06 + shade * 1.05, out)
    for (let c = 0; c < 3; c++) out[c] = mix(before[c] as number, Math.min(1, (out[c] as number) + rim * 0.55), edge)
  }
}

/** Soft discs of light out of focus. */
export const bokeh: Scene = ({ random, ramp, aspect }) => {
  const discs = Array.from({ length: 26 }, () => {
    const size = between(random, 0.03, 0.15)
    return { x: between(random, -0.1, aspect + 0.1), y: between(random, -0.1, 1.1), size, value: between(random, 0.45, 0.95), light: between(random, 0.2, 0.7), phase: between(random, 0, tau), drift: between(random, 0.01, 0.05) }
  })
  const phase = between(random, 0, tau)
  const color = new Float32Array(3)
  const now = discs.map(disc => ({ x: disc.x, y: disc.y, reach: (disc.size * 1.06) ** 2, light: disc.light }))
  let placedFor = Number.NaN
  return (x, y, t, out) => {
    if (t !== placedFor) {
      discs.forEach((disc, index) => {
        const place = now[index] as (typeof now)[number]
        place.x = disc.x + disc.drift * sin(t * 0.5 + disc.phase)
        place.y = disc.y + disc.drift * sin(t * 0.4 + disc.phase * 1.3)
        place.light = disc.light * (0.85 + 0.15 * sin(t * 0.8 + disc.phase))
      })
      placedFor = t
    }
    paint(ramp, 0.06 + 0.4 * (0.5 + 0.5 * sin(x * 1.2 + y * 1.9 + phase + t * 0.1)) * (0.5 + 0.5 * y), 1, out)
    for (let index = 0; index < now.length; index++) {
      const place = now[index] as (typeof now)[number]
      const dx = x - place.x
      const dy = y - place.y
      const d2 = dx * dx + dy * dy
      if (d2 > place.reach) continue
      const disc = discs[index] as (typeof discs)[number]
      const distance = Math.sqrt(d2) / disc.size
      const cover = (1 - smoothstep(0.9, 1.06, distance)) * (0.66 + 0.34 * distance * distance) * place.light
      paint(ramp, disc.value, cover, color)
      for (let c = 0; c < 3; c++) out[c] = 1 - (1 - (out[c] as number)) * (1 - (color[c] as number))
    }
  }
}

/** Petals around a heart, layer over layer. */
export const bloom: Scene = ({ random, ramp, aspect }) => {
  const cx = aspect * between(random, 0.38, 0.62)
  const cy = between(random, 0.4, 0.56)
  const petals = 5 + Math.floor(random() * 4)
  const layers = Array.from({ length: 5 }, (_, index) => ({
    reach: 0.62 - index * 0.105, turn: between(random, 0, tau), value: 0.24 + index * 0.14, pace: 0.05 * (index % 2 ? 1 : -1),
  }))
  const phase = between(random, 0, tau)
  const color = new Float32Array(3)
  return (x, y, t, out) => {
    const u = x - cx
    const v = y - cy
    const radius = Math.sqrt(u * u + v * v)
    const angle = Math.atan2(v, u)
    const breath = 0.8 * sin(radius * 6 - t * 0.4)
    paint(ramp, 0.06 + 0.14 * (0.5 + 0.5 * sin(x * 1.3 + y * 1.1 + phase)), 1, out)
    for (const layer of layers) {
      if (radius > layer.reach * 1.06) break // and so beyond all that are smaller
      const lobe = 0.5 + 0.5 * sin(angle * petals + layer.turn + t * layer.pace * petals + breath)
      const reach = layer.reach * (0.55 + 0.45 * Math.sqrt(lobe)) * (1 + 0.03 * sin(t * 0.7 + layer.turn))
      const cover = 1 - smoothstep(reach - 0.025, reach + 0.012, radius)
      if (cover === 0) continue
      const inner = radius / reach
      paint(ramp, layer.value + 0.24 * inner * inner - 0.05 * (1 - lobe), 0.62 + 0.38 * smoothstep(0.1, 1, inner), color)
      for (let c = 0; c < 3; c++) out[c] = mix(out[c] as number, color[c] as number, cover * 0.92)
    }
  }
}
