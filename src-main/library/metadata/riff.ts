import { emptyHeader, keepText, textBytes, type FileHeader } from './header'

/** What a WAV file's list of facts calls things. */
const infoNames: Record<string, string> = { INAM: 'title', ICMT: 'comment', IART: 'artist', IKEY: 'keywords' }

/** WebP pictures, and the list of facts in WAV sounds. Metadata stands behind the pixels: it is reached when the bytes go that far. */
export function readRiff(bytes: Buffer): FileHeader {
  const header = emptyHeader()
  const fileEnd = Math.min(bytes.readUInt32LE(4) + 8, 64 * 1024 * 1024)
  let hasMetadata = false
  for (let at = 12; at + 8 <= bytes.length; ) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'VP8X') {
      hasMetadata = (data[0]! & 0x0c) !== 0
      header.width = 1 + data.readUIntLE(4, 3)
      header.height = 1 + data.readUIntLE(7, 3)
    } else if (type === 'VP8 ' && header.width === null && data.length >= 10) {
      header.width = data.readUInt16LE(6) & 0x3fff
      header.height = data.readUInt16LE(8) & 0x3fff
    } else if (type === 'VP8L' && header.width === null && data.length >= 5) {
      const bits = data.readUInt32LE(1)
      header.width = 1 + (bits & 0x3fff)
      header.height = 1 + ((bits >>> 14) & 0x3fff)
    }
    if (data.length < length) {
      if (hasMetadata) header.wantedBytes = fileEnd
      break
    }
    if (type === 'EXIF') header.exif = data.toString('latin1', 0, 6) === 'Exif\0\0' ? data.subarray(6) : data
    else if (type === 'XMP ' && length <= textBytes) header.xmp = data.toString('utf8')
    else if (type === 'LIST' && data.toString('latin1', 0, 4) === 'INFO') readInfo(header, data)
    at += 8 + length + (length % 2)
  }
  return header
}

function readInfo(header: FileHeader, list: Buffer): void {
  for (let at = 4; at + 8 <= list.length; ) {
    const length = list.readUInt32LE(at + 4)
    const name = infoNames[list.toString('latin1', at, at + 4)]
    if (name !== undefined) keepText(header, name, list.toString('utf8', at + 8, at + 8 + length).replace(/\0+$/, ''))
    at += 8 + length + (length % 2)
  }
}
