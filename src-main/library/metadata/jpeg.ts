import { emptyHeader, keepText, type FileHeader } from './header'

const exifMark = Buffer.from('Exif\0\0', 'latin1')
const xmpMark = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')

/** Segments up to the first scan. */
export function readJpeg(bytes: Buffer): FileHeader {
  const header = emptyHeader()
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) break
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xda || marker === 0xd9) break
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2) break
    const data = bytes.subarray(at + 4, at + 2 + length)
    if (data.length < length - 2) {
      header.wantedBytes = at + 2 + length + 4_096
      break
    }
    // Start of frame, but for the tables that share its range.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc && data.length >= 5) {
      header.height = data.readUInt16BE(1)
      header.width = data.readUInt16BE(3)
    } else if (marker === 0xe1 && startsWith(data, exifMark)) header.exif = data.subarray(exifMark.length)
    else if (marker === 0xe1 && startsWith(data, xmpMark)) header.xmp = data.toString('utf8', xmpMark.length)
    else if (marker === 0xfe) keepText(header, 'comment', data.toString('utf8').replace(/\0+$/, ''))
    at += 2 + length
  }
  return header
}

function startsWith(data: Buffer, mark: Buffer): boolean {
  return data.subarray(0, mark.length).equals(mark)
}
