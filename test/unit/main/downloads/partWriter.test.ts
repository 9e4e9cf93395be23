import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openHasher } from '../../../../src-main/downloads/hasher'
import { openPartWriter } from '../../../../src-main/downloads/partWriter'
import { newFolder } from '../queue/desk'

async function newPart(): Promise<{ part: FileHandle; path: string }> {
  const path = join(newFolder(), 'job.part')
  const part = await open(path, 'wx+')
  onTestFinished(() => part.close())
  return { part, path }
}
const idle = { syncEveryBytes: Number.POSITIVE_INFINITY, onWritten: () => {}, onSynced: () => Promise.resolve() }
const failure = (code: string) => Object.assign(new Error(code), { code })

test('pieces of any size, writes that take only a part of them: the bytes in their order, hashed as they grow', async () => {
  const hasher = openHasher()
  onTestFinished(() => hasher.close())
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 20 }), fc.integer({ min: 30_000, max: 400_000 }), async (sizes, most) => {
      const { part, path } = await newPart()
      const earlier = randomBytes(1_000)
      await part.write(earlier, 0, earlier.length, 0)
      const writev = part.writev.bind(part)
      Object.assign(part, {
        writev(pieces: Buffer[], position: number) {
          const all = Buffer.concat(pieces).subarray(0, most)
          return writev([all], position)
        },
      })
      const hash = hasher.follow(path)
      const writer = openPartWriter(part, { ...idle, offset: earlier.length, onWritten: hash.reached })
      const pieces = sizes.map((size) => randomBytes(size))
      for (const piece of pieces) await writer.take(piece)
      await writer.sync()
      const whole = Buffer.concat([earlier, ...pieces])
      if (pieces.every((piece) => piece.length === 0)) hash.reached(earlier.length)
      expect(await hash.digest()).toBe(createHash('sha256').update(whole).digest('hex'))
      expect(readFileSync(path).equals(whole)).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('never more than a few blocks wait, and the host is told', async () => {
  const { part } = await newPart()
  let release = () => {}
  const writev = part.writev.bind(part)
  Object.assign(part, {
    async writev(pieces: Buffer[], position: number) {
      await new Promise<void>((resolve) => (release = resolve))
      return writev(pieces, position)
    },
  })
  const writer = openPartWriter(part, { ...idle, offset: 0 })
  const piece = Buffer.alloc(64 * 1024)
  expect(writer.take(piece)).toBeNull()
  const answers = Array.from({ length: 4 }, () => writer.take(piece))
  expect(answers.map((answer) => answer !== null)).toEqual([false, false, false, true])
  release()
  await answers[3]
  release()
  await writer.flush()
  expect((await part.stat()).size).toBe(5 * piece.length)
})

test('a write that fails is told by the next piece and at the end, once all is still', async () => {
  const { part } = await newPart()
  Object.assign(part, { writev: () => Promise.reject(failure('ENOSPC')) })
  const writer = openPartWriter(part, { ...idle, offset: 0 })
  writer.take(Buffer.alloc(10))
  await expect(writer.flush()).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(() => writer.take(Buffer.alloc(10))).toThrow('ENOSPC')
  await expect(writer.sync()).rejects.toMatchObject({ code: 'ENOSPC' })
})

test.for(['sync', 'datasync'] as const)('%s fails: nobody knows what is on disk, and nothing is kept, whatever was being written', async (name) => {
  const { part } = await newPart()
  Object.assign(part, { [name]: () => Promise.reject(failure('EIO')) })
  const synced: number[] = []
  const writer = openPartWriter(part, { ...idle, offset: 0, syncEveryBytes: 1_000, onSynced: async (bytes) => void synced.push(bytes) })
  const pour = async () => {
    for (let count = 0; count < 50; count++) await writer.take(Buffer.alloc(64 * 1024))
    await writer.sync()
  }
  // A piece that comes after the failure is refused as such; what matters is the end.
  await pour().catch(() => {})
  await expect(writer.sync()).rejects.toMatchObject({ code: 'download-incomplete' })
  expect((await part.stat()).size).toBe(0)
  if (name === 'datasync') expect(synced).toEqual([])
})

test('what is called brought to disk was written and synced before', async () => {
  const { part } = await newPart()
  const order: string[] = []
  for (const name of ['writev', 'datasync', 'sync'] as const) {
    const original = part[name].bind(part) as (...values: unknown[]) => Promise<unknown>
    Object.assign(part, {
      async [name](...values: unknown[]) {
        const result = await original(...values)
        order.push(name)
        return result
      },
    })
  }
  const writer = openPartWriter(part, { ...idle, offset: 0, syncEveryBytes: 100, onSynced: async (bytes) => void order.push(`synced ${bytes}`) })
  writer.take(Buffer.alloc(100))
  await writer.flush()
  await writer.sync()
  expect(order).toEqual(['writev', 'datasync', 'synced 100', 'sync'])
})
