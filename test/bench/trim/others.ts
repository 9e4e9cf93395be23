import { rm, writeFile } from 'node:fs/promises'
import { ffmpeg, ffprobe } from './tools'

// LosslessCut's two methods, by the arguments that its documentation and its log of commands show.

/** "Keyframe cut": copies from the keyframe before. */
export async function keyframeCut(path: string, from: number, to: number, out: string): Promise<void> {
  await ffmpeg('-ss', from.toFixed(5), '-i', path, '-t', (to - from).toFixed(5), '-avoid_negative_ts', 'make_zero', '-map', '0:v:0', '-map', '0:a?',
    '-c', 'copy', '-map_metadata', '0', '-movflags', 'use_metadata_tags', '-ignore_unknown', out)
}

/** "Smart cut": encodes up to the next keyframe, copies from there, and puts both after each other. */
export async function smartCut(path: string, from: number, to: number, out: string): Promise<void> {
  const facts = JSON.parse(await ffprobe('-select_streams', 'v:0', '-show_entries', 'stream=time_base,bit_rate,codec_name,avg_frame_rate', '-of', 'json', path)) as {
    streams: { time_base: string; bit_rate?: string; codec_name: string; avg_frame_rate: string }[]
  }
  const [{ time_base: base, bit_rate: rate = '2000000', codec_name: codec, avg_frame_rate: frames } = { time_base: '1/90000', codec_name: 'h264', avg_frame_rate: '24/1' }] = facts.streams
  const [count = 24, per = 1] = frames.split('/').map(Number)
  const frame = per / count
  const packets = await ffprobe('-select_streams', 'v:0', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0', path)
  const keys = packets.split('\n').filter((line) => line.includes('K')).map((line) => Number.parseFloat(line)).sort((a, b) => a - b)
  const next = keys.find((seconds) => seconds >= from - 1e-4)
  const scale = ['-video_track_timescale', base.split('/')[1] ?? '90000']
  if (next === undefined || next >= to) return keyframeCut(path, from, to, out)
  const format = out.split('.').pop()!
  const [head, rest, list] = [`${out}.head.${format}`, `${out}.rest.${format}`, `${out}.txt`]
  try {
    const parts: string[] = []
    if (next > from + 1e-4) {
      const end = Math.max(from + frame, next - frame)
      await ffmpeg('-ss', from.toFixed(5), '-i', path, '-ss', '0', '-t', (end - from).toFixed(5), '-map', '0:v:0', '-map', '0:a?', '-c:v',
        codec === 'hevc' ? 'libx265' : 'libx264', '-b:v', rate, '-c:a', 'copy', '-ignore_unknown', ...scale, head)
      parts.push(head)
    }
    await ffmpeg('-ss', next.toFixed(5), '-i', path, '-t', (to - next).toFixed(5), '-avoid_negative_ts', 'make_zero', '-map', '0:v:0', '-map', '0:a?', '-c', 'copy',
      '-map_metadata', '0', '-movflags', 'use_metadata_tags', '-ignore_unknown', ...scale, rest)
    parts.push(rest)
    await writeFile(list, parts.map((part) => `file 'file:${part}'\n`).join(''))
    await ffmpeg('-f', 'concat', '-safe', '0', '-protocol_whitelist', 'file,pipe', '-i', list, '-map', '0', '-c', 'copy', '-movflags', 'use_metadata_tags', ...scale, out)
  } finally {
    for (const path of [head, rest, list]) await rm(path, { force: true })
  }
}
