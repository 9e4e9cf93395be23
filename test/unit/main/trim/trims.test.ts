import { readdirSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { everything } from '../../../../src-shared/mediaQuery'
import { trimRequestSchema, type Trim, type TrimProgress, type TrimRequest } from '../../../../src-shared/trim'
import { silentLog } from '../../../../src-main/log'
import { openTrim, type Trims } from '../../../../src-main/trim'
import { mediaUrl, type KeptReference } from '../../../../src-shared/media'
import { clip } from '../../../fixtures/clips'
import { shownFrames } from '../../../fixtures/judge'
import { fileClip, openTestLibrary, type TestLibrary } from '../../../fixtures/libraries'

let opened: TestLibrary
let trims: Trims
let told: Trim[]
let progressed: number[]
let source: string
beforeEach(async () => {
  opened = openTestLibrary()
  told = []
  progressed = []
  trims = openTrim({
    media: opened.media, library: opened.library, log: silentLog, concurrency: 1, keepMetadata: () => true, keepReference: kept,
    announce: (name, payload) => {
      if (name === 'trim.changed') told.push(payload as Trim)
      if (name === 'trim.progressed') progressed.push((payload as TrimProgress).fraction)
    },
  })
  source = await fileClip(opened.library, 'h264.mp4')
})
afterEach(async () => {
  await trims.stop()
  await opened.close()
})

const kept = async (itemId: string): Promise<KeptReference> =>
  ({ hash: 'a'.repeat(64), kind: 'image', fileName: 'frame.png', sizeBytes: 1, width: 1, height: 1, durationSeconds: null, itemId })

const wish = (itemId: string, inSeconds: number, outSeconds: number, cut: TrimRequest['cut'], more: Partial<TrimRequest> = {}): TrimRequest =>
  trimRequestSchema.parse({ parts: [{ itemId, inSeconds, outSeconds }], cut, ...more })
const start = (...args: Parameters<typeof wish>): Trim => trims.start(wish(...args))[0]!

const wishes = (more: Partial<TrimRequest>) => wish(source, 1, 2, 'smart', more)

/** Waits for the end by what is announced; never by the clock. */
async function ended(id: string): Promise<Trim> {
  for (;;) {
    const trim = trims.list().find((each) => each.id === id)
    if (trim && trim.status !== 'running' && trim.status !== 'queued') return trim
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('the page is told where the frames are', async () => {
  const described = await trims.source(source)
  expect(described.frameSeconds).toHaveLength(clip.frames)
  expect(described.keyframes).toEqual([0, 24, 48, 72])
  expect(described).toMatchObject({ hasVideo: true, hasAudio: true, container: 'mp4', videoCodec: 'h264' })
  expect((await trims.waveform(source)).peaks.length).toBeGreaterThan(1_000)
})

test('a cut becomes an item beside its source, and 1 is said once', async () => {
  const trim = start(source, 1, 2, 'exact')
  expect(trim).toMatchObject({ status: 'running', title: 'A red fox in the snow. trimmed' })
  const done = await ended(trim.id)
  expect(done).toMatchObject({ status: 'completed', fraction: 1, error: null })
  expect(told.filter((each) => each.fraction === 1)).toHaveLength(1)
  const item = opened.library.item(done.resultId!)
  expect(item).toMatchObject({
    title: trim.title, madeFrom: [{ itemId: source, relation: 'trimmed-from' }], options: { seed: 7 }, provider: 'fast-one', durationSeconds: expect.closeTo(1, 1),
  })
  expect(await shownFrames(opened.library.path(item.id))).toEqual(Array.from({ length: 24 }, (_, index) => 24 + index))
  expect(readdirSync(opened.library.partsFolder())).toEqual([])
})

test('what runs and what waits can be canceled, and neither leaves anything', async () => {
  const first = start(source, 0, 4, 'exact')
  const second = start(source, 0, 4, 'copy')
  trims.cancel(second.id)
  trims.cancel(first.id)
  trims.cancel('nobody')
  expect([(await ended(first.id)).status, (await ended(second.id)).status]).toEqual(['canceled', 'canceled'])
  expect(told.filter((each) => each.status === 'canceled').map((each) => each.error)).toEqual([null, null])
  expect(readdirSync(opened.library.partsFolder())).toEqual([])
  expect((await opened.library.views.ids(everything)).ids).toEqual([source])
})

test('a source that went away is said so', async () => {
  const second = await fileClip(opened.library, 'h264.mp4', { prompt: 'Another' })
  await rm(opened.library.path(second))
  expect(() => start(second, 0, 1, 'copy')).toThrow(expect.objectContaining({ code: 'file-missing' }))
  await expect(trims.plan(wish(second, 0, 1, 'copy'))).rejects.toMatchObject({ code: 'file-missing' })
})

test('a plan that refuses ends in a failed cut that says why', async () => {
  const tone = await fileClip(opened.library, 'tone.mp3')
  expect(await trims.plan(wish(tone, 1, 1, 'exact'))).toMatchObject({ refusal: 'too-short' })
  const trim = start(tone, 1, 1, 'exact')
  expect(await ended(trim.id)).toMatchObject({ status: 'failed', error: { code: 'nothing-to-cut' } })
})

test('what was canceled is tried again in its place, and a finished row is taken off', async () => {
  const first = start(source, 0, 2, 'copy')
  trims.cancel(first.id)
  expect((await ended(first.id)).status).toBe('canceled')
  const second = trims.retry(first.id)
  expect(trims.list().map(({ id }) => id)).toEqual([second.id])
  expect(await ended(second.id)).toMatchObject({ status: 'completed', cut: 'copy', madeAs: 'copy', fellBack: null })
  expect(() => trims.retry(second.id)).toThrow(expect.objectContaining({ code: 'not-possible-now' }))
  trims.remove(second.id)
  expect(trims.list()).toEqual([])
})

test('undoing a cut puts its result into the trash, from where it can come back', async () => {
  const done = await ended(start(source, 0.5, 3.5, 'smart').id)
  expect(done).toMatchObject({ status: 'completed', madeAs: 'smart' })
  expect(await trims.undo(done.id)).toMatchObject({ undone: true })
  expect(opened.library.item(done.resultId!).trashedAt).not.toBe(null)
  expect(opened.library.item(source).trashedAt).toBe(null)
})

test('progress rises, is told beside the list, and 1 is left to the end', async () => {
  const done = await ended(start(source, 0, 4, 'exact').id)
  expect(done.fraction).toBe(1)
  expect(progressed.every((fraction, index) => fraction >= (progressed[index - 1] ?? 0) && fraction < 1)).toBe(true)
})

test('segments become one result or one each; items are joined and remembered', async () => {
  const parts = [{ itemId: source, inSeconds: 2, outSeconds: 3 }, { itemId: source, inSeconds: 0, outSeconds: 1 }]
  const each = trims.start(trimRequestSchema.parse({ parts, merge: false, cut: 'exact' }))
  expect(each.map(({ title }) => title)).toEqual(['A red fox in the snow. trimmed 1', 'A red fox in the snow. trimmed 2'])
  for (const { id } of each) expect(await ended(id)).toMatchObject({ status: 'completed' })
  const other = await fileClip(opened.library, 'h264.mp4', { prompt: 'Another' })
  const [join] = trims.start(trimRequestSchema.parse({ parts: [...parts.slice(0, 1), { itemId: other, inSeconds: null, outSeconds: null }], cut: 'copy' }))
  const joined = await ended(join!.id)
  expect(joined).toMatchObject({ status: 'completed', madeAs: 'copy' })
  expect(opened.library.item(joined.resultId!)).toMatchObject({
    title: 'A red fox in the snow. joined', madeFrom: [{ itemId: source, relation: 'joined-from' }, { itemId: other, relation: 'joined-from' }],
  })
  expect(await shownFrames(opened.library.path(joined.resultId!))).toHaveLength(24 + clip.frames)
})

test('a frame is taken at full size, knows where it came from, and goes on as a reference', async () => {
  const frameId = await trims.grabFrame(source, 31 / clip.fps + 0.01)
  expect(opened.library.item(frameId)).toMatchObject({
    kind: 'image', container: 'png', width: clip.width, height: clip.height, madeFrom: [{ itemId: source, relation: 'frame-of' }],
  })
  expect(await shownFrames(opened.library.path(frameId))).toEqual([31])
  const grabbed = await trims.continueFrom(source, null)
  expect(await shownFrames(opened.library.path(grabbed.itemId))).toEqual([clip.frames - 1])
  expect(grabbed.reference.itemId).toBe(grabbed.itemId)
  await expect(trims.grabFrame(await fileClip(opened.library, 'tone.mp3'), 1)).rejects.toMatchObject({ code: 'unsupported-media' })
  expect(readdirSync(opened.library.partsFolder())).toEqual([])
})

test('an animated WebP becomes an item that the page can show', async () => {
  const [trim] = trims.start(wishes({ output: { format: 'webp', preset: 'small' } }))
  const done = await ended(trim!.id)
  expect(done).toMatchObject({ status: 'completed', madeAs: 'exact', fellBack: 'output' })
  expect(opened.library.item(done.resultId!)).toMatchObject({ kind: 'image', container: 'webp', width: clip.width, height: clip.height })
  expect((await opened.library.mediaResponse(new Request(mediaUrl.item(done.resultId!)))).headers.get('content-type')).toBe('image/webp')
})

test('what stands in for a video has every frame at its own time', async () => {
  await trims.makePreview(source)
  const answer = await opened.library.mediaResponse(new Request(mediaUrl.preview(source)))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'video/mp4'])
  const path = join(opened.folder, 'preview.mp4')
  await writeFile(path, Buffer.from(await answer.arrayBuffer()))
  expect(await shownFrames(path)).toEqual(Array.from({ length: clip.frames }, (_, index) => index))
})

test('what the ffmpeg in use can do is known before anybody chooses', async () => {
  const { outputs, smart } = await trims.abilities()
  expect(outputs.source.missing).toBe(null)
  expect(Object.values(outputs).every(({ missing }) => missing === null || missing.length > 0)).toBe(true)
  expect(smart.h264.missing).toBe(null)
})
