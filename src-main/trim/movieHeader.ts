import { open, type FileHandle } from 'node:fs/promises'

interface Box {
  type: string
  start: number
  headerBytes: number
  endOffset: number
}

/**
 * Builds of ffmpeg before 2019 count in the headers of an MP4 and of its tracks what the edit lists hide, and players then wait at the
 * end for frames that are not there. The edit lists are right: each track is as long as its list, the movie as its longest track.
 *
 * @returns whether there was something to mend.
 */
export async function mendMovieDuration(path: string): Promise<boolean> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    const movie = (await boxes(file, 0, size)).find((box) => box.type === 'moov')
    const header = movie && (await inner(file, movie, 'mvhd'))
    if (!movie || !header) return false
    let longest = 0
    for (const track of (await childrenOf(file, movie)).filter((box) => box.type === 'trak')) {
      const trackHeader = await inner(file, track, 'tkhd')
      if (!trackHeader) return false
      // Version, flags, two times, track number, four unused bytes; then the duration.
      const field = await durationField(file, trackHeader, { short: 20, long: 28 })
      const edits = await inner(file, track, 'edts')
      const list = edits && (await inner(file, edits, 'elst'))
      const shown = list ? await editedDuration(file, list) : field.value
      if (shown > 0 && shown < field.value) await writeDuration(file, field, shown)
      longest = Math.max(longest, Math.min(shown, field.value))
    }
    // Version, flags, two times, time scale; then the duration.
    const field = await durationField(file, header, { short: 16, long: 24 })
    if (longest === 0 || field.value <= longest) return false
    await writeDuration(file, field, longest)
    await file.sync()
    return true
  } finally {
    await file.close()
  }
}

interface Field {
  offset: number
  bytes: 4 | 8
  value: number
}

async function writeDuration(file: FileHandle, field: Field, duration: number): Promise<void> {
  const bytes = Buffer.alloc(field.bytes)
  if (field.bytes === 8) bytes.writeBigUInt64BE(BigInt(duration))
  else bytes.writeUInt32BE(duration)
  await file.write(bytes, 0, field.bytes, field.offset)
}

/** The sum of an edit list, in the movie's time scale. */
async function editedDuration(file: FileHandle, list: Box): Promise<number> {
  const content = list.start + list.headerBytes
  const isLong = (await read(file, content, 1))[0] === 1
  const count = Math.min((await read(file, content + 4, 4)).readUInt32BE(), 1_000)
  let sum = 0
  for (let entry = 0; entry < count; entry++) {
    const raw = await read(file, content + 8 + entry * (isLong ? 20 : 12), 8)
    sum += isLong ? Number(raw.readBigUInt64BE()) : raw.readUInt32BE()
  }
  return sum
}

async function durationField(file: FileHandle, box: Box, at: { short: number; long: number }): Promise<Field> {
  const content = box.start + box.headerBytes
  const isLong = (await read(file, content, 1))[0] === 1
  const offset = content + (isLong ? at.long : at.short)
  const bytes = isLong ? 8 : 4
  const raw = await read(file, offset, bytes)
  return { offset, bytes, value: isLong ? Number(raw.readBigUInt64BE()) : raw.readUInt32BE() }
}

function childrenOf(file: FileHandle, box: Box): Promise<Box[]> {
  return boxes(file, box.start + box.headerBytes, box.endOffset)
}

async function inner(file: FileHandle, box: Box, type: string): Promise<Box | undefined> {
  return (await childrenOf(file, box)).find((child) => child.type === type)
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
