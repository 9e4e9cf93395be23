import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Trim } from '../../../../src-shared/trim'
import { everything } from '../../../../src-shared/mediaQuery'
import { silentLog } from '../../../../src-main/log'
import { openTrim, type Trims } from '../../../../src-main/trim'
import { clip } from '../../../fixtures/clips'
import { shownFrames } from '../../../fixtures/judge'
import { fileClip, openTestLibrary, type TestLibrary } from '../../../fixtures/libraries'

let opened: TestLibrary
let trims: Trims
let told: Trim[]
let source: string
beforeEach(async () => {
  opened = openTestLibrary()
  told = []
  trims = openTrim({
    media: opened.media, library: opened.library, log: silentLog, concurrency: 1,
    announce: (name, payload) => void (name === 'trim.changed' && told.push(payload as Trim)),
  })
  source = await fileClip(opened.library, 'h264.mp4')
})
afterEach(async () => {
  await trims.stop()
  await opened.close()
})

/** Waits for the end by what is announced; never by the clock. */
async function ended(id: string): Promise<Trim> {
  for (;;) {
    const trim = trims.list().find((each) => each.id === id)
    if (trim && trim.status !== 'running') return trim
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('the page is told where the frames are', async () => {
  const described = await trims.source(source)
  expect(described.frameSeconds).toHaveLength(clip.frames)
  expect(described.keyframes).toEqual([0, 24, 48, 72])
  expect(described).toMatchObject({ hasVideo: true, hasAudio: true, container: 'mp4', videoCodec: 'h264' })
  expect((await trims.waveform(source)).length).toBeGreaterThan(1_000)
})

test('a cut becomes an item beside its source, and 1 is said once', async () => {
  const trim = await trims.start({ itemId: source, inSeconds: 1, outSeconds: 2, cut: 'exact' })
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
  const first = await trims.start({ itemId: source, inSeconds: 0, outSeconds: 4, cut: 'exact' })
  const second = await trims.start({ itemId: source, inSeconds: 0, outSeconds: 4, cut: 'copy' })
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
  await expect(trims.start({ itemId: second, inSeconds: 0, outSeconds: 1, cut: 'copy' })).rejects.toMatchObject({ code: 'file-missing' })
  await expect(trims.plan({ itemId: second, inSeconds: 0, outSeconds: 1, cut: 'copy' })).rejects.toMatchObject({ code: 'file-missing' })
})

test('a plan that refuses ends in a failed cut that says why', async () => {
  const tone = await fileClip(opened.library, 'tone.mp3')
  expect(await trims.plan({ itemId: tone, inSeconds: 1, outSeconds: 1, cut: 'exact' })).toMatchObject({ refusal: 'too-short' })
  const trim = await trims.start({ itemId: tone, inSeconds: 1, outSeconds: 1, cut: 'exact' })
  expect(await ended(trim.id)).toMatchObject({ status: 'failed', error: { code: 'nothing-to-cut' } })
})
