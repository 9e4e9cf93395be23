import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { appendFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { AppError } from '../../../../src-shared/errors'
import { openMedia, type Media } from '../../../../src-main/media'
import { silentLog } from '../../../../src-main/log'
import { noEdits, type Cut, type TrimRequest } from '../../../../src-shared/trim'
import { makeResult, type Work } from '../../../../src-main/trim/run'
import { readSource, type CutSource } from '../../../../src-main/trim/source'
import { clip, clipCopy, clipPath, variableFrames, type ClipName } from '../../../fixtures/clips'
import { judge, shownFrames, shownTimes, soundSeconds } from '../../../fixtures/judge'
import { systemFfmpeg } from '../../../fixtures/tools'

const folder = mkdtempSync(join(tmpdir(), 'doitong-trim-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The system's ffmpeg, and the old one that comes with the app. */
const gates: [string, Media][] = [
  ...(systemFfmpeg ? [['system', openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(folder, 'a'), log: silentLog })] as [string, Media]] : []),
  ['embedded', openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(folder, 'b'), log: silentLog, searchPath: [] })],
]

interface Wish {
  cut: Cut
  inSeconds: number
  outSeconds: number
}

function workOf(source: CutSource, { cut: kind, ...range }: Wish, more: Partial<TrimRequest> = {}): Work {
  return {
    id: 'work', parts: [{ part: { itemId: 'item', ...range }, source }], keepMetadata: true, folder, signal: new AbortController().signal, onFraction: () => {},
    wish: { cut: kind, edits: noEdits, output: { format: 'source', preset: 'best' }, ...more },
  }
}

let count = 0
async function cut(media: Media, name: ClipName, wish: Wish, more: Partial<TrimRequest> = {}) {
  const source = await readSource(media, await clipPath(name))
  const fractions: number[] = []
  const result = await makeResult(media, { ...workOf(source, wish, more), id: String(count++), onFraction: (fraction) => fractions.push(fraction) })
  const plan = result.planned.plan
  return { ...result, plan: { ...plan, ...plan.parts[0]!, frames: plan.frames }, fractions }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)
const frame = 1 / clip.fps

