import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ffmpeg, ffprobe } from '../../fixtures/tools'
import { seed } from '../../../src-sandbox/catalogue/define'
import type { Sandbox } from '../../../src-sandbox/server'
import { fileOf, sandbox } from './client'

const folder = mkdtempSync(join(tmpdir(), 'sandbox-media-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Probed {
  streams: { codec_name: string; codec_type: string; width?: number; height?: number; avg_frame_rate?: string; nb_frames?: string; pix_fmt?: string; sample_rate?: string }[]
  format: { duration?: string; format_name: string }
}

function saved(bytes: Buffer, name: string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function probed(path: string): Promise<Probed> {
  return JSON.parse(await ffprobe('-show_streams', '-show_format', '-of', 'json', path)) as Probed
}

/** RGB bytes of one frame, scaled small. */
async function frame(path: string, atSeconds: number, size = '32x18'): Promise<Buffer> {
  return ffmpeg('-ss', String(atSeconds), '-i', path, '-frames:v', '1', '-s', size, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-')
}

function distance(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length
}

/** A server that makes real media, with models of small pictures beside its own: the same code, sooner done. */
async function studio(): Promise<Sandbox> {
  const server = await sandbox({ settings: { media: 'full' } })
  const image = { text: 'optional', image: 'optional' } as const
  const size = { aspectRatio: '9:16', resolution: '180p', durationSeconds: 3, format: 'mp4', sound: true }
  server.control.putProvider({ id: 'small', type: 'VIDEO', name: 'Small', options: [seed], inputs: { ...image, endImage: 'optional', video: 'optional' }, media: size })
  server.control.putProvider({ id: 'small', type: 'IMAGE', name: 'Small', options: [seed], inputs: image, maxImages: 4, media: { ...size, aspectRatio: 'auto', resolution: '320', format: 'png' } })
  server.control.putProvider({ id: 'small', type: 'AVATAR', name: 'Small', options: [seed], inputs: { ...image, audio: 'optional', video: 'optional' }, media: { ...size, aspectRatio: '1:1' } })
  return server
}

async function still(source: string): Promise<{ path: string; uri: string }> {
  const bytes = await ffmpeg('-f', 'lavfi', '-i', source, '-frames:v', '1', '-f', 'image2', '-c:v', 'png', '-')
  return { path: saved(bytes, `${source.slice(0, 5)}.png`), uri: `data:image/png;base64,${bytes.toString('base64')}` }
}

const pattern = 'testsrc2=s=320x240:d=1'

test('images have the size and format asked for; the seed decides every byte', async () => {
  const server = await studio()
  const make = (seed: number, options: Record<string, unknown>) => fileOf(server, { provider: 'stable-diffusion', input: { text: "A quiet sea; it's 50% [calm]: ¿no?" }, options: { seed, ...options } })
  const png = await make(1, { width: 320, height: 256 })
  expect((await probed(saved(png.bytes, 'a.png'))).streams[0]).toMatchObject({ codec_name: 'png', width: 320, height: 256 })
  expect((await probed(saved((await make(1, { width: 256, height: 456, format: 'jpg' })).bytes, 'a.jpg'))).streams[0]).toMatchObject({ codec_name: 'mjpeg', width: 256, height: 456 })
  expect((await probed(saved((await make(1, { width: 264, height: 264, format: 'webp' })).bytes, 'a.webp'))).streams[0]).toMatchObject({ codec_name: 'webp', width: 264, height: 264 })
  // Another server has nothing kept from before: the file is made anew.
  const other = await studio()
  const again = await fileOf(other, { provider: 'stable-diffusion', input: { text: "A quiet sea; it's 50% [calm]: ¿no?" }, options: { width: 320, height: 256, seed: 1 } })
  expect(again.bytes.equals(png.bytes)).toBe(true)
  expect((await make(2, { width: 320, height: 256 })).bytes.equals(png.bytes)).toBe(false)
})

test('a video has the size, length and rate asked for, sound, and moves; the same seed gives the same file', async () => {
  const request = { type: 'VIDEO', provider: 'small', input: { text: 'Waves at dawn' }, options: { seed: 3 } }
  const made = await fileOf(await studio(), request)
  const path = saved(made.bytes, 'v.mp4')
  const { streams, format } = await probed(path)
  expect(streams.find(stream => stream.codec_type === 'video')).toMatchObject({ codec_name: 'h264', width: 180, height: 320, avg_frame_rate: '24/1', nb_frames: '72', pix_fmt: 'yuv420p' })
  expect(streams.find(stream => stream.codec_type === 'audio')).toMatchObject({ codec_name: 'aac', sample_rate: '48000' })
  expect(Math.abs(Number(format.duration) - 3)).toBeLessThan(1 / 24)
  expect(distance(await frame(path, 0), await frame(path, 2.5))).toBeGreaterThan(2)
  expect(made.metadata).toMatchObject({ width: 180, height: 320, format: 'mp4', seed: 3 })
  const packets = await ffprobe('-select_streams', 'v', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0', path)
  expect(packets.split('\n').filter(line => line.includes('K')).map(line => Number(line.split(',')[0]))).toEqual([0, 2])
  expect(made.bytes.subarray(0, 4_096).includes('moov')).toBe(true)
  const again = await fileOf(await studio(), request)
  expect(again.bytes.equals(made.bytes)).toBe(true)
})

test('a model of the catalogue makes what its options say', async () => {
  const made = await fileOf(await studio(), { type: 'VIDEO', provider: 'steady-5', input: { text: 'A paper boat' }, options: { resolution: '480p', aspectRatio: '1:1', seed: 1 } })
  const { streams } = await probed(saved(made.bytes, 'steady.mp4'))
  expect(streams).toHaveLength(1)
  expect(streams[0]).toMatchObject({ width: 480, height: 480, nb_frames: '120' })
})

test('image to video begins with the image given', async () => {
  const image = await still(pattern)
  const made = await fileOf(await studio(), { type: 'VIDEO', provider: 'small', input: { image: image.uri }, options: { seed: 4 } })
  const path = saved(made.bytes, 'i2v.mp4')
  expect((await probed(path)).streams[0]).toMatchObject({ width: 180, height: 320, nb_frames: '72' })
  const covered = saved(await ffmpeg('-i', image.path, '-vf', 'scale=180:320:force_original_aspect_ratio=increase,crop=180:320', '-f', 'image2', '-c:v', 'png', '-'), 'covered.png')
  const original = await frame(covered, 0, '45x80')
  const first = distance(await frame(path, 0, '45x80'), original)
  expect(first).toBeLessThan(10)
  expect(distance(await frame(path, 2.9, '45x80'), original)).toBeGreaterThan(first * 2)
})

test('keyframes and footage are taken up, frame for frame', async () => {
  const server = await studio()
  const image = await still(pattern)
  const last = await still('color=teal:s=320x240:d=1')
  const between = await fileOf(server, { type: 'VIDEO', provider: 'small', input: { image: image.uri, endImage: last.uri }, options: { seed: 4 } })
  const path = saved(between.bytes, 'between.mp4')
  const teal = await frame(last.path, 0)
  expect(distance(await frame(path, 2.9), teal)).toBeLessThan(distance(await frame(path, 0), teal) / 3)
  const footage = await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=s=160x120:d=1:r=10', '-pix_fmt', 'yuv420p', '-f', 'matroska', '-c:v', 'libx264', '-')
  const danced = await fileOf(server, { type: 'VIDEO', provider: 'small', input: { video: `data:video/x-matroska;base64,${footage.toString('base64')}` }, options: { seed: 4 } })
  expect((await probed(saved(danced.bytes, 'danced.mp4'))).streams[0]).toMatchObject({ width: 180, height: 320, nb_frames: '72' })
})

test('an edited image keeps the drawing of its reference', async () => {
  const server = await studio()
  const image = await still(pattern)
  const other = await still('color=teal:s=320x240:d=1')
  const make = (images: string[]) => fileOf(server, { provider: 'small', input: { text: 'Make it evening', image: images }, options: { seed: 5 } })
  const one = await make([image.uri])
  expect(one.metadata).toMatchObject({ width: 320, height: 240 })
  const path = saved(one.bytes, 'edit.png')
  expect(distance(await frame(path, 0), await frame(image.path, 0))).toBeLessThan(distance(await frame(path, 0), Buffer.alloc(32 * 18 * 3, 128)))
  expect((await make([image.uri, other.uri])).bytes.equals(one.bytes)).toBe(false)
})

test('speech is audible and as long as its text asks', async () => {
  const server = await studio()
  const text = 'Welcome to the future of artificial intelligence, and to a voice that is made of nothing but sums.'
  const say = async (options: Record<string, unknown>, name: string) => {
    const path = saved((await fileOf(server, { type: 'AUDIO', provider: 'google-tts', input: { text }, options: { seed: 1, ...options } })).bytes, name)
    const { streams, format } = await probed(path)
    return { path, seconds: Number(format.duration), codec: streams[0]?.codec_name }
  }
  const natural = await say({ voice: 'en-US-Wavenet-D' }, 's.mp3')
  expect(natural.codec).toBe('mp3')
  expect(Math.abs(natural.seconds - text.length / 14)).toBeLessThan(0.5)
  const quick = await say({ voice: 'en-US-Wavenet-D', speed: 2, format: 'wav', sampleRate: 16_000 }, 's.wav')
  expect(quick.codec).toBe('pcm_s16le')
  expect(Math.abs(quick.seconds - text.length / 28)).toBeLessThan(0.3)
  expect((await say({ voice: 'es-ES-Wavenet-B', format: 'ogg' }, 's.ogg')).codec).toBe('vorbis')
  const samples = await ffmpeg('-i', natural.path, '-f', 's16le', '-ac', '1', '-')
  let sum = 0
  for (let at = 0; at < samples.length; at += 2) sum += (samples.readInt16LE(at) / 32_768) ** 2
  expect(Math.sqrt(sum / (samples.length / 2))).toBeGreaterThan(0.03)
})

test('SSML is spoken without its marks and with its pauses', async () => {
  const server = await studio()
  const say = async (text: string, ssml: boolean) => Number((await fileOf(server, { type: 'AUDIO', provider: 'google-tts', input: { text }, options: { seed: 1, format: 'wav', ssml } })).metadata['duration'])
  expect((await say('<speak>Good morning.<break time="1500ms"/> Good night.</speak>', true)) - (await say('Good morning. Good night.', false))).toBeCloseTo(1.5, 1)
})

test('an avatar speaks for as long as its text or the audio given', async () => {
  const server = await studio()
  const text = 'Hello, I am your presenter today.'
  const made = await fileOf(server, { type: 'AVATAR', provider: 'small', input: { text }, options: { seed: 2 } })
  const { streams, format } = await probed(saved(made.bytes, 'avatar.mp4'))
  expect(streams.map(stream => stream.codec_name).sort()).toEqual(['aac', 'h264'])
  expect(Math.abs(Number(format.duration) - text.length / 14)).toBeLessThan(0.1)
  const sound = await ffmpeg('-f', 'lavfi', '-i', 'sine=d=1.5', '-f', 'wav', '-')
  const audio = `data:audio/wav;base64,${sound.toString('base64')}`
  for (const input of [{ audio }, { audio, image: (await still(pattern)).uri }]) {
    const synced = await probed(saved((await fileOf(server, { type: 'AVATAR', provider: 'small', input, options: { seed: 2 } })).bytes, 'sync.mp4'))
    expect(Math.abs(Number(synced.format.duration) - 1.5)).toBeLessThan(0.1)
    expect(synced.streams.map(stream => stream.codec_name).sort()).toEqual(['aac', 'h264'])
  }
})
