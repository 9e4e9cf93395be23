import { open, type FileHandle } from 'node:fs/promises'

interface Box {
  type: string
  start: number
  headerBytes: number
  endOffset: number
}

/**
 * Builds of ffmpeg before 2019 count in an MP4's movie header what its edit list hides, and players then wait at the end for frames that
 * are not there. The tracks' own headers are right: the movie is as long as the longest of them.
 *
 * @returns whether there was something to mend.
 */
export async function mendMovieDuration(path: string): Promise<boolean> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    const movie = (await boxes(file, 0, size)).find((box) => box.type === 'moov')
    if (!movie) return false
    const children = await boxes(file, movie.start + movie.headerBytes, movie.endOffset)
    const header = children.find((box) => box.type === 'mvhd')
    if (!header) return false
    let longest = 0
    for (const track of children.filter((box) => box.type === 'trak')) {
      const inner = await boxes(file, track.start + track.headerBytes, track.endOffset)
      const trackHeader = inner.find((box) => box.type === 'tkhd')
      // Version, flags, two times, track number, four unused bytes; then the duration.
      if (trackHeader) longest = Math.max(longest, (await durationField(file, trackHeader, { short: 20, long: 28 })).value)
    }
    // Version, flags, two times, time scale; then the duration.
    const field = await durationField(file, header, { short: 16, long: 24 })
    if (longest === 0 || field.value <= longest) return false
    const bytes = Buffer.alloc(field.bytes)
    if (field.bytes === 8) bytes.writeBigUInt64BE(BigInt(longest))
    else bytes.writeUInt32BE(longest)
    await file.write(bytes, 0, field.bytes, field.offset)
    await file.sync()
    return true
  } finally {
    await file.close()
  }
}

async function durationField(file: FileHandle, box: Box, at: { short: number; long: number }) {
  const content = box.start + box.headerBytes
  const isLong = (await read(file, content, 1))[0] === 1
  const offset = content + (isLong ? at.long : at.short)
  const bytes = isLong ? 8 : 4
  const raw = await read(file, offset, bytes)
  return { offset, bytes, value: isLong ? Number(raw.readBigUInt64BE()) : raw.readUInt32BE() }
}

async function boxes(file: FileHandle, from: number, to: number): Promise<Box[]> {
  const found: Box[] = []
  for (let start = from; start + 8 <= to; ) {
    const head = await read(file, start, 16)
    const short = head.readUInt32BE(0)
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - start : short
    const headerBytes = short === 1 ? 16 : 8
    if (size < headerBytes || start + size > to) break
    found.push({ type: head.toString('latin1', 4, 8), start, headerBytes, endOffset: start + size })
    start += size
  }
  return found
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  await file.read(buffer, 0, length, position)
  return buffer
}
