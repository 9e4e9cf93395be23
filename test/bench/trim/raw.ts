import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ffmpeg, ffprobe } from './tools'

export interface Span {
  path: string
  from: number
  to: number
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1_000
}

/** What anybody must know of a source: its streams, and where its frames are. */
export async function rawReading(path: string): Promise<void> {
  await ffprobe('-show_format', '-show_streams', '-of', 'json', path)
  await ffprobe('-select_streams', 'v:0', '-show_entries', 'packet=pts_time,dts_time,duration_time,size,flags', '-of', 'compact=p=0', path)
}

const movie = ['-map_metadata', '0', '-map_chapters', '-1', '-sn', '-dn', '-movflags', '+use_metadata_tags+faststart', '-f', 'mp4']

/** Read, copy, look at the result: what the app calls for a copy, called by hand. */
export async function rawCopy({ path, from, to }: Span, folder: string): Promise<void> {
  const out = join(folder, 'raw-copy.mp4')
  const span = ['-ss', from.toFixed(6), '-t', (to - from).toFixed(6), '-i', path]
  await rawReading(path)
  await ffmpeg(...span, ...span, '-map', '0:v:0', '-c:v', 'copy', '-map', '1:a:0', '-c:a', 'copy', ...movie, out)
  await rawReading(out)
  rmSync(out)
}

/** The same for an exact cut, with the app's encoder settings. */
export async function rawExact({ path, from, to }: Span, folder: string): Promise<void> {
  const out = join(folder, 'raw-exact.mp4')
  await rawReading(path)
  await ffmpeg('-ss', from.toFixed(6), '-i', path, '-t', (to - from).toFixed(6), '-map', '0:v:0', '-map', '0:a:0', '-fps_mode', 'passthrough',
    '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '16', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '192k', ...movie, out)
  await rawReading(out)
  rmSync(out)
}
