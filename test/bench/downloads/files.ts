import { createHash } from 'node:crypto'
import { randomOf } from '../random'

const megabyte = 1_000_000

/** Sizes spread evenly between the smallest and the largest, the same for the same seed. */
export function sizesBytes(count: number, smallestMegabytes: number, largestMegabytes: number, seed: number): number[] {
  const random = randomOf(seed)
  return Array.from({ length: count }, () => Math.round((smallestMegabytes + random() * (largestMegabytes - smallestMegabytes)) * megabyte))
}

const blockBytes = 1024 * 1024
const head = Buffer.concat([Buffer.from([0, 0, 0, 32]), Buffer.from('ftypisom'), Buffer.from([0, 0, 2, 0]), Buffer.from('isomiso2avc1mp41')])

/** The block that all files repeat after their head: no disk and no compressor makes it smaller. */
const block = (() => {
  const random = randomOf(7)
  const bytes = Buffer.alloc(blockBytes)
  for (let at = 0; at < blockBytes; at += 4) bytes.writeUInt32LE(Math.floor(random() * 2 ** 32), at)
  return bytes
})()
const firstBlock = Buffer.concat([head, block.subarray(head.byteLength)])

/** A piece of a file from an offset on: it begins as an MP4 does, so that what judges it by its bytes is content. */
export function piece(offset: number, bytes: number): Buffer {
  const source = offset < blockBytes ? firstBlock : block
  const from = offset % blockBytes
  return source.subarray(from, Math.min(blockBytes, from + bytes))
}

export function sha256Of(sizeBytes: number): string {
  const hash = createHash('sha256')
  for (let at = 0; at < sizeBytes; ) {
    const bytes = piece(at, sizeBytes - at)
    hash.update(bytes)
    at += bytes.byteLength
  }
  return hash.digest('hex')
}
