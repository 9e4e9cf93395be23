import { open, rm } from 'node:fs/promises'
import { AppError } from '../../src-shared/errors'
import { fitted, soundPictureArguments, stillArguments, type PictureSize } from './arguments'
import type { Binaries } from './binaries'
import type { PreviewCache, PreviewSource } from './previewCache'
import type { Container } from './sniff'
import { runBinary } from './spawned'

export interface PreviewTools {
  binaries: () => Promise<Binaries>
  cache: PreviewCache
  /** An empty folder to run in. */
  folder: string
  /** Aborted when the app closes. */
  signal: AbortSignal
}

export const thumbnailSizes = [256, 1024] as const
export type ThumbnailSize = (typeof thumbnailSizes)[number]

const limits = { timeoutMs: 60_000, outputBytes: 1024 * 1024 }
/** Mean of 16 x 9 grey values under which a frame counts as black. */
const darkBelow = 20
const soundPicture: PictureSize = { width: 1024, height: 640 }

/**
 * Makes both sizes of an item's picture: the picture itself, a frame of a video that is not black, the waveform of a sound.
 *
 * @returns 16 x 9 grey values of what was drawn last; none of a sound.
 * @throws AppError `unsupported-media` when nothing can be drawn; what ffmpeg says else.
 */
export async function makeThumbnails(source: PreviewSource, tools: PreviewTools): Promise<Uint8Array> {
  const { ffmpeg, capabilities } = await tools.binaries()
  const [largePath, smallPath] = [await tools.cache.temporary(), await tools.cache.temporary()]
  let grey: Uint8Array = new Uint8Array()
  const run = (args: string[]) => runBinary(ffmpeg, args, { ...limits, folder: tools.folder, signal: tools.signal })
  try {
    if (source.kind === 'audio') {
      await run(soundPictureArguments(source, soundPicture, fitted(soundPicture, 256), largePath, smallPath))
    } else {
      if (!source.width || !source.height) throw new AppError('unsupported-media', 'The size of the picture is not known')
      const size = { width: source.width, height: source.height }
      const transparent = capabilities.encoders.has('libwebp') && (await hasAlpha(source.path, source.container))
      const still = { large: fitted(size, 1024), small: fitted(size, 256), largePath, smallPath, transparent }
      await drawStill(posterTimes(source), async (atSeconds) => {
        const drawn = await run(stillArguments(source, { ...still, atSeconds }))
        const brightness = mean(drawn)
        grey = drawn
        return (await tools.cache.has(largePath)) ? brightness : null
      })
    }
    await tools.cache.keep(largePath, tools.cache.path(source, '1024'))
    await tools.cache.keep(smallPath, tools.cache.path(source, '256'))
    return grey
  } finally {
    await Promise.all([largePath, smallPath].map((path) => rm(path, { force: true })))
  }
}

/** Where to look for a frame that shows something, best first. Null: a still picture, nothing to seek. */
function posterTimes(source: Pick<PreviewSource, 'kind' | 'durationSeconds'>): (number | null)[] {
  const duration = source.durationSeconds
  if (source.kind !== 'video' || duration === null || !(duration > 0)) return [null]
  return [Math.min(duration * 0.1, 5), duration * 0.35, duration * 0.6, 0]
}

/** Draws until a frame is not black; when all are, the brightest is drawn once more. */
async function drawStill(times: (number | null)[], draw: (atSeconds: number | null) => Promise<number | null>): Promise<void> {
  let best: { at: number | null; brightness: number } | null = null
  let lastDrawn: number | null | undefined
  for (const at of times) {
    const brightness = await draw(at)
    if (brightness === null) continue
    lastDrawn = at
    if (best === null || brightness > best.brightness) best = { at, brightness }
    if (brightness >= darkBelow) return
  }
  if (best === null) throw new AppError('unsupported-media', 'No frame can be decoded')
  if (best.at !== lastDrawn) await draw(best.at)
}

function mean(bytes: Buffer): number {
  return bytes.length === 0 ? 0 : bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length
}

/** Whether a picture's own header announces transparency. */
async function hasAlpha(path: string, container: Container): Promise<boolean> {
  if (container !== 'png' && container !== 'webp') return false
  const handle = await open(path, 'r')
  try {
    const head = Buffer.alloc(32)
    await handle.read(head, 0, 32, 0)
    if (container === 'png') return head[25] === 4 || head[25] === 6
    const form = head.toString('latin1', 12, 16)
    return form === 'VP8X' || form === 'VP8L' ? (head[form === 'VP8X' ? 20 : 24]! & 0x10) !== 0 : false
  } finally {
    await handle.close()
  }
}
