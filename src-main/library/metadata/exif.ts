/** Tags that are looked at, by their number; those above 0x8769 stand in the inner list. */
const names: Record<number, string> = {
  0x0112: 'orientation',
  0x010e: 'description', 0x010f: 'make', 0x0110: 'model', 0x0131: 'software', 0x0132: 'modifiedAt', 0x9003: 'takenAt', 0x9286: 'userComment',
  0x829a: 'exposure', 0x829d: 'aperture', 0x8827: 'iso', 0x920a: 'focalLength', 0xa434: 'lens', 0x9c9b: 'xpTitle', 0x9c9c: 'xpComment', 0x9c9e: 'xpKeywords',
}
const innerList = 0x8769
const sizes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 }
const mostEntries = 512
const mostBytes = 1024 * 1024

/** Texts and numbers of an EXIF block (TIFF); what does not lie inside it is passed over. */
export function readExif(tiff: Buffer): Map<string, string> {
  const found = new Map<string, string>()
  const order = tiff.toString('latin1', 0, 2)
  if ((order !== 'II' && order !== 'MM') || tiff.length < 8) return found
  const isLittle = order === 'II'
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const readList = (start: number, isInner: boolean) => {
    if (start + 2 > tiff.length) return
    const count = Math.min(short(start), mostEntries)
    for (let entry = 0; entry < count; entry++) {
      const at = start + 2 + entry * 12
      if (at + 12 > tiff.length) return
      const [tag, type, amount] = [short(at), short(at + 2), long(at + 4)]
      const length = (sizes[type] ?? 0) * amount
      const from = length <= 4 ? at + 8 : long(at + 8)
      if (tag === innerList && !isInner) {
        readList(long(at + 8), true)
        continue
      }
      const name = names[tag]
      if (name === undefined || length === 0 || length > mostBytes || from + length > tiff.length) continue
      const value = valueOf(type, from, length, name)
      if (value !== '') found.set(name, value)
    }
  }
  const valueOf = (type: number, from: number, length: number, name: string): string => {
    const data = tiff.subarray(from, from + length)
    if (name === 'userComment') return userComment(data, isLittle)
    if (name.startsWith('xp')) return clean(data.toString('utf16le', 0, length - (length % 2)))
    switch (type) {
      case 2:
        return clean(data.toString('utf8'))
      case 3:
        return String(short(from))
      case 4:
        return String(long(from))
      case 5: {
        const divisor = long(from + 4)
        return divisor === 0 ? '' : String(Number((long(from) / divisor).toPrecision(6)))
      }
      default:
        return ''
    }
  }
  readList(long(4), false)
  return found
}

/** Eight bytes say how the rest is written; some programs write UTF-16 in the other order than the block's own. */
function userComment(data: Buffer, isLittle: boolean): string {
  const code = data.toString('latin1', 0, 8)
  const rest = data.subarray(8)
  if (!code.startsWith('UNICODE')) return clean((/^(ASCII|JIS|\0)/.test(code) ? rest : data).toString('utf8'))
  const whole = rest.subarray(0, rest.length - (rest.length % 2))
  const zerosFirst = whole.filter((byte, index) => byte === 0 && index % 2 === 0).length
  const zerosSecond = whole.filter((byte, index) => byte === 0 && index % 2 === 1).length
  const isBig = zerosFirst === zerosSecond ? !isLittle : zerosFirst > zerosSecond
  return clean((isBig ? Buffer.from(whole).swap16() : whole).toString('utf16le'))
}

function clean(text: string): string {
  return text.replace(/\0+$/, '').trim()
}
