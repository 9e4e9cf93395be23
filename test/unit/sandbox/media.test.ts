import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
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

function probed(path: string): Probed {
  return JSON.parse(execFileSync('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', path]).toString()) as Probed
}

/** RGB bytes of one frame, scaled small. */
function frame(path: string, atSeconds: number, size = '32x18'): Buffer {
  return execFileSync('ffmpeg', ['-v', 'error', '-ss', String(atSeconds), '-i', path, '-frames:v', '1', '-s', size, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'])
}

function distance(a: Buffer, b: Buffer): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length
}

const full = { settings: { media: 'full' } } as const

test('images have the size and format asked for; the seed decides every byte', async () => {
  const server = await sandbox(full)
  const make = (seed: number, options: Record<string, unknown>) => fileOf(server, { provider: 'stable-diffusion', input: { text: "A quiet sea; it's 50% [calm]: ¿no?" }, options: { seed, ...options } })
  const png = await make(1, { width: 320, height: 256 })
  expect(probed(saved(png.bytes, 'a.png')).streams[0]).toMatchObject({ codec_name: 'png', width: 320, height: 256 })
  expect(probed(saved((await make(1, { width: 256, height: 456, format: 'jpg' })).bytes, 'a.jpg')).streams[0]).toMatchObject({ codec_name: 'mjpeg', width: 256, height: 456 })
  expect(probed(saved((await make(1, { width: 264, height: 264, format: 'webp' })).bytes, 'a.webp')).streams[0]).toMatchObject({ codec_name: 'webp', width: 264, height: 264 })
  // Another server has nothing kept from before: the file is made anew.
  const other = await sandbox(full)
  const again = await fileOf(other, { provider: 'stable-diffusion', input: { text: "A quiet sea; it's 50% [calm]: ¿no?" }, options: { width: 320, height: 256, seed: 1 } })
  expect(again.bytes.equals(png.bytes)).toBe(true)
  expect((await make(2, { width: 320, height: 256 })).bytes.equals(png.bytes)).toBe(false)
})

test('a video has the size, length and rate asked for, sound, and moves; the same seed gives the same file', async () => {
  const request = { type: 'VIDEO', provider: 'veo-3-fast', input: { text: 'Waves at dawn' }, options: { duration: 4, aspectRatio: '9:16', seed: 3 } }
  const made = await fileOf(await sandbox(full), request)
  const path = saved(made.bytes, 'v.mp4')
  const { streams, format } = probed(path)
  expect(streams.find(stream => stream.codec_type === 'video')).toMatchObject({ codec_name: 'h264', width: 720, height: 1280, avg_frame_rate: '24/1', nb_frames: '96', pix_fmt: 'yuv420p' })
  expect(streams.find(stream => stream.codec_type === 'audio')).toMatchObject({ codec_name: 'aac', sample_rate: '48000' })
  expect(Math.abs(Number(format.duration) - 4)).toBeLessThan(1 / 24)
  expect(distance(frame(path, 0), frame(path, 3))).toBeGreaterThan(2)
  expect(made.metadata).toMatchObject({ width: 720, height: 1280, format: 'mp4', seed: 3 })
  const keyframes = execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0', path]).toString()
  expect(keyframes.split('\n').filter(line => line.includes('K')).map(line => Number(line.split(',')[0]))).toEqual([0, 2])
  expect(made.bytes.subarray(0, 4_096).includes('moov')).toBe(true)
  const again = await fileOf(await sandbox(full), request)
  expect(again.bytes.equals(made.bytes)).toBe(true)
})

test('image to video begins with the image given', async () => {
  const server = await sandbox(full)
  const still = execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=320x240:d=1', '-frames:v', '1', '-f', 'image2', '-c:v', 'png', '-'])
  const image = `data:image/png;base64,${still.toString('base64')}`
  const made = await fileOf(server, { type: 'VIDEO', provider: 'runway-gen2', input: { image }, options: { seed: 4, aspectRatio: '4:3' } })
  const path = saved(made.bytes, 'i2v.mp4')
  expect(probed(path).streams[0]).toMatchObject({ width: 640, height: 480, nb_frames: '96' })
  const original = frame(saved(still, 'still.png'), 0, '80x60')
  const first = distance(frame(path, 0, '80x60'), original)
  expect(first).toBeLessThan(10)
  expect(distance(frame(path, 3.9, '80x60'), original)).toBeGreaterThan(first * 2)
})

test('an edited image keeps the drawing of its reference', async () => {
  const server = await sandbox(full)
  const still = execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=320x240:d=1', '-frames:v', '1', '-f', 'image2', '-c:v', 'png', '-'])
  const image = `data:image/png;base64,${still.toString('base64')}`
  const make = (images: string[]) => fileOf(server, { provider: 'flux-kontext-max', input: { text: 'Make it evening', image: images }, options: { seed: 5 } })
  const one = await make([image])
  expect(one.metadata).toMatchObject({ width: 1_024, height: 768 })
  const path = saved(one.bytes, 'edit.png')
  expect(distance(frame(path, 0), frame(saved(still, 'still2.png'), 0))).toBeLessThan(distance(frame(path, 0), Buffer.alloc(32 * 18 * 3, 128)))
  const other = execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'color=teal:s=320x240:d=1', '-frames:v', '1', '-f', 'image2', '-c:v', 'png', '-'])
  expect((await make([image, `data:image/png;base64,${other.toString('base64')}`])).bytes.equals(one.bytes)).toBe(false)
})

