import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { noEdits, type Cut, type TrimRequest } from '../../../../src-shared/trim'
import { openMedia, type Media } from '../../../../src-main/media'
import { silentLog } from '../../../../src-main/log'
import { makeResult } from '../../../../src-main/trim/run'
import { readSource } from '../../../../src-main/trim/source'
import { clip, clipPath, variableFrames, type ClipName } from '../../../fixtures/clips'
import { judge, shownFrames, shownTimes, soundSeconds } from '../../../fixtures/judge'
import { systemFfmpeg } from '../../../fixtures/tools'

const folder = mkdtempSync(join(tmpdir(), 'doitong-smart-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The system's ffmpeg, and the old one that comes with the app. */
const gates: [string, Media][] = [
  ...(systemFfmpeg ? [['system', openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(folder, 'a'), log: silentLog })] as [string, Media]] : []),
  ['embedded', openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(folder, 'b'), log: silentLog, searchPath: [] })],
]
const frame = 1 / clip.fps
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

let count = 0
async function make(media: Media, parts: [ClipName, number | null, number | null][], cut: Cut, more: Partial<TrimRequest> = {}) {
  const sources = await Promise.all(parts.map(async ([name, inSeconds, outSeconds]) => ({
    part: { itemId: name, inSeconds, outSeconds }, source: await readSource(media, await clipPath(name)),
  })))
  const made = await makeResult(media, {
    id: String(count++), parts: sources, wish: { cut, edits: noEdits, output: { format: 'source', preset: 'best' }, ...more }, keepMetadata: true, folder,
    signal: new AbortController().signal, onFraction: () => {},
  })
  return { ...made, plan: made.planned.plan }
}

describe.each(gates)('with the %s ffmpeg', (_name, media) => {
  test.each(['h264.mp4', 'silent.mp4', 'h264.mkv'] as const)('a smart cut of %s holds the frames asked for', async (name) => {
    // MKV does not begin at 0: its frames lie a little later.
    const offset = name.endsWith('mkv') ? 0.03 : 0
    const { path, plan, fellBack, complaint } = await make(media, [[name, 12 * frame + offset, 80 * frame + offset]], 'smart')
    expect([fellBack, complaint]).toEqual([null, null])
    expect(await shownFrames(path)).toEqual(range(12 + Math.ceil(offset), 80 + Math.ceil(offset)))
    expect(plan).toMatchObject({ madeAs: 'smart', frames: 68 })
    expect(plan.parts[0]!.encodedFrames).toBe(20)
  })

  test('a smart cut of a variable rate keeps every frame at its time', async () => {
    const { path, fellBack } = await make(media, [['variable.mp4', 12 * frame, 85 * frame]], 'smart')
    const kept = variableFrames.filter((n) => n >= 12 && n < 85)
    expect(fellBack).toBe(null)
    expect(await shownFrames(path)).toEqual(kept)
    const times = await shownTimes(path)
    times.forEach((time, index) => expect(Math.abs(time - (kept[index]! - 12) * frame)).toBeLessThan(0.002))
  })

  test('a smart cut keeps a rotation', async () => {
    const { path, fellBack } = await make(media, [['rotated.mp4', 12 * frame, 80 * frame]], 'smart')
    const [picture] = (await judge(path)).streams
    expect([fellBack, picture!.width, picture!.height, Math.abs(picture!.rotation)]).toEqual([null, clip.width, clip.height, 90])
    expect(await shownFrames(path, { turned: true })).toEqual(range(12, 80))
  })

  test.each([
    ['vp9.webm', 'codec'],
    ['frames.gif', 'codec'],
    ['tone.mp3', 'sound-only'],
  ] as const)('a smart cut of %s is made exact, and says why: %s', async (name, why) => {
    const { plan, fellBack } = await make(media, [[name, 0.5, 1.5]], 'smart')
    expect([plan.madeAs, fellBack]).toEqual(['exact', why])
  })

  test('a smart cut without a whole group of frames inside is made exact', async () => {
    const { path, fellBack } = await make(media, [['h264.mp4', 30 * frame, 60 * frame]], 'smart')
    expect(fellBack).toBe('no-whole-group')
    expect(await shownFrames(path)).toEqual(range(30, 60))
  })

  test.each(['smart', 'exact'] as const)('segments in any order become one %s result', async (cut) => {
    const { path, plan } = await make(media, [['h264.mp4', 40 * frame, 90 * frame], ['h264.mp4', 0, 30 * frame], ['h264.mp4', 50 * frame, 60 * frame]], cut)
    expect(await shownFrames(path)).toEqual([...range(40, 90), ...range(0, 30), ...range(50, 60)])
    expect(plan).toMatchObject({ madeAs: cut, frames: 90, sound: 'encoded' })
    expect(Math.abs((await soundSeconds(path)) - 90 * frame)).toBeLessThan(0.06)
    const times = await shownTimes(path)
    times.forEach((time, index) => expect(Math.abs(time - index * frame)).toBeLessThan(0.002))
  })

  test('what matches is joined without encoding a picture, what differs is brought to the form of the first', async () => {
    const same = await make(media, [['h264.mp4', null, null], ['silent.mp4', null, null]], 'copy')
    expect([same.plan.madeAs, same.plan.parts.map((part) => part.encodedFrames)]).toEqual(['copy', [0, 0]])
    expect(await shownFrames(same.path)).toEqual([...range(0, 96), ...range(0, 96)])
    const other = await make(media, [['silent.mp4', 0, 1], ['vp9.webm', 0, 1]], 'copy')
    expect([other.plan.madeAs, other.fellBack, other.planned.plan.detail]).toEqual(['exact', 'different-parts', 'codec'])
    expect((await shownFrames(other.path)).slice(0, 24)).toEqual(range(0, 24))
  })
})

