import { join } from 'node:path'
import { runFfmpeg } from './ffmpeg'
import type { MediaRequest } from './request'
import { speak, speechRateHz } from './voice'
import { writeWave } from './wave'
import type { Workshop } from './workshop'

const encoders: Record<string, string[]> = {
  mp3: ['-c:a', 'libmp3lame', '-b:a', '128k', '-write_xing', '1', '-id3v2_version', '0', '-f', 'mp3'],
  wav: ['-c:a', 'pcm_s16le', '-f', 'wav'],
  ogg: ['-c:a', 'libvorbis', '-q:a', '5', '-serial_offset', '1', '-f', 'ogg'],
}

/** Makes spoken words in the kind of file asked for. */
export async function makeSpeech(request: MediaRequest, path: string, workshop: Workshop): Promise<void> {
  const spoken = await speak(request.text, request.speech, request.seed)
  const wave = join(workshop.folder, 'speech.wav')
  await writeWave(wave, [spoken.samples], speechRateHz)
  const encoder = encoders[request.format] ?? encoders['mp3'] ?? []
  await runFfmpeg(
    workshop.binaries,
    ['-i', `file:${wave}`, '-ar', String(request.speech.sampleRateHz), '-ac', '1', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact', ...encoder, `file:${path}`],
    null,
    workshop.signal,
  )
}
