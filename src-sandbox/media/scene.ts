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

/** Columns per unit of height: half a pixel of the largest picture. */
const columnsPerUnit = 4_096

/**
 * Remembers numbers that depend on x and the time alone: a picture is painted row by row, and each row asks for the same columns.
 * `place` gives where the `count` numbers for an x begin within `values`.
 */
export function perColumn(count: number, aspect: number, compute: (x: number, t: number, values: Float32Array, from: number) => void): {
  values: Float32Array
  place(x: number, t: number): number
} {
  const columns = Math.ceil(aspect * columnsPerUnit) + 2
  const values = new Float32Array(columns * count)
  const times = new Float64Array(columns).fill(Number.NaN)
  return {
    values,
    place(x, t) {
      const column = Math.max(0, Math.min(columns - 1, Math.round(x * columnsPerUnit)))
      if (times[column] !== t) {
        compute(x, t, values, column * count)
        times[column] = t
      }
      return column * count
    },
  }
}
