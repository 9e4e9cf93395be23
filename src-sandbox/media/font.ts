import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'

/** What laying out a line needs to know of a font file: which characters it has, and how wide they are. */
export interface FontMetrics {
  path: string
  has(codePoint: number): boolean
  /** Width in ems. */
  advance(codePoint: number): number
}

/** Reads the tables `head`, `hhea`, `hmtx` and `cmap` of a WOFF 1 file. */
export function readWoff(path: string): FontMetrics {
  const file = readFileSync(path)
  if (file.toString('latin1', 0, 4) !== 'wOFF') throw new Error('Not a WOFF file')
  const tables = new Map<string, Buffer>()
  for (let index = 0, at = 44; index < file.readUInt16BE(12); index++, at += 20) {
    const offset = file.readUInt32BE(at + 4)
    const packedLength = file.readUInt32BE(at + 8)
    const packed = file.subarray(offset, offset + packedLength)
    const length = file.readUInt32BE(at + 12)
    tables.set(file.toString('latin1', at, at + 4), packedLength < length ? inflateSync(packed) : packed)
  }
  const table = (name: string): Buffer => {
    const found = tables.get(name)
    if (!found) throw new Error(`The font has no table ${name}`)
    return found
  }
  const unitsPerEm = table('head').readUInt16BE(18)
  const metricCount = table('hhea').readUInt16BE(34)
  const glyphs = characterMap(table('cmap'))
  const widths = table('hmtx')
  return {
    path,
    has: codePoint => glyphs.has(codePoint),
    advance(codePoint) {
      const glyph = Math.min(glyphs.get(codePoint) ?? 0, metricCount - 1)
      return widths.readUInt16BE(glyph * 4) / unitsPerEm
    },
  }
}

/** The Unicode map of format 4: segments of the basic plane. */
function characterMap(cmap: Buffer): Map<number, number> {
  const map = new Map<number, number>()
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const start = cmap.readUInt32BE(4 + index * 8 + 4)
    if (cmap.readUInt16BE(start) !== 4) continue
    const segments = cmap.readUInt16BE(start + 6) / 2
    const ends = start + 14
    const starts = ends + segments * 2 + 2
    const deltas = starts + segments * 2
    const offsets = deltas + segments * 2
    for (let segment = 0; segment < segments; segment++) {
      const last = cmap.readUInt16BE(ends + segment * 2)
      const rangeOffset = cmap.readUInt16BE(offsets + segment * 2)
      for (let code = cmap.readUInt16BE(starts + segment * 2); code <= last && code !== 0xffff; code++) {
        const at = offsets + segment * 2 + rangeOffset + (code - cmap.readUInt16BE(starts + segment * 2)) * 2
        const raw = rangeOffset === 0 ? code : cmap.readUInt16BE(at)
        const glyph = raw === 0 ? 0 : (raw + cmap.readUInt16BE(deltas + segment * 2)) & 0xffff
        if (glyph !== 0) map.set(code, glyph)
      }
    }
  }
  return map
}
