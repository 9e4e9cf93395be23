import { runFfmpeg } from './ffmpeg'
import { smoothstep } from './random'
import type { MediaRequest } from './request'
import type { Shader } from './scene'
import type { Workshop } from './workshop'

/** The filter that fills a frame with a picture of another shape. */
export function coverFilter(width: number, height: number): string {
  return `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=lanczos,crop=${width}:${height},setsar=1`
}

/** Arguments that open a reference and nothing but a local file. */
export function localInput(path: string): string[] {
  return ['-protocol_whitelist', 'file', '-i', `file:${path}`]
}

/** Decodes the first picture of a reference to RGB bytes of the size asked for. */
async function decode(sha256: string, width: number, height: number, workshop: Workshop): Promise<Buffer> {
  const args = [...localInput(workshop.referencePath(sha256)), '-an', '-frames:v', '1', '-vf', `${coverFilter(width, height)},format=rgb24`, '-f', 'rawvideo', 'pipe:1']
  return runFfmpeg(workshop.binaries, args, null, workshop.signal)
}

/** A painting over the reference images: they are the ground, side by side where there are several, lit by the request's own colours. */
export async function pictureOf(request: MediaRequest, art: Shader, workshop: Workshop): Promise<Shader> {
  const { width, height, references } = request
  const pictures: Buffer[] = []
  for (const sha256 of references.images) pictures.push(await decode(sha256, width, height, workshop))
  const aspect = width / height
  const slice = aspect / pictures.length
  const paint = new Float32Array(3)
  return (x, y, t, out) => {
    const column = Math.min(width - 1, Math.floor((x / aspect) * width))
    const at = (Math.min(height - 1, Math.floor(y * height)) * width + column) * 3
    art(x, y, t, paint)
    const index = Math.min(pictures.length - 1, Math.floor(x / slice))
    const here = pictures[index] as Buffer
    const next = pictures[Math.min(pictures.length - 1, index + 1)] as Buffer
    const blend = smoothstep(0.86, 1, x / slice - index)
    for (let c = 0; c < 3; c++) {
      const base = ((here[at + c] as number) * (1 - blend) + (next[at + c] as number) * blend) / 255
      const light = paint[c] as number
      // Soft light: the picture keeps its drawing and takes on the mood of the words.
      const lit = light < 0.5 ? base - (1 - 2 * light) * base * (1 - base) : base + (2 * light - 1) * (Math.sqrt(base) - base)
      out[c] = base + (lit - base) * 0.75
    }
  }
}
