import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { isCutOff } from '../../../../src-main/media/ending'
import { sniff, type Container } from '../../../../src-main/media/sniff'
import { clipPath } from '../../../fixtures/clips'

const cutOff = (bytes: Buffer, container = sniff(bytes)?.container as Container) =>
  isCutOff(container, bytes.length, async (offset, length) => bytes.subarray(offset, offset + length))

describe('files that end in the middle', () => {
  test.each(['h264.mp4', 'silent.mp4', 'rotated.mp4', 'h264.mkv', 'vp9.webm', 'frames.gif', 'tone.mp3', 'tone.wav', 'tone.m4a', 'tone.ogg', 'still.png', 'clear.png', 'still.jpg', 'still.webp'] as const)(
    '%s: whole it is whole, and cut anywhere it is not', async (name) => {
      const bytes = await readFile(await clipPath(name))
      expect(await cutOff(bytes)).toBe(false)
      const container = sniff(bytes)?.container as Container
      for (const share of [0.2, 0.5, 0.8, 0.95, 0.999]) expect(await cutOff(bytes.subarray(0, Math.floor(bytes.length * share)), container), `${share}`).toBe(true)
    },
  )

  test.each(['tone.flac', 'h264.ts'] as const)('%s has no word for it, and is taken as it is', async (name) => {
    const bytes = await readFile(await clipPath(name))
    expect(await cutOff(bytes)).toBe(false)
    expect(await cutOff(bytes.subarray(0, bytes.length / 2), sniff(bytes)?.container as Container)).toBe(false)
  })

  test('what comes after the end does no harm, and a structure not known here is no reason to refuse', async () => {
    const png = await readFile(await clipPath('clear.png'))
    expect(await cutOff(Buffer.concat([png, Buffer.from('and more')]))).toBe(false)
    expect(await cutOff(Buffer.concat([png.subarray(0, 33), Buffer.alloc(5_000, 'pixels')]))).toBe(false)
    const mp4 = await readFile(await clipPath('silent.mp4'))
    expect(await cutOff(Buffer.concat([mp4.subarray(0, mp4.readUInt32BE(0)), Buffer.from('000000ffwhat', 'latin1')]), 'mp4')).toBe(false)
  })
})