describe('edits and exports', () => {
  const media = gates[0]![1]
  const edited = (edits: Partial<TrimRequest['edits']>) => make(media, [['h264.mp4', 1, 3]], 'smart', { edits: { ...noEdits, ...edits } })
  const pictureOf = async (path: string) => {
    const { streams, durationSeconds } = await judge(path)
    return { width: streams[0]!.width, height: streams[0]!.height, streams: streams.map(({ type }) => type), durationSeconds }
  }

  test.each([
    ['a crop', { crop: { x: 0, y: 0, width: 280, height: 100 } }, 280, 100],
    ['a tall format by cutting', { aspect: { width: 9, height: 16, fit: 'crop' as const } }, 100, 180],
    ['a square with bars', { aspect: { width: 1, height: 1, fit: 'pad' as const } }, 320, 320],
    ['a smaller size', { longSidePixels: 160 }, 160, 90],
  ])('%s', async (_name, edits, width, height) => {
    const { path, fellBack, plan } = await edited(edits)
    expect(await pictureOf(path)).toMatchObject({ width, height })
    expect(plan).toMatchObject({ width, height, frames: 48 })
    expect(fellBack).toBe('edits')
  })

  test('twice as fast lasts half as long, sound and all', async () => {
    const { path } = await edited({ speed: 2 })
    expect(await shownFrames(path)).toEqual(range(24, 72))
    expect((await pictureOf(path)).durationSeconds).toBeCloseTo(1, 1)
    expect(await soundSeconds(path)).toBeCloseTo(1, 1)
  })

  test('muting leaves the picture as it is, and volume and fades encode the sound alone', async () => {
    const mute = await edited({ mute: true })
    expect([mute.plan.madeAs, mute.plan.sound, (await pictureOf(mute.path)).streams]).toEqual(['smart', 'none', ['video']])
    const soft = await edited({ volume: 0.1, fadeInSeconds: 0.5, fadeOutSeconds: 0.5 })
    expect([soft.plan.madeAs, soft.plan.sound]).toEqual(['smart', 'encoded'])
    const { peaks, loudestPeak } = await media.waveform({
      id: 'soft', revision: 0, path: soft.path, kind: 'video', container: 'mp4', width: 320, height: 180, durationSeconds: 2, hasAudio: true,
    })
    expect(loudestPeak).toBeLessThan(0.05)
    expect(Math.max(...peaks.slice(0, 50))).toBeLessThan(loudestPeak / 4)
  })

  test.each([
    ['gif', 'small', 'gif', ['video']],
    ['mp4', 'small', 'mp4', ['video', 'audio']],
    ['m4a', 'best', 'm4a', ['audio']],
    ['mp3', 'small', 'mp3', ['audio']],
    ['wav', 'best', 'wav', ['audio']],
  ] as const)('an export as %s (%s)', async (format, preset, extension, streams) => {
    const { path, plan } = await make(media, [['h264.mp4', 1, 3]], 'smart', { output: { format, preset } })
    expect(path.endsWith(`.${extension}`)).toBe(true)
    const seen = await judge(path)
    expect(seen.streams.map(({ type }) => type)).toEqual(streams)
    expect(Math.abs(seen.durationSeconds - 2)).toBeLessThan(0.15)
    expect(plan.durationSeconds).toBeCloseTo(2)
  })

  test('sound in the codec asked for is taken out as it is', async () => {
    const { plan, path } = await make(media, [['h264.mp4', 1, 3]], 'copy', { output: { format: 'm4a', preset: 'best' } })
    expect([plan.madeAs, plan.sound, (await judge(path)).streams.map(({ type }) => type)]).toEqual(['copy', 'copied', ['audio']])
  })

  test('an animated WebP is checked by its own words', async () => {
    const { path } = await make(media, [['h264.mp4', 1, 2]], 'exact', { output: { format: 'webp', preset: 'small' } })
    const bytes = await readFile(path)
    expect(bytes.toString('latin1', 8, 16)).toBe('WEBPVP8X')
    expect(bytes.toString('latin1').split('ANMF').length - 1).toBeGreaterThan(5)
  })

  test.each([
    ['silent.mp4', { format: 'mp3', preset: 'best' }, 'no-sound'],
    ['tone.mp3', { format: 'gif', preset: 'best' }, 'no-picture'],
  ] as const)('%s as %o is refused before the attempt: %s', async (name, output, refusal) => {
    await expect(make(media, [[name, 0, 1]], 'exact', { output })).rejects.toMatchObject({ code: 'unsupported-media', message: `Refused: ${refusal}` })
  })

  test('what the source says about itself can be left out', async () => {
    const source = await readSource(media, await clipPath('h264.mp4'))
    for (const cut of ['copy', 'smart', 'exact'] as const) {
      const tags = async (keepMetadata: boolean) => {
        const { path } = await makeResult(media, {
          id: `tags-${cut}-${keepMetadata}`, parts: [{ part: { itemId: 'x', inSeconds: 0.5, outSeconds: 3.5 }, source }], keepMetadata, folder,
          wish: { cut, edits: noEdits, output: { format: 'source', preset: 'best' } }, signal: new AbortController().signal, onFraction: () => {},
        })
        return (await judge(path)).tags['doitong_note']
      }
      expect([await tags(true), await tags(false)]).toEqual(['kept', undefined])
    }
  })
})
