import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { everything } from '../../../../src-shared/mediaQuery'
import { trimRequestSchema, type Trim, type TrimProgress, type TrimRequest } from '../../../../src-shared/trim'
import { silentLog } from '../../../../src-main/log'
import { openTrim, type Trims } from '../../../../src-main/trim'
import type { KeptReference } from '../../../../src-shared/media'
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
