import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ffmpeg } from './tools'

/** Each frame carries its number in so many bits along its top, each so many pixels wide and high. */
export const barcode = { bits: 13, width: 32, height: 32 } as const

export interface Clip {
  name: string
  path: string
  /** Turned by its side data: how to bring what a player shows upright again. */
  upright?: 'transpose=clock'
  hasPicture: boolean
  hasSound: boolean
}

const bars = [
  `drawbox=x=0:y=0:w=${barcode.bits * barcode.width}:h=${barcode.height}:color=black:t=fill`,
  ...Array.from({ length: barcode.bits }, (_, bit) =>
    `drawbox=x=${bit * barcode.width}:y=0:w=${barcode.width}:h=${barcode.height}:color=white:t=fill:enable='mod(floor(n/${2 ** bit}),2)'`),
].join(',')

/** A sweep through 3,800 Hz every ten seconds: each place sounds like no other nearby. */
function chirp(seconds: number): string[] {
  return ['-f', 'lavfi', '-i', `aevalsrc='0.4*sin(2*PI*(200*mod(t,10)+190*mod(t,10)*mod(t,10)))':s=48000:d=${seconds}`]
}
const picture = (seconds: number, size = '480x270', rate = '24') => ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${seconds}`]
const x264 = (gop: number, ...more: string[]) =>
  ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '22', '-pix_fmt', 'yuv420p', '-g', `${gop}`, '-keyint_min', `${gop}`, '-sc_threshold', '0', '-bf', '3', ...more]
const aac = ['-c:a', 'aac', '-b:a', '128k']
const opus = ['-c:a', 'libopus', '-b:a', '96k']
const seconds = 10

type Maker = (to: string, of: (name: string) => string) => Promise<unknown>
const encoded = (...options: string[]): Maker => (to) => ffmpeg(...picture(seconds), ...chirp(seconds), '-vf', bars, ...options, to)
const remuxed = (from: string, ...options: string[]): Maker => (to, of) => ffmpeg('-i', of(from), '-c', 'copy', ...options, to)
const sound = (...options: string[]): Maker => (to) => ffmpeg(...chirp(seconds), ...options, to)

/** In this order: some are made of those before. */
const makers: Record<string, Maker> = {
  'h264.mp4': encoded(...x264(48), ...aac),
  'h264.mkv': remuxed('h264.mp4'),
  'h264.mov': remuxed('h264.mp4'),
  'h264.ts': remuxed('h264.mp4'),
  'rotated.mp4': remuxed('h264.mp4', '-metadata:s:v:0', 'rotate=90'),
  'silent.mp4': remuxed('h264.mp4', '-an'),
  'variable.mp4': (to) =>
    ffmpeg(...picture(seconds), ...chirp(seconds), '-vf', `${bars},select='lt(mod(n,80),40)+gt(mod(n,3),0)'`, '-fps_mode', 'passthrough', ...x264(48), ...aac, to),
  'baseline.mp4': encoded(...x264(36, '-profile:v', 'baseline', '-bf', '0'), ...aac),
  'ntsc.mp4': (to) => ffmpeg(...picture(8, '480x270', '30000/1001'), ...chirp(8), '-vf', bars, ...x264(60), ...aac, to),
  'open.mp4': encoded('-c:v', 'libx264', '-preset', 'veryfast', '-crf', '22', '-pix_fmt', 'yuv420p', '-x264-params', 'keyint=48:min-keyint=48:scenecut=0:open-gop=1:bframes=3', ...aac),
  'chapters.mp4': async (to, of) => {
    const words = `${to}.srt`
    const chapters = `${to}.txt`
    await writeFile(words, '1\n00:00:01,000 --> 00:00:08,000\nWords\n')
    await writeFile(chapters, ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=5\ntitle=One\n[CHAPTER]\nTIMEBASE=1/1\nSTART=5\nEND=10\ntitle=Two\n')
    await ffmpeg('-i', of('h264.mp4'), '-i', words, '-i', chapters, '-map', '0', '-map', '1', '-map_chapters', '2', '-c', 'copy', '-c:s', 'mov_text', to)
  },
  'hevc.mp4': encoded('-c:v', 'libx265', '-preset', 'veryfast', '-crf', '24', '-pix_fmt', 'yuv420p', '-x265-params', 'log-level=error:keyint=48:min-keyint=48:scenecut=0:open-gop=0', '-tag:v', 'hvc1', ...aac),
  'openhevc.mkv': encoded('-c:v', 'libx265', '-preset', 'veryfast', '-crf', '24', '-pix_fmt', 'yuv420p', '-x265-params', 'log-level=error:keyint=48:min-keyint=48:scenecut=0:open-gop=1', ...aac),
  'vp9.webm': encoded('-c:v', 'libvpx-vp9', '-g', '48', '-b:v', '600k', '-deadline', 'realtime', '-cpu-used', '8', ...opus),
  'av1.mp4': encoded('-c:v', 'libsvtav1', '-preset', '10', '-g', '48', '-crf', '40', ...aac),
  'frames.gif': (to) => ffmpeg(...picture(4, '416x234', '10'), '-vf', bars, to),
  'sound.m4a': sound(...aac),
  'sound.mp3': sound('-c:a', 'libmp3lame', '-b:a', '128k'),
  'sound.wav': sound(),
  'sound.ogg': sound(...opus),
  'sound.flac': sound(),
}
export type ClipName = string

/** Makes clips in a folder; those made of others bring these along. */
export async function makeClips(folder: string, names: readonly ClipName[] = Object.keys(makers)): Promise<Map<ClipName, Clip>> {
  const made = new Map<ClipName, Clip>()
  const of = (name: string) => join(folder, name)
  const wanted = new Set([...names, ...(names.some((name) => name !== 'h264.mp4') ? ['h264.mp4'] : [])])
  for (const [name, make] of Object.entries(makers)) {
    if (!wanted.has(name)) continue
    await make(of(name), of)
    made.set(name, {
      name, path: of(name), hasPicture: !name.startsWith('sound'), hasSound: !['silent.mp4', 'frames.gif'].includes(name),
      ...(name.startsWith('rotated') && { upright: 'transpose=clock' as const }),
    })
  }
  return made
}

/** A long one for figures of speed. */
export async function makeLongClip(folder: string, lengthSeconds: number): Promise<Clip> {
  const path = join(folder, 'long.mp4')
  await ffmpeg(...picture(lengthSeconds, '1280x720'), ...chirp(lengthSeconds), '-vf', bars, ...x264(48, '-preset', 'ultrafast', '-bf', '2'), ...aac, path)
  return { name: 'long.mp4', path, hasPicture: true, hasSound: true }
}
