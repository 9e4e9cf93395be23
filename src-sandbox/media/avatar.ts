import { join } from 'node:path'
import type { MediaRequest } from './request'
import { speak, speechRateHz } from './voice'
import { makeVideo } from './video'
import { writeWave } from './wave'
import type { Workshop } from './workshop'

/** First form: the scene with the voice. */
export async function makeAvatar(request: MediaRequest, path: string, workshop: Workshop): Promise<void> {
  const spoken = await speak(request.text, request.speech, request.seed)
  const wave = join(workshop.folder, 'speech.wav')
  await writeWave(wave, [spoken.samples], speechRateHz)
  await makeVideo({ ...request, durationSeconds: spoken.durationSeconds }, path, workshop)
}
