import type { Reader } from '../storage'

/** One after the other: an item's number, and the two halves of its likeness. */
const allLikenesses = `SELECT '[' || coalesce(group_concat(number || ',' || likeness_high || ',' || likeness_low), '') || ']' AS list
  FROM items INDEXED BY items_alike WHERE likeness_high IS NOT NULL`

export interface Alike {
  number: number
  /** Of 64 bits, how many differ. */
  distance: number
}

/** Items that look alike, the most alike first. A hundred thousand are compared in a millisecond or two: no tree is worth its keep. */
export async function findAlike(reader: Reader, likeness: { high: number; low: number }, most: { distance: number; count: number }): Promise<Alike[]> {
  const values = await reader.numbers(allLikenesses)
  const found: Alike[] = []
  for (let at = 0; at + 2 < values.length; at += 3) {
    const distance = bits(values[at + 1]! ^ likeness.high) + bits(values[at + 2]! ^ likeness.low)
    if (distance <= most.distance) found.push({ number: values[at]!, distance })
  }
  return found.sort((a, b) => a.distance - b.distance || b.number - a.number).slice(0, most.count)
}

/** How many bits of 32 are set. */
function bits(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
