import { mkdtempSync, readdirSync, rmSync, writeFileSync, chmodSync, unlinkSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openMedia, sniff, type Media, type PreviewSource } from '../../../../src-main/media'
import { silentLog } from '../../../../src-main/log'
import { filmstripFrames } from '../../../../src-shared/media'
import { clipPath, type ClipName } from '../../../fixtures/clips'
import { judge } from '../../../fixtures/judge'
import { ffmpeg, systemFfmpeg } from '../../../fixtures/tools'

const folder = mkdtempSync(join(tmpdir(), 'doitong-media-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const gates: [string, Media][] = [
  ...(systemFfmpeg ? [['system', openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(folder, 'a'), log: silentLog })] as [string, Media]] : []),
  ['embedded', openMedia({ ffmpegPath: () => null, thumbnailsFolder: join(folder, 'b'), log: silentLog, searchPath: [] })],
]

async function sourceOf(media: Media, name: ClipName): Promise<PreviewSource> {
  const path = await clipPath(name)
  const probe = await media.probe(path)
  return { id: `${name}-0123`, revision: 0, path, ...probe }
}

describe.each(gates)('with the %s ffmpeg', (place, media) => {
  test('it says which one it is', async () => {
    expect(await media.describe()).toMatchObject({ place })
    expect((await media.binaries()).capabilities.encoders.has('libx264')).toBe(true)
  })

  test.each([
    ['h264.mp4', { kind: 'video', container: 'mp4', width: 320, height: 180, videoCodec: 'h264', audioCodec: 'aac', hasAudio: true }],
    ['rotated.mp4', { kind: 'video', width: 180, height: 320 }],
    ['vp9.webm', { kind: 'video', container: 'webm', videoCodec: 'vp9', audioCodec: 'opus' }],
    ['silent.mp4', { hasAudio: false, audioCodec: null }],
    ['still.png', { kind: 'image', width: 1600, height: 900, durationSeconds: null, frameRate: null }],
    ['frames.gif', { kind: 'image', container: 'gif', hasAudio: false }],
    ['tone.mp3', { kind: 'audio', width: null, hasAudio: true }],
  ] as [ClipName, object][])('%s is probed', async (name, facts) => {
    expect(await media.probe(await clipPath(name))).toMatchObject(facts)
  })

  test.each([
    ['still.png', [1024, 576], [256, 144], 'jpeg'],
    ['clear.png', [400, 300], [256, 192], 'webp'],
    ['still.jpg', [320, 180], [256, 144], 'jpeg'],
    ['still.webp', [320, 180], [256, 144], 'jpeg'],
    ['frames.gif', [320, 180], [256, 144], 'jpeg'],
    ['h264.mp4', [320, 180], [256, 144], 'jpeg'],
    ['rotated.mp4', [180, 320], [144, 256], 'jpeg'],
    ['vp9.webm', [320, 180], [256, 144], 'jpeg'],
    ['tone.mp3', [1024, 640], [256, 160], 'jpeg'],
    ['tone.wav', [1024, 640], [256, 160], 'jpeg'],
  ] as [ClipName, number[], number[], string][])('%s gets thumbnails', async (name, large, small, container) => {
    const source = await sourceOf(media, name)
    const paths = await Promise.all([media.thumbnail(source, 256, true), media.thumbnail(source, 1024, false)])
    for (const [index, size] of [small, large].entries()) {
      const { streams } = await judge(paths[index]!)
      expect([streams[0]!.width, streams[0]!.height]).toEqual(size)
      expect(sniff(await readFile(paths[index]!))?.container).toBe(container)
    }
  })

  test('the poster of a video that begins black is not black', async () => {
    const poster = await media.thumbnail(await sourceOf(media, 'black.mp4'), 256, true)
    const grey = await ffmpeg('-i', poster, '-vf', 'scale=1:1,format=gray', '-f', 'rawvideo', 'pipe:1')
    expect(grey[0]).toBeGreaterThan(40)
  })

  test.each(['h264.mp4', 'vp9.webm', 'rotated.mp4', 'frames.gif'] as const)('the filmstrip of %s has every frame in its place', async (name) => {
    const source = await sourceOf(media, name)
    const path = await media.filmstrip({ ...source, id: `${name}-strip` })
    const { width, height } = (await judge(path)).streams[0]!
    expect(height).toBe(128)
    expect(width % filmstripFrames).toBe(0)
    // The last place shows a picture, not the emptiness after the end.
    const last = await ffmpeg('-i', path, '-vf', `crop=${width / filmstripFrames}:128:${width - width / filmstripFrames}:0,scale=1:1,format=gray`,
      '-f', 'rawvideo', 'pipe:1')
    expect(last[0]).toBeGreaterThan(30)
  })

  test('a waveform follows the sound over the whole length, and there is none without sound', async () => {
    const { hasSound, loudestPeak, peaks } = await media.waveform(await sourceOf(media, 'tone.wav'))
    expect(hasSound).toBe(true)
    expect(loudestPeak).toBe(Math.max(...peaks))
    expect(peaks.length).toBe(2_000)
    expect(Math.min(...peaks.slice(10, -10))).toBeGreaterThan(0.05)
    expect(Math.max(...peaks)).toBeLessThanOrEqual(1)
    expect(await media.waveform(await sourceOf(media, 'silent.mp4'))).toEqual({ hasSound: false, loudestPeak: 0, peaks: [] })
  })

  test('what cannot be drawn is tried once', async () => {
    const path = join(folder, `${place}-broken.png`)
    const whole = await readFile(await clipPath('still.png'))
    writeFileSync(path, whole.subarray(0, 60))
    const source: PreviewSource = {
      id: 'broken-1', revision: 0, path, kind: 'image', container: 'png', width: 10, height: 10, durationSeconds: null, hasAudio: false,
    }
    const first = await media.thumbnail(source, 256, true).catch((error: { code: string }) => error.code)
    expect(first).toMatch(/ffmpeg-failed|unsupported-media/)
    expect(await media.thumbnail(source, 256, true).catch((error: { code: string }) => error.code)).toBe(first)
    await media.forgetPreviews('broken-1')
    expect(readdirSync(join(folder, place === 'system' ? 'a' : 'b', 'br'))).toEqual([])
  })
})


describe('binaries that come and go', () => {
  test('a path in settings is taken when it works, and what is no ffmpeg is passed over', async () => {
    let setting: string | null = join(folder, 'no-such-ffmpeg')
    const media = openMedia({ ffmpegPath: () => setting, thumbnailsFolder: join(folder, 'c'), log: silentLog })
    expect((await media.describe())?.place).not.toBe('settings')
    await mkdir(join(folder, 'own'))
    const own = join(folder, 'own', 'ffmpeg')
    const { ffmpeg: real } = await media.binaries()
    writeFileSync(own, `#!/bin/sh\nexec ${real} "$@"\n`)
    chmodSync(own, 0o755)
    setting = own
    expect(await media.describe()).toMatchObject({ place: 'settings', path: own })
    // Gone between two runs: another is found, nothing crashes.
    unlinkSync(own)
    expect((await media.describe())?.place).not.toBe('settings')
    await expect(media.check(own)).rejects.toMatchObject({ code: 'ffmpeg-missing' })
    await expect(media.check('/bin/true')).rejects.toMatchObject({ code: 'ffmpeg-missing' })
    await media.check(real)
  })
})
