import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../../src-shared/errors'
import { noEdits } from '../../src-shared/trim'
import { silentLog } from '../../src-main/log'
import { openMedia, type Media } from '../../src-main/media'
import { makeFile } from '../../src-main/trim'
import { clipPath } from '../fixtures/clips'
import { shownFrames } from '../fixtures/judge'
import { systemFfmpeg } from '../fixtures/tools'
import { hostileFiles, hostileNames } from './hostile/files'
import { isFull } from './scale'

const folder = mkdtempSync(join(tmpdir(), 'doitong-hostile-'))
let canary: Server
let port = 0
let connections = 0
beforeAll(async () => {
  canary = createServer((socket) => {
    connections++
    socket.destroy()
  })
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
  port = (canary.address() as AddressInfo).port
})
afterAll(() => {
  canary.close()
  rmSync(folder, { recursive: true, force: true })
})

const gates: [string, Media][] = [
  ...(systemFfmpeg ? [['system', openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(folder, 'a'), log: silentLog })] as [string, Media]] : []),
  ['embedded', openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(folder, 'b'), log: silentLog, searchPath: [] })],
]
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Whatever somebody can ask of a file. What fails must fail by a reason of ours. */
async function tryAll(media: Media, path: string, id: string): Promise<string[]> {
  const outcomes: string[] = []
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    try {
      await work()
      outcomes.push(`${what} ok`)
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'internal') throw error
      outcomes.push(`${what} ${error.code}`)
    }
  }
  await attempt('probe', async () => {
    const probe = await media.probe(path)
    const source = {
      id, revision: 0, path, kind: probe.kind, container: probe.container, width: probe.width, height: probe.height, durationSeconds: probe.durationSeconds, hasAudio: probe.hasAudio,
    }
    await attempt('still', () => media.thumbnail(source, 256, true))
    await attempt('filmstrip', () => media.filmstrip(source))
    await attempt('waveform', () => media.waveform(source))
  })
  for (const cut of ['copy', 'smart', 'exact'] as const) {
    await attempt(cut, () =>
      makeFile(media, {
        parts: [{ path, inSeconds: 0.5, outSeconds: 1.5 }], wish: { cut, edits: noEdits }, outPath: join(folder, 'out', `${id}-${cut}.mp4`), keepMetadata: true,
        signal: new AbortController().signal, onFraction: () => {},
      }))
  }
  return outcomes
}

test.each(gates)('hostile files: no connection, no hang, no leftovers, sources untouched (%s ffmpeg)', async (gate, media) => {
  const all = await hostileFiles(`http://127.0.0.1:${port}`)
  expect(all).toHaveLength(200)
  // Sized down, every fourth: the kinds lie beside each other.
  const files = all.filter((_, index) => isFull || index % 4 === 0)
  const inputs = join(folder, `files-${gate}`)
  const out = join(folder, 'out')
  for (const made of [inputs, out]) mkdirSync(made, { recursive: true })
  let longest = { name: '', seconds: 0 }
  for (const [index, { name, bytes }] of files.entries()) {
    const path = join(inputs, name)
    writeFileSync(path, bytes)
    const before = hashOf(path)
    const began = performance.now()
    const outcomes = await tryAll(media, path, `${gate}${index}`)
    const seconds = (performance.now() - began) / 1_000
    if (seconds > longest.seconds) longest = { name, seconds }
    expect(hashOf(path), name).toBe(before)
    if (!/^(cut|flipped|bomb|endless|slow|many|samples|wide|edits|link)/.test(name)) expect(outcomes[0], name).not.toBe('probe ok')
  }
  console.log(`${gate}: longest ${longest.name}, ${longest.seconds.toFixed(1)} s for all that can be asked`)
  expect(connections).toBe(0)
  expect(readdirSync(inputs)).toHaveLength(files.length)
  expect(readdirSync(out).filter((name) => !name.endsWith('.mp4') || name.startsWith('.'))).toEqual([])
  rmSync(out, { recursive: true })
})

test.each(gates)('20 hostile names are names (%s ffmpeg)', async (gate, media) => {
  const names = hostileNames(port)
  expect(names).toHaveLength(20)
  const inputs = join(folder, `names-${gate}`)
  mkdirSync(inputs, { recursive: true })
  const bytes = readFileSync(await clipPath('h264.mp4'))
  for (const [index, name] of names.entries()) {
    const path = join(inputs, name)
    writeFileSync(path, bytes)
    // The result is named as badly.
    const outPath = join(inputs, `${name}-out.mp4`)
    for (const cut of index % 3 === 0 ? (['smart'] as const) : (['exact'] as const)) {
      await makeFile(media, {
        parts: [{ path, inSeconds: 0.5, outSeconds: 3 }], wish: { cut, edits: noEdits }, outPath, keepMetadata: true, signal: new AbortController().signal, onFraction: () => {},
      })
    }
    expect((await shownFrames(`file:${outPath}`)).length, name).toBe(60)
    expect(readFileSync(path).equals(bytes), name).toBe(true)
  }
  expect(readdirSync(inputs).sort()).toEqual(names.flatMap((name) => [name, `${name}-out.mp4`]).sort())
  expect(connections).toBe(0)
})