test('speech is audible and as long as its text asks', async () => {
  const server = await sandbox(full)
  const text = 'Welcome to the future of artificial intelligence, and to a voice that is made of nothing but sums.'
  const say = async (options: Record<string, unknown>, name: string) => {
    const path = saved((await fileOf(server, { type: 'AUDIO', provider: 'google-tts', input: { text }, options: { seed: 1, ...options } })).bytes, name)
    return { path, seconds: Number(probed(path).format.duration), codec: probed(path).streams[0]?.codec_name }
  }
  const natural = await say({ voice: 'en-US-Wavenet-D' }, 's.mp3')
  expect(natural.codec).toBe('mp3')
  expect(Math.abs(natural.seconds - text.length / 14)).toBeLessThan(0.5)
  const quick = await say({ voice: 'en-US-Wavenet-D', speed: 2, format: 'wav', sampleRate: 16_000 }, 's.wav')
  expect(quick.codec).toBe('pcm_s16le')
  expect(Math.abs(quick.seconds - text.length / 28)).toBeLessThan(0.3)
  expect((await say({ voice: 'es-ES-Wavenet-B', format: 'ogg' }, 's.ogg')).codec).toBe('vorbis')
  const samples = execFileSync('ffmpeg', ['-v', 'error', '-i', natural.path, '-f', 's16le', '-ac', '1', '-'])
  let sum = 0
  for (let at = 0; at < samples.length; at += 2) sum += (samples.readInt16LE(at) / 32_768) ** 2
  expect(Math.sqrt(sum / (samples.length / 2))).toBeGreaterThan(0.03)
})

test('SSML is spoken without its marks and with its pauses', async () => {
  const server = await sandbox(full)
  const say = async (text: string, ssml: boolean) => Number((await fileOf(server, { type: 'AUDIO', provider: 'google-tts', input: { text }, options: { seed: 1, format: 'wav', ssml } })).metadata['duration'])
  expect((await say('<speak>Good morning.<break time="1500ms"/> Good night.</speak>', true)) - (await say('Good morning. Good night.', false))).toBeCloseTo(1.5, 1)
})

test('an avatar speaks for as long as its text or the audio given', async () => {
  const server = await sandbox(full)
  const text = 'Hello, I am your presenter today.'
  const made = await fileOf(server, { type: 'AVATAR', provider: 'heygen', input: { text, voice: 'calm' }, options: { seed: 2, aspectRatio: '1:1', avatarId: 'emi' } })
  const path = saved(made.bytes, 'avatar.mp4')
  const { streams, format } = probed(path)
  expect(streams.map(stream => stream.codec_name).sort()).toEqual(['aac', 'h264'])
  expect(Math.abs(Number(format.duration) - text.length / 14)).toBeLessThan(0.1)
  const sound = execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=1.5', '-f', 'wav', '-'])
  const still = execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=200x200:d=1', '-frames:v', '1', '-f', 'image2', '-c:v', 'png', '-'])
  const input = { audio: `data:audio/wav;base64,${sound.toString('base64')}`, image: `data:image/png;base64,${still.toString('base64')}` }
  const synced = probed(saved((await fileOf(server, { type: 'AVATAR', provider: 'lip-sync', input, options: { seed: 2 } })).bytes, 'sync.mp4'))
  expect(Math.abs(Number(synced.format.duration) - 1.5)).toBeLessThan(0.1)
  expect(synced.streams.map(stream => stream.codec_name).sort()).toEqual(['aac', 'h264'])
})
