import { crc32 } from 'node:zlib'
import { readExif } from '../metadata/exif'
import { parametersText, xmpPacket, type Parameters } from './parameters'

export { parametersOf, parametersText, type Parameters } from './parameters'

/** Containers whose metadata is changed byte by byte here, the media in them untouched; others go through ffmpeg. */
export const rewritten = ['png', 'jpeg', 'webp', 'mp3'] as const
export type Rewritten = (typeof rewritten)[number]

/**
 * The same media with nothing told about it but the parameters given; null: nothing at all. What shows the picture right (its colours, how it is
 * turned) stays.
 *
 * @throws RangeError for bytes that are no whole file of this container.
 */
export function withParameters(container: Rewritten, bytes: Buffer, parameters: Parameters | null): Buffer {
  switch (container) {
    case 'png':
      return png(bytes, parameters)
    case 'jpeg':
      return jpeg(bytes, parameters)
    case 'webp':
      return webp(bytes, parameters)
    case 'mp3':
      return mp3(bytes, parameters)
  }
}

const dropped = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'])

function png(bytes: Buffer, parameters: Parameters | null): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > bytes.length) throw new RangeError('The file ends inside a chunk')
    // A turn, if there is one, stays.
    if (type === 'eXIf') kept.push(...turned(bytes.subarray(at + 8, at + 8 + length)).map((exif) => pngChunk('eXIf', exif)))
    if (!dropped.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IHDR' && parameters !== null) {
      for (const [key, text] of [['Title', parameters.title], ['Description', parameters.prompt], ['doitong-studio', parametersText(parameters)]] as const) {
        if (text !== '') kept.push(pngChunk('iTXt', Buffer.concat([Buffer.from(`${key}\0\0\0\0\0`, 'latin1'), Buffer.from(text)])))
      }
    }
    at = end
    if (type === 'IEND') break
  }
  return Buffer.concat(kept)
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [head, tail] = [Buffer.alloc(4), Buffer.alloc(4)]
  head.writeUInt32BE(data.length)
  tail.writeUInt32BE(crc32(body))
  return Buffer.concat([head, body, tail])
}

const xmpMark = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')
/** Two bytes of a segment say how long it is. */
const segmentBytes = 65_533

function jpeg(bytes: Buffer, parameters: Parameters | null): Buffer {
  const kept: Buffer[] = []
  const added: Buffer[] = []
  let at = 2
  while (bytes.readUInt8(at) === 0xff) {
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xda) break
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) throw new RangeError('The file ends inside a segment')
    const data = bytes.subarray(at + 4, end)
    if (marker === 0xe1 && data.toString('latin1', 0, 6) === 'Exif\0\0') added.push(...turned(data.subarray(6)).map((exif) => jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif]))))
    if (marker !== 0xe1 && marker !== 0xed && marker !== 0xfe) kept.push(bytes.subarray(at, end))
    at = end
  }
  if (bytes[at] !== 0xff) throw new RangeError('This is no whole picture')
  if (parameters !== null) {
    const packet = Buffer.concat([xmpMark, Buffer.from(xmpPacket(parameters))])
    // What does not fit goes without its options, and then without words.
    const fitting = packet.length <= segmentBytes ? packet : Buffer.concat([xmpMark, Buffer.from(xmpPacket({ ...parameters, options: {}, prompt: parameters.prompt.slice(0, 5_000) }))])
    if (fitting.length <= segmentBytes) added.push(jpegSegment(0xe1, fitting))
  }
  // The first segment says what kind of JPEG it is, and stays first.
  const isFirst = kept[0]?.[1] === 0xe0 ? 1 : 0
  return Buffer.concat([bytes.subarray(0, 2), ...kept.slice(0, isFirst), ...added, ...kept.slice(isFirst), bytes.subarray(at)])
}

function jpegSegment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** An EXIF block that tells nothing but how the picture is turned; none for one that is not turned. */
function turned(exif: Buffer): Buffer[] {
  const turn = Number(readExif(exif).get('orientation') ?? 1)
  if (!(turn >= 2 && turn <= 8)) return []
  const block = Buffer.from('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0', 'latin1')
  block.writeUInt16BE(turn, 18)
  return [block]
}

function webp(bytes: Buffer, parameters: Parameters | null): Buffer {
  const chunks: Buffer[] = []
  let extended: Buffer | null = null
  let size: { width: number; height: number; hasAlpha: boolean } | null = null
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) throw new RangeError('The file ends too early')
  let exif: Buffer[] = []
  for (let at = 12; at + 8 <= end; ) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const next = at + 8 + length + (length % 2)
    if (next > bytes.length) throw new RangeError('The file ends inside a chunk')
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'VP8X') extended = Buffer.from(data)
    else if (type === 'EXIF') exif = turned(data.toString('latin1', 0, 6) === 'Exif\0\0' ? data.subarray(6) : data)
    else if (type !== 'XMP ') chunks.push(bytes.subarray(at, next))
    if (type === 'VP8 ') size ??= { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff, hasAlpha: false }
    if (type === 'VP8L') {
      const bits = data.readUInt32LE(1)
      size ??= { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), hasAlpha: ((bits >>> 28) & 1) === 1 }
    }
    at = next
  }
  if (extended === null && size !== null && parameters !== null) {
    extended = Buffer.alloc(10)
    if (size.hasAlpha) extended[0] = 0x10
    extended.writeUIntLE(size.width - 1, 4, 3)
    extended.writeUIntLE(size.height - 1, 7, 3)
  }
  if (extended !== null) extended[0] = (extended[0]! & ~0x0c) | (exif.length > 0 ? 8 : 0) | (parameters === null ? 0 : 4)
  const body = Buffer.concat([
    Buffer.from('WEBP', 'latin1'),
    ...(extended === null ? [] : [riffChunk('VP8X', extended)]),
    ...chunks,
    ...(extended === null ? [] : exif.map((block) => riffChunk('EXIF', block))),
    ...(extended === null || parameters === null ? [] : [riffChunk('XMP ', Buffer.from(xmpPacket(parameters)))]),
  ])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

function riffChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

function mp3(bytes: Buffer, parameters: Parameters | null): Buffer {
  const hasTag = bytes.toString('latin1', 0, 3) === 'ID3'
  const start = hasTag ? 10 + synchsafe(bytes) + ((bytes[5]! & 0x10) === 0 ? 0 : 10) : 0
  const end = bytes.toString('latin1', bytes.length - 128, bytes.length - 125) === 'TAG' ? bytes.length - 128 : bytes.length
  if (start >= end) throw new RangeError('Nothing but a tag')
  const sound = bytes.subarray(start, end)
  if (parameters === null) return Buffer.from(sound)
  const frames = Buffer.concat([frame('TIT2', parameters.title), frame('COMM', parametersText(parameters), 'eng\0')])
  return Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), safeSize(frames.length), frames, sound])
}

function frame(type: string, text: string, before = ''): Buffer {
  const data = Buffer.concat([Buffer.from([3]), Buffer.from(before, 'latin1'), Buffer.from(text)])
  return Buffer.concat([Buffer.from(type, 'latin1'), safeSize(data.length), Buffer.alloc(2), data])
}

function synchsafe(bytes: Buffer): number {
  return ((bytes[6]! & 127) << 21) | ((bytes[7]! & 127) << 14) | ((bytes[8]! & 127) << 7) | (bytes[9]! & 127)
}

function safeSize(size: number): Buffer {
  return Buffer.from([(size >> 21) & 127, (size >> 14) & 127, (size >> 7) & 127, size & 127])
}
