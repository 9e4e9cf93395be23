import { choosePalette, colorsAround, paletteColors, ramp } from './palette'
import { pick, randomFrom } from './random'
import type { MediaRequest } from './request'
import type { Scene, Shader } from './scene'
import { aurora, marble, mesh, silk, vortex } from './scenesFlow'
import { bloom, bokeh, planet, ridges, sea } from './scenesPlace'

const scenes: readonly [Scene, ...Scene[]] = [silk, mesh, aurora, vortex, marble, ridges, sea, planet, bokeh, bloom, silk, mesh]

const places: [RegExp, readonly [Scene, ...Scene[]]][] = [
  [/mountain|hill|valley|landscape|monta(ñ|n)a|paisaje|desert|dune|ridge|canyon|山/, [ridges, ridges, aurora]],
  [/ocean|sea\b|beach|sunset|mar\b|playa|lake|wave|海/, [sea, sea, silk]],
  [/planet|space|galaxy|moon|cosmos|orbit|mars/, [planet, planet, aurora]],
  [/city|street|night|neon|lights|tokyo|traffic|ciudad|noche/, [bokeh, aurora, mesh]],
  [/flower|petal|rose|bloom|flor|garden|butterfly/, [bloom, bloom, silk]],
  [/silk|fabric|dress|fashion|cloth|product|perfume/, [silk, mesh]],
  [/smoke|ink|marble|liquid|abstract|dream|paint/, [marble, vortex, silk]],
]

/** The picture of a request: palette and scene by its words and its seed. */
export function artOf(request: Pick<MediaRequest, 'text' | 'seed' | 'flavour' | 'style' | 'color'>, aspect: number): Shader {
  const words = `${request.text} ${request.style}`.toLowerCase()
  // A seed may fall on a picture that is nearly black: then the next one is taken, and always the same next one.
  for (let attempt = 0; ; attempt++) {
    const random = randomFrom(JSON.stringify([request.text, request.seed, request.flavour, attempt]))
    const colors = request.color ? colorsAround(request.color) : paletteColors(choosePalette(words, random))
    const place = places.find(([pattern]) => pattern.test(words))
    const scene = place && random() < 0.93 ? pick(random, place[1]) : pick(random, scenes)
    const shader = scene({ random, ramp: ramp(colors), aspect })
    if (attempt >= 8 || isBrightEnough(shader, aspect)) return shader
  }
}

function isBrightEnough(shader: Shader, aspect: number): boolean {
  const out = new Float32Array(3)
  let sum = 0
  let bright = 0
  for (let row = 0; row < 16; row++) {
    for (let column = 0; column < 16; column++) {
      shader(((column + 0.5) / 16) * aspect, (row + 0.5) / 16, 0, out)
      const luma = 0.2126 * (out[0] as number) + 0.7152 * (out[1] as number) + 0.0722 * (out[2] as number)
      sum += luma
      if (luma > 0.3) bright++
    }
  }
  return sum / 256 > 0.14 && bright > 24
}