describe.each(gates)('cutting with the %s ffmpeg', (_name, media) => {
  test.each(['h264.mp4', 'silent.mp4', 'h264.mkv', 'vp9.webm'] as const)('an exact cut of %s holds the frames asked for', async (name) => {
    const { path, plan } = await cut(media, name, {
      // MKV and WebM do not begin at 0: their frames lie a little later.
      cut: 'exact', inSeconds: 31 * frame + 0.03, outSeconds: 70 * frame + 0.03,
    })
    expect(await shownFrames(path)).toEqual(range(32, 71))
    expect(plan.frames).toBe(39)
    const judged = await judge(path)
    expect(Math.abs(judged.durationSeconds - 39 * frame)).toBeLessThan(frame + 0.03)
    expect(judged.streams.map((stream) => stream.type)).toEqual(name === 'silent.mp4' ? ['video'] : ['video', 'audio'])
  })

  test('an exact cut of a variable rate keeps every frame at its time', async () => {
    const { path } = await cut(media, 'variable.mp4', { cut: 'exact', inSeconds: 20 * frame, outSeconds: 70 * frame })
    const kept = variableFrames.filter((n) => n >= 20 && n < 70)
    expect(await shownFrames(path)).toEqual(kept)
    const times = await shownTimes(path)
    times.forEach((time, index) => expect(Math.abs(time - (kept[index]! - 20) * frame)).toBeLessThan(0.002))
  })

  test('an exact cut bakes a rotation in, a copy keeps it', async () => {
    const exact = await cut(media, 'rotated.mp4', { cut: 'exact', inSeconds: 1, outSeconds: 2 })
    const baked = (await judge(exact.path)).streams[0]!
    expect([baked.width, baked.height, baked.rotation]).toEqual([clip.height, clip.width, 0])
    expect(await shownFrames(exact.path, { turned: true })).toEqual(range(24, 48))
    const copied = (await judge((await cut(media, 'rotated.mp4', { cut: 'copy', inSeconds: 1, outSeconds: 2 })).path)).streams[0]!
    expect([copied.width, copied.height, Math.abs(copied.rotation)]).toEqual([clip.width, clip.height, 90])
  })

  test.each(['h264.mp4', 'silent.mp4'] as const)('a copy of %s shows what begins at the in point and says what it hides', async (name) => {
    const { path, plan } = await cut(media, name, { cut: 'copy', inSeconds: 36 * frame, outSeconds: 60 * frame })
    const frames = await shownFrames(path)
    expect(frames).toEqual(range(36, 36 + plan.frames!))
    expect(plan).toMatchObject({ hidden: true, startsAtSeconds: 1, refusal: null })
    expect(plan.hiddenSeconds).toBeCloseTo(0.5)
    expect(plan.frames! - 24).toBeLessThanOrEqual(4)
    expect(plan.outSeconds).toBeCloseTo((36 + plan.frames!) * frame)
    const judged = await judge(path)
    // Also the movie's own header, which older builds get wrong.
    expect(Math.abs(judged.formatSeconds - plan.durationSeconds)).toBeLessThan(frame + 0.03)
  })

  test('a copy that begins at a keyframe ends without a gap', async () => {
    const { path, plan } = await cut(media, 'h264.mp4', { cut: 'copy', inSeconds: 1, outSeconds: 2.02 })
    expect(await shownFrames(path)).toEqual(range(24, 24 + plan.frames!))
    expect(plan.startsAtSeconds).toBe(media === gates.at(-1)![1] ? 0 : 1)
  })

  test.each(['h264.mkv', 'vp9.webm'] as const)('a copy of %s begins at the keyframe it names', async (name) => {
    const { path, plan } = await cut(media, name, { cut: 'copy', inSeconds: 36 * frame, outSeconds: 60 * frame })
    expect(plan.hidden).toBe(false)
    expect(Math.abs(plan.startsAtSeconds - 1)).toBeLessThan(0.03)
    expect(await shownFrames(path)).toEqual(range(24, 24 + plan.frames!))
  })

  test.each(['tone.mp3', 'tone.wav', 'tone.flac', 'tone.m4a', 'tone.ogg'] as const)('an exact cut of %s is as long as asked', async (name) => {
    const { path } = await cut(media, name, { cut: 'exact', inSeconds: 0.5, outSeconds: 2.25 })
    expect(path.endsWith(name.slice(name.indexOf('.')))).toBe(true)
    expect(Math.abs((await soundSeconds(path)) - 1.75)).toBeLessThan(0.06)
  })

  test.each(['tone.mp3', 'tone.wav', 'tone.m4a', 'tone.ogg'] as const)('a copy of %s is within a packet', async (name) => {
    const { path } = await cut(media, name, { cut: 'copy', inSeconds: 0.5, outSeconds: 2.25 })
    expect(Math.abs((await soundSeconds(path)) - 1.75)).toBeLessThan(0.13)
  })

  test('a GIF is cut to the frame, and never copied', async () => {
    const { path } = await cut(media, 'frames.gif', { cut: 'exact', inSeconds: 0.5, outSeconds: 1.5 })
    expect(await shownFrames(path)).toEqual(range(6, 18).map((n) => n * 2))
    await expect(cut(media, 'frames.gif', { cut: 'copy', inSeconds: 0.5, outSeconds: 1.5 })).rejects.toMatchObject({ code: 'unsupported-media' })
    await expect(cut(media, 'tone.flac', { cut: 'copy', inSeconds: 0.5, outSeconds: 1.5 })).rejects.toMatchObject({ code: 'unsupported-media' })
  })

  test('progress rises and stays below 1 until somebody knows better', async () => {
    const { fractions } = await cut(media, 'h264.mp4', { cut: 'exact', inSeconds: 0, outSeconds: 4 })
    expect(fractions.every((fraction, index) => fraction > (fractions[index - 1] ?? 0) && fraction < 1)).toBe(true)
  })

  test('nothing to cut is said before the attempt', async () => {
    const wish = { cut: 'exact', inSeconds: 1, outSeconds: 1 } as const
    await expect(cut(media, 'h264.mp4', wish)).rejects.toMatchObject({ code: 'nothing-to-cut' })
  })

  test('canceling leaves no file behind', async () => {
    const source = await readSource(media, await clipPath('h264.mp4'))
    const abort = new AbortController()
    const before = readdirSync(folder)
    const work = workOf(source, { cut: 'exact', inSeconds: 0, outSeconds: 4 })
    const run = makeResult(media, { ...work, id: 'canceled', signal: abort.signal, onFraction: () => abort.abort() })
    setTimeout(() => abort.abort(), 150)
    await expect(run).rejects.toMatchObject({ code: 'canceled' })
    expect(readdirSync(folder)).toEqual(before)
  })

  test('a cut that fails half-way, or whose source goes or changes, leaves no file and says why', async () => {
    const path = await clipCopy('h264.mp4', join(folder, `own-${count++}.mp4`))
    const source = await readSource(media, path)
    const wish = { cut: 'exact', inSeconds: 0, outSeconds: 4 } as const
    const run = { ...workOf(source, wish), id: `own-${count}` }
    await appendFile(path, 'x')
    await expect(makeResult(media, run)).rejects.toMatchObject({ code: 'not-possible-now' })
    await rm(path)
    await expect(makeResult(media, run)).rejects.toMatchObject({ code: 'file-missing' })
    expect(existsSync(join(folder, `trim-own-${count}.mp4`))).toBe(false)
  })

  test.each(['random.mp4', 'empty.mp4', 'headless.mp4', 'playlist.mp4'] as const)('%s is refused as no media', async (name) => {
    const thrown = await readSource(media, await clipPath(name)).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(AppError)
    expect((thrown as AppError).code).toBe('not-media')
    expect((thrown as AppError).message).not.toContain(folder)
  })

  test('a still picture cannot be cut', async () => {
    await expect(readSource(media, await clipPath('still.png'))).rejects.toMatchObject({ code: 'unsupported-media' })
  })
})

test.runIf(systemFfmpeg)('a transport stream is cut to the frame', async () => {
  const media = gates[0]![1]
  for (const kind of ['exact', 'copy'] as const) {
    const { path, plan } = await cut(media, 'h264.ts', { cut: kind, inSeconds: 1.5, outSeconds: 2.5 })
    const frames = await shownFrames(path)
    expect(frames).toEqual(range(frames[0]!, frames[0]! + plan.frames!))
    expect(Math.abs(frames[0]! - 36)).toBeLessThanOrEqual(2)
  }
})

test('what the file says about itself is kept, and the size to expect is told', async () => {
  const media = gates[0]![1]
  const { path, plan } = await cut(media, 'h264.mp4', { cut: 'copy', inSeconds: 1, outSeconds: 3 })
  expect((await judge(path)).tags['doitong_note']).toBe('kept')
  expect(plan.expectedBytes).toBeGreaterThan(1_000)
  expect(plan.expectedSeconds).toBeGreaterThan(0)
})
