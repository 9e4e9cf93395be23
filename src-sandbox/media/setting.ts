import { artOf } from './art'
import type { Color } from './palette'
import { colorsAround, ramp } from './palette'
import { between, randomFrom, sin, smoothstep } from './random'
import type { MediaRequest } from './request'
import type { Shader } from './scene'
import { paint } from './scenesFlow'

interface Mood {
  ramp: string
  /** Out of focus: windows, lamps, shelves, leaves. */
  things: 'windows' | 'lamps' | 'shelves' | 'leaves' | 'none'
  light: Color
}

const moods: Record<string, Mood> = {
  modern_office: { ramp: '#6d8799', things: 'windows', light: [0.93, 0.96, 1] },
  studio: { ramp: '#4a5a74', things: 'none', light: [0.85, 0.9, 1] },
  living_room: { ramp: '#a5764e', things: 'lamps', light: [1, 0.85, 0.6] },
  library: { ramp: '#6e4a30', things: 'shelves', light: [1, 0.86, 0.62] },
  garden: { ramp: '#5f8a48', things: 'leaves', light: [0.95, 1, 0.75] },
  night_city: { ramp: '#33406e', things: 'lamps', light: [1, 0.75, 0.5] },
  plain: { ramp: '#9aa3ad', things: 'none', light: [1, 1, 1] },
}

/** What is behind a presenter, out of focus. */
export function settingOf(request: MediaRequest, aspect: number): Shader {
  const mood = moods[request.avatar.background]
  if (!mood) return artOf(request, aspect)
  const random = randomFrom(`setting ${request.avatar.background} ${request.seed}`)
  const colors = ramp(colorsAround(mood.ramp))
  const things = Array.from({ length: 22 }, () => ({ x: between(random, -0.1, aspect + 0.1), y: between(random, 0, 0.9), size: between(random, 0.03, 0.11), light: between(random, 0.15, 0.6), hue: random() }))
  const phase = between(random, 0, 6.28)
  return (x, y, _t, out) => {
    const across = x / aspect - 0.5
    const glow = Math.exp(-((across * 1.7) ** 2 + ((y - 0.4) * 1.5) ** 2))
    paint(colors, 0.3 + 0.3 * glow + 0.06 * sin(x * 2.1 + y * 1.3 + phase) - 0.16 * y, 1, out)
    let light = 0
    if (mood.things === 'windows') {
      const column = (x * 2.4 + phase) % 1
      light = 0.36 * smoothstep(0, 0.12, column) * (1 - smoothstep(0.7, 0.82, column)) * (1 - smoothstep(0.52, 0.72, y))
    } else if (mood.things === 'shelves') {
      const row = (y * 4.2) % 1
      const book = sin(Math.floor(x * 26) * 2.4 + Math.floor(y * 4.2) * 1.7 + phase)
      light = smoothstep(0.08, 0.2, row) * (1 - smoothstep(0.86, 0.98, row)) * (0.12 + 0.12 * book)
    } else if (mood.things !== 'none') {
      for (const thing of things) {
        const distance = Math.hypot(x - thing.x, y - thing.y) / thing.size
        if (distance < 1.3) light += (1 - smoothstep(0.72, 1.12, distance)) * thing.light * (mood.things === 'leaves' ? 0.35 : 0.6)
      }
    }
    for (let c = 0; c < 3; c++) out[c] = 1 - (1 - (out[c] as number)) * (1 - light * (mood.light[c] as number))
  }
}
