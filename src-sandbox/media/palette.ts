import { pick, type Random } from './random'

/** Five colours from the darkest to the lightest, each palette one mood. */
const palettes = {
  ember: ['#12060f', '#4b1248', '#c2374f', '#ff8a4c', '#ffd9a0'],
  lagoon: ['#03100f', '#0a4a4a', '#1fae96', '#9fe3c0', '#fff1d0'],
  neon: ['#07030f', '#2a0f5e', '#7b3cff', '#ff3d9a', '#ffc2dc'],
  amber: ['#0d0703', '#4a2508', '#b0661c', '#eeb35b', '#fff0cf'],
  arctic: ['#02060c', '#06324f', '#1c86d6', '#6fd3e6', '#e9fff6'],
  rose: ['#12040a', '#5a1030', '#d23b5e', '#ff9d84', '#ffe6cf'],
  moss: ['#050b06', '#1c3b1a', '#5d8f33', '#b9d36c', '#f6f4cf'],
  slate: ['#08090c', '#242a38', '#667089', '#b9c1d2', '#ffffff'],
  dusk: ['#0a0a1f', '#28265c', '#6a4c93', '#f2798f', '#ffd29d'],
  cobalt: ['#050a1c', '#10306b', '#2f74d0', '#ffb14a', '#fff3d6'],
  orchid: ['#0b0614', '#3d1a5c', '#a24bb8', '#f0a6ca', '#fdf0e6'],
  teal: ['#031014', '#0b3a4a', '#e0654f', '#f6b08a', '#fdf3df'],
  porcelain: ['#1d3347', '#4f7f9f', '#a9c8d4', '#eadfcb', '#fbf6ea'],
  sand: ['#2a1a14', '#8a5a3c', '#d2a273', '#ecd3ae', '#fbf3e2'],
  ink: ['#10100f', '#3c3a36', '#85807a', '#cfc8bb', '#f5efe2'],
  mint: ['#07201c', '#1f6b5c', '#6fc3a3', '#c9ecd3', '#fbfff4'],
} as const

export type PaletteName = keyof typeof palettes
const names = Object.keys(palettes) as [PaletteName, ...PaletteName[]]

/** Words that call for a mood, in English and Spanish; the first that matches wins most of the time. */
const moods: [RegExp, PaletteName[]][] = [
  [/neon|cyber|tokyo|synth|disco|club|electric|robot/, ['neon', 'dusk', 'orchid']],
  [/sunset|sunrise|dawn|dusk|golden|atardecer|amanecer|autumn|oto(ñ|n)o/, ['ember', 'dusk', 'teal', 'rose']],
  [/ocean|sea\b|water|wave|underwater|mar\b|agua|lake|river/, ['lagoon', 'arctic', 'porcelain', 'cobalt']],
  [/forest|jungle|garden|leaf|moss|bosque|plant|tree|green/, ['moss', 'mint', 'lagoon']],
  [/snow|ice|winter|arctic|nieve|hielo|glacier/, ['arctic', 'porcelain', 'slate']],
  [/desert|sand|dune|coffee|honey|whisky|desierto|wood|leather/, ['amber', 'sand']],
  [/fire|dragon|lava|volcano|fuego|battle|batalla/, ['ember', 'amber', 'rose']],
  [/space|galaxy|star|planet|cosmos|night|noche|moon/, ['cobalt', 'dusk', 'neon', 'arctic']],
  [/portrait|retrato|fashion|flower|rose|love|wedding/, ['rose', 'orchid', 'sand']],
  [/product|minimal|studio|clean|white|blanco|marble/, ['porcelain', 'slate', 'sand', 'mint']],
  [/ink|calligraph|brush|vintage|documentary|noir|墨|水/, ['ink', 'sand', 'slate']],
]

/** A palette for a text: by its words where they say something, else by the seed alone. */
export function choosePalette(words: string, random: Random): PaletteName {
  const mood = moods.find(([pattern]) => pattern.test(words.toLowerCase()))
  return mood && random() < 0.85 ? (pick(random, mood[1]) ?? 'ember') : pick(random, names)
}

export type Color = readonly [red: number, green: number, blue: number]

export function parseColor(hex: string): Color {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

export function paletteColors(name: PaletteName): readonly Color[] {
  return palettes[name].map(parseColor)
}

/** A palette around one colour that the request names. */
export function colorsAround(hex: string): readonly Color[] {
  const base = parseColor(hex)
  const toward = (target: number, t: number): Color => [
    base[0] + (target - base[0]) * t, base[1] + (target - base[1]) * t, base[2] + (target - base[2]) * t,
  ]
  return [toward(0, 0.88), toward(0, 0.5), base, toward(1, 0.4), toward(1, 0.85)]
}

export const rampSteps = 2_048

/** A smooth ramp through the colours, mixed in OKLab so that the middle tones stay clean; RGB triplets in [0, 1]. */
export function ramp(colors: readonly Color[]): Float32Array {
  const points = colors.map(toOklab)
  const out = new Float32Array(rampSteps * 3)
  for (let step = 0; step < rampSteps; step++) {
    const at = (step / (rampSteps - 1)) * (points.length - 1)
    const index = Math.min(points.length - 2, Math.floor(at))
    const t = at - index
    const eased = t * t * (3 - 2 * t)
    const a = points[index] as Color
    const b = points[index + 1] as Color
    out.set(fromOklab([mixAt(a, b, 0, eased), mixAt(a, b, 1, eased), mixAt(a, b, 2, eased)]), step * 3)
  }
  return out
}

function mixAt(a: Color, b: Color, index: 0 | 1 | 2, t: number): number {
  return a[index] + (b[index] - a[index]) * t
}

function toOklab(color: Color): Color {
  const [r, g, b] = color.map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as unknown as Color
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromOklab([L, a, b]: Color): Color {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3
  const linear: Color = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  return linear.map(c => {
    const clamped = Math.max(0, Math.min(1, c))
    return clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * clamped ** (1 / 2.4) - 0.055
  }) as unknown as Color
}
