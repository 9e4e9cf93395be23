import { randomFrom, type Random } from './random'
import type { Shader } from './scene'

/** Lets requests be answered between slices of drawing. */
export function breathe(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

const sliceMs = 12

/** A stretch of triangular noise in [-1, 1], read from a random start: a fresh number per pixel would cost more than the picture. */
const grainRandom = randomFrom('grain')
const noise = Float32Array.from({ length: 1 << 17 }, () => grainRandom() - grainRandom())

export interface PaintOptions {
  width: number
  height: number
  timeSeconds: number
  /** Darkens the edge where words will be, so that they stay legible. */
  scrim: 'bottom' | 'top' | null
  /** Strength of the grain in steps of 8-bit colour; it also hides banding. */
  grain: number
  random: Random
}

/** Paints one frame as RGB bytes, with vignette, grain and scrim. */
export async function paintFrame(shader: Shader, target: Uint8Array, options: PaintOptions): Promise<void> {
  const { width, height, timeSeconds, scrim, grain, random } = options
  const color = new Float32Array(3)
  let noiseAt = Math.floor(random() * noise.length)
  let offset = 0
  let sliceEnd = performance.now() + sliceMs
  for (let row = 0; row < height; row++) {
    const y = (row + 0.5) / height
    const fromMiddle = (y - 0.5) * 2
    const lower = scrimAt(scrim, y)
    for (let column = 0; column < width; column++) {
      shader((column + 0.5) / height, y, timeSeconds, color)
      const across = ((column + 0.5) / width - 0.5) * 2
      const light = 255 * lower * (1 - 0.17 * (across * across * across * across + fromMiddle * fromMiddle * fromMiddle * fromMiddle))
      noiseAt = (noiseAt + 1) & (noise.length - 1)
      const speck = (noise[noiseAt] as number) * grain
      target[offset++] = clampByte((color[0] as number) * light + speck)
      target[offset++] = clampByte((color[1] as number) * light + speck)
      target[offset++] = clampByte((color[2] as number) * light + speck)
    }
    if (performance.now() > sliceEnd) {
      await breathe()
      sliceEnd = performance.now() + sliceMs
    }
  }
}

function scrimAt(scrim: PaintOptions['scrim'], y: number): number {
  const depth = scrim === 'bottom' ? (y - 0.62) / 0.38 : scrim === 'top' ? (0.3 - y) / 0.3 : 0
  return depth > 0 ? 1 - 0.42 * depth ** 1.6 : 1
}

/** Darkens the lower part of a finished picture, for words over bright things. */
export function addScrim(pixels: Uint8Array, width: number, height: number): void {
  for (let row = Math.floor(height * 0.62); row < height; row++) {
    const factor = scrimAt('bottom', row / height)
    for (let at = row * width * 3; at < (row + 1) * width * 3; at++) pixels[at] = Math.round((pixels[at] as number) * factor)
  }
}

function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : Math.round(value)
}

