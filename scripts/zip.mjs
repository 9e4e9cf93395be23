// Reads a zip by its central directory, so that only wanted entries are inflated: the archive is 200 MB, and Node has no
// reader of its own.
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { inflateRawSync } from 'node:zlib'

const endSignature = Buffer.from('PK\x05\x06', 'latin1')
const entrySignature = 0x02014b50

/**
 * @param {string} file
 * @param {(name: string) => string | null} placeFor where to write an entry, or null to leave it out
 */
export function unzip(file, placeFor) {
  const archive = openSync(file, 'r')
  try {
    for (const entry of directory(archive)) {
      if (entry.name.endsWith('/')) continue
      if (entry.name.split(/[/\\]/).includes('..')) throw new Error(`${file}: an entry leads outside: ${entry.name}`)
      const place = placeFor(entry.name)
      if (place === null) continue
      mkdirSync(dirname(place), { recursive: true })
      writeFileSync(place, content(archive, entry), { mode: entry.mode || 0o644 })
    }
  } finally {
    closeSync(archive)
  }
}

/**
 * @param {number} archive
 * @param {number} at
 * @param {number} sizeBytes
 */
function read(archive, at, sizeBytes) {
  const bytes = Buffer.alloc(sizeBytes)
  if (readSync(archive, bytes, 0, sizeBytes, at) !== sizeBytes) throw new Error('the zip ends too early')
  return bytes
}

/** @param {number} archive */
function* directory(archive) {
  const sizeBytes = fstatSync(archive).size
  const tailBytes = Math.min(sizeBytes, 22 + 0xffff) // the end record and the longest comment after it
  const tail = read(archive, sizeBytes - tailBytes, tailBytes)
  const end = tail.lastIndexOf(endSignature)
  if (end < 0) throw new Error('not a zip')
  const list = read(archive, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  for (let at = 0; at + 46 <= list.length && list.readUInt32LE(at) === entrySignature; ) {
    const nameBytes = list.readUInt16LE(at + 28)
    yield {
      name: list.toString('utf8', at + 46, at + 46 + nameBytes),
      isDeflated: list.readUInt16LE(at + 10) === 8,
      packedBytes: list.readUInt32LE(at + 20),
      fullBytes: list.readUInt32LE(at + 24),
      mode: (list.readUInt32LE(at + 38) >>> 16) & 0o777,
      headerAt: list.readUInt32LE(at + 42),
    }
    at += 46 + nameBytes + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32)
  }
}

/**
 * @param {number} archive
 * @param {{ name: string, isDeflated: boolean, packedBytes: number, fullBytes: number, headerAt: number }} entry
 */
function content(archive, entry) {
  const header = read(archive, entry.headerAt, 30)
  const start = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = read(archive, start, entry.packedBytes)
  const full = entry.isDeflated ? inflateRawSync(packed) : packed
  if (full.length !== entry.fullBytes) throw new Error(`${entry.name} is shorter than the zip says`)
  return full
}
