import type { Container } from './sniff'

/** Reads up to `length` bytes at `offset`; fewer at the end of the file. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>

/**
 * Whether a file says itself that it goes on beyond its last byte. A host that tells no length, or a wrong one, can end in the middle as if all
 * were well, and players only notice late. What cannot be told (no such word in the format, or a structure not known here) is taken for whole:
 * it was paid for.
 */
export async function isCutOff(container: Container, sizeBytes: number, read: ReadAt): Promise<boolean> {
  switch (container) {
    case 'png':
      return endsInChunk(sizeBytes, read)
    case 'mp4':
    case 'mov':
    case 'm4a':
    case 'avif':
    case 'heic':
      return endsInBox(sizeBytes, read)
    case 'wav':
    case 'webp':
      return endsInRiff(sizeBytes, await read(0, 12))
    case 'webm':
    case 'mkv':
      return endsInSegment(sizeBytes, await read(0, 128))
    case 'jpeg':
      return lacksEndOfImage(sizeBytes, read)
    case 'gif':
      return !/;\0*$/.test((await read(Math.max(0, sizeBytes - 64), 64)).toString('latin1'))
    case 'ogg':
      return endsInPage(await read(Math.max(0, sizeBytes - longestPage), longestPage))
    case 'mp3':
      return isShorterThanToldByTag(sizeBytes, await read(0, 64 * 1024))
    case 'mpegts':
    case 'flac':
    case 'aac':
      return false
  }
}

/** A structure of more parts than this is not followed. */
const mostParts = 200_000
const longestPage = 66 * 1024

const pngChunks = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP tEXt zTXt iTXt bKGD hIST pHYs sPLT eXIf tIME acTL fcTL fdAT caBX'.split(' '),
)

async function endsInChunk(sizeBytes: number, read: ReadAt): Promise<boolean> {
  let at = 8
  for (let parts = 0; parts < mostParts; parts++) {
    const head = await read(at, 8)
    if (head.length < 8) return true
    const type = head.toString('latin1', 4, 8)
    if (!pngChunks.has(type)) return false
    at += 12 + head.readUInt32BE(0)
    if (at > sizeBytes) return true
    if (type === 'IEND') return false
  }
  return false
}

const boxes = new Set('ftyp moov mdat free skip wide moof mfra sidx ssix styp uuid meta pdin udta emsg prft'.split(' '))

async function endsInBox(sizeBytes: number, read: ReadAt): Promise<boolean> {
  const seen = new Set<string>()
  for (let at = 0, parts = 0; at < sizeBytes && parts < mostParts; parts++) {
    const head = await read(at, 16)
    if (head.length < 8) return true
    const type = head.toString('latin1', 4, 8)
    if (!boxes.has(type)) return false
    seen.add(type)
    const short = head.readUInt32BE(0)
    // 0: to the end of the file, wherever that is.
    if (short === 0) return false
    const size = short === 1 ? (head.length < 16 ? Infinity : Number(head.readBigUInt64BE(8))) : short
    if (size < 8) return false
    at += size
    if (at > sizeBytes) return true
  }
  // Cut between two boxes: without one of these nothing can be read.
  return !seen.has('moov') && !seen.has('moof') && !seen.has('meta')
}

function endsInRiff(sizeBytes: number, head: Buffer): boolean {
  if (head.toString('latin1', 0, 4) !== 'RIFF') return false
  const told = head.readUInt32LE(4)
  // What is written while it grows tells none.
  return told !== 0 && told < 0xffffff00 && told + 8 > sizeBytes
}

function endsInSegment(sizeBytes: number, head: Buffer): boolean {
  const header = readEbmlSize(head, 4)
  if (header === null || header.value === null) return false
  const at = header.end + header.value
  if (at + 12 > head.length || head.readUInt32BE(at) !== 0x18538067) return false
  const segment = readEbmlSize(head, at + 4)
  return segment !== null && segment.value !== null && segment.end + segment.value > sizeBytes
}

/** A size as EBML writes it: `value` is null for "not known". */
function readEbmlSize(bytes: Buffer, at: number): { value: number | null; end: number } | null {
  const first = bytes[at] ?? 0
  const length = Math.clz32(first) - 23
  if (length > 8 || at + length > bytes.length) return null
  let value = first & (0xff >> length)
  let isUnknown = value === 0xff >> length
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] as number
    value = value * 256 + byte
    isUnknown &&= byte === 0xff
  }
  return { value: isUnknown ? null : value, end: at + length }
}

async function lacksEndOfImage(sizeBytes: number, read: ReadAt): Promise<boolean> {
  for (let at = 2, parts = 0; parts < 1_000; parts++) {
    const head = await read(at, 4)
    if (head.length < 4) return true
    if (head[0] !== 0xff) return false
    if (head[1] === 0xda) break
    at += 2 + head.readUInt16BE(2)
    if (at > sizeBytes) return true
  }
  const tail = await read(Math.max(0, sizeBytes - 64 * 1024), 64 * 1024)
  return tail.lastIndexOf(Buffer.from([0xff, 0xd9])) < 0
}

function endsInPage(tail: Buffer): boolean {
  const at = tail.lastIndexOf('OggS', undefined, 'latin1')
  if (at < 0 || at + 27 > tail.length) return at >= 0
  const segments = tail[at + 26] as number
  const lacing = tail.subarray(at + 27, at + 27 + segments)
  const end = at + 27 + segments + lacing.reduce((sum, length) => sum + length, 0)
  const isLast = ((tail[at + 5] as number) & 4) !== 0
  return lacing.length < segments || end > tail.length || !isLast
}

/** Most encoders write the length of the whole stream into its first frame. */
function isShorterThanToldByTag(sizeBytes: number, head: Buffer): boolean {
  const found = ['Xing', 'Info'].map((name) => head.indexOf(name, 0, 'latin1')).filter((at) => at >= 0)
  const at = Math.min(...found)
  if (!Number.isFinite(at) || at + 16 > head.length) return false
  const flags = head.readUInt32BE(at + 4)
  if ((flags & 2) === 0) return false
  const told = head.readUInt32BE(at + ((flags & 1) === 0 ? 8 : 12))
  // The frame begins at most so far before its tag.
  return at - 36 + told > sizeBytes
}
