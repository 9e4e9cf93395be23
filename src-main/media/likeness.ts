/** What a picture looks like in 64 bits, in two unsigned halves: pictures that look alike differ in few of them. */
export interface Likeness {
  high: number
  low: number
}

const columns = 16
const rows = 9
/** Grey values that spread less than this show nothing to compare. */
const leastSpread = 3

/**
 * From 16 x 9 grey values, whatever the picture's own shape: for each of 8 x 8 places, whether it is darker than the one to its right. Survives scaling,
 * encoding, and changes of brightness. Null where there is nothing to see, or other than so many values.
 */
export function likenessOf(grey: Uint8Array): Likeness | null {
  if (grey.length !== columns * rows) return null
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length
  const spread = Math.sqrt(grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length)
  if (spread < leastSpread) return null
  let [high, low] = [0, 0]
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 8; x++) {
      const bit = place(grey, x, y) < place(grey, x + 1, y) ? 1 : 0
      if (y < 4) high = high * 2 + bit
      else low = low * 2 + bit
    }
  }
  return { high, low }
}

/** The value at one of 9 x 8 places, between the given ones. */
function place(grey: Uint8Array, x: number, y: number): number {
  const column = (x * (columns - 1)) / 8
  const row = (y * (rows - 1)) / 7
  const [left, top] = [Math.min(Math.floor(column), columns - 2), Math.min(Math.floor(row), rows - 2)]
  const [right, down] = [column - left, row - top]
  const at = (dx: number, dy: number) => grey[(top + dy) * columns + left + dx]!
  return (at(0, 0) * (1 - right) + at(1, 0) * right) * (1 - down) + (at(0, 1) * (1 - right) + at(1, 1) * right) * down
}
