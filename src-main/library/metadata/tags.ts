import { emptyHeader, keepText, textBytes, type FileHeader } from './header'

const frames: Record<string, string> = { TIT2: 'title', TPE1: 'artist', COMM: 'comment', TXXX: 'user', USLT: 'lyrics' }

/** ID3v2.3 and 2.4 at the beginning of an MP3. */
export function readId3(bytes: Buffer): FileHeader {
  const header = emptyHeader()
  const version = bytes[3]!
  const size = synchsafe(bytes, 6)
  const end = Math.min(10 + size, bytes.length)
  if (10 + size > bytes.length && size <= textBytes) header.wantedBytes = 10 + size
  for (let at = 10; at + 10 <= end; ) {
    const type = bytes.toString('latin1', at, at + 4)
    if (!/^[A-Z0-9]{4}$/.test(type)) break
    const length = version === 4 ? synchsafe(bytes, at + 4) : bytes.readUInt32BE(at + 4)
    const data = bytes.subarray(at + 10, at + 10 + length)
    if (data.length < length) break
    const name = frames[type]
    if (name !== undefined && length > 1) {
      const hasLanguage = type === 'COMM' || type === 'USLT'
      const parts = decoded(data[0]!, data.subarray(hasLanguage ? 4 : 1)).split('\0')
      // Described texts name themselves first.
      const isDescribed = hasLanguage || type === 'TXXX'
      keepText(header, isDescribed && parts[0] !== '' && type === 'TXXX' ? parts[0]! : name, (isDescribed ? (parts[1] ?? '') : parts[0]!).trim())
    }
    at += 10 + length
  }
  return header
}

function synchsafe(bytes: Buffer, at: number): number {
  return ((bytes[at]! & 127) << 21) | ((bytes[at + 1]! & 127) << 14) | ((bytes[at + 2]! & 127) << 7) | (bytes[at + 3]! & 127)
}

function decoded(encoding: number, data: Buffer): string {
  if (encoding === 3) return data.toString('utf8')
  if (encoding === 0) return data.toString('latin1')
  // Each of two texts may carry its own mark of order.
  const isBig = encoding === 2 || data.readUInt16BE(0) === 0xfeff
  const even = data.subarray(0, data.length - (data.length % 2))
  return (isBig ? Buffer.from(even).swap16() : even).toString('utf16le').replaceAll('\ufeff', '')
}

const atoms: Record<string, string> = { '\u00a9nam': 'title', '\u00a9cmt': 'comment', desc: 'description', '\u00a9ART': 'artist', '\u00a9too': 'software', keyw: 'keywords' }
const containers = new Set(['moov', 'udta', 'meta', 'ilst', 'trak', 'mdia'])
const deepest = 8

/** The tags, length and picture size of an MP4 or QuickTime file whose index stands in the given bytes. */
export function readMp4(bytes: Buffer): FileHeader {
  const header = emptyHeader()
  walk(header, bytes, 0, bytes.length, 0, null)
  return header
}

function walk(header: FileHeader, bytes: Buffer, from: number, to: number, depth: number, parent: string | null): void {
  for (let at = from; at + 8 <= to; ) {
    const type = bytes.toString('latin1', at + 4, at + 8)
    const length = bytes.readUInt32BE(at)
    const end = length === 0 ? to : at + length
    if (length !== 0 && length < 8) return
    if (depth === 0 && type === 'moov' && end > bytes.length && length <= 16 * textBytes) {
      header.wantedBytes = end
      return
    }
    const inside = Math.min(end, to)
    if (type === 'mvhd' && inside - at >= 28) {
      const isLong = bytes[at + 8] === 1
      const scale = bytes.readUInt32BE(at + (isLong ? 28 : 20))
      const duration = isLong ? Number(bytes.readBigUInt64BE(at + 32)) : bytes.readUInt32BE(at + 24)
      if (scale > 0 && duration > 0 && duration < 0xffffffff) header.durationSeconds = duration / scale
    } else if (type === 'tkhd' && inside - at >= 84) {
      const width = bytes.readUInt32BE(inside - 8) >>> 16
      const height = bytes.readUInt32BE(inside - 4) >>> 16
      if (width > 0 && height > 0) [header.width, header.height] = [width, height]
    } else if (parent === 'ilst' && atoms[type] !== undefined && inside - at >= 24) {
      keepText(header, atoms[type], bytes.toString('utf8', at + 24, inside).trim())
    } else if (containers.has(type) && depth < deepest) {
      // `meta` has four bytes before its boxes, but not in QuickTime.
      const skip = type === 'meta' && bytes.toString('latin1', at + 12, at + 16) !== 'hdlr' ? 12 : 8
      walk(header, bytes, at + skip, inside, depth + 1, type)
    }
    at = end
  }
}
