import type { Random } from './random'

/**
 * One way of painting: gives the colour of the point (x, y) at a time. `y` runs from 0 at the top to 1 at the bottom,
 * `x` from 0 to the picture's width over its height; so shapes keep their form in every aspect ratio.
 */
export type Shader = (x: number, y: number, timeSeconds: number, out: Float32Array) => void

export interface SceneInput {
  random: Random
  /** RGB triplets in [0, 1] from dark to light, `rampSteps` of them. */
  ramp: Float32Array
  /** Width over height. */
  aspect: number
}

export type Scene = (input: SceneInput) => Shader
