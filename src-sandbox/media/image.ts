import { artOf } from './art'
import { paintFrame } from './canvas'
import { captionFilters } from './caption'
import { runFfmpeg } from './ffmpeg'
import { randomFrom } from './random'
import { pictureOf } from './reference'
import type { MediaRequest } from './request'
import type { Workshop } from './workshop'

const encoders: Record<string, string[]> = {
  png: ['-c:v', 'png', '-pix_fmt', 'rgb24', '-f', 'image2'],
  jpg: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj444p', '-q:v', '2', '-f', 'image2'],
  webp: ['-c:v', 'libwebp', '-pix_fmt', 'yuv420p', '-quality', '90', '-f', 'webp'],
}

/** Makes an image of exactly the size asked for: painted, or over the reference images given. */
export async function makeImage(request: MediaRequest, path: string, workshop: Workshop): Promise<void> {
  const { width, height } = request
  const aspect = width / height
  const caption = captionFilters({ ...request, ...workshop, fadesIn: false })
  const art = artOf(request, aspect)
  const shader = request.references.images.length > 0 ? await pictureOf(request, art, workshop) : art
  const frame = new Uint8Array(width * height * 3)
  const random = randomFrom(`grain ${request.seed}`)
  await paintFrame(shader, frame, { width, height, timeSeconds: 0, scrim: caption.length > 0 ? request.captionAt : null, grain: 5, random })
  async function* frames(): AsyncGenerator<Uint8Array> {
    yield frame
  }
  const filters = [...caption, 'format=rgb24'].join(',')
  await runFfmpeg(
    workshop.binaries,
    ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-i', 'pipe:0', '-vf', filters, '-frames:v', '1', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact',
      ...(encoders[request.format] ?? encoders['png'] ?? []), `file:${path}`],
    frames(),
    workshop.signal,
  )
}
