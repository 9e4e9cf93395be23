import { rm } from 'node:fs/promises'
import { AppError } from '../../src-shared/errors'
import { filmstripFrames } from '../../src-shared/media'
import { filmstripArguments, type PictureSize } from './arguments'
import type { PreviewSource } from './previewCache'
import { runBinary } from './spawned'
import type { PreviewTools } from './thumbnails'

/** Height of a filmstrip in pixels: 64 on screen, twice that on a dense one. */
const stripHeight = 128
/** From this length on, keyframes alone are decoded; a shorter clip has too few of them. */
const keyframesOnlyFromSeconds = 60

/** @throws AppError `unsupported-media` when there is no picture or it cannot be decoded. */
export async function makeFilmstrip(source: PreviewSource, tools: PreviewTools): Promise<void> {
  if (source.kind === 'audio' || !source.width || !source.height || !source.durationSeconds) {
    throw new AppError('unsupported-media', 'Only moving pictures have a filmstrip')
  }
  const { ffmpeg } = await tools.binaries()
  const path = await tools.cache.temporary()
  const strip = {
    frames: filmstripFrames,
    frame: stripFrame({ width: source.width, height: source.height }),
    durationSeconds: source.durationSeconds,
    keyframesOnly: source.durationSeconds >= keyframesOnlyFromSeconds,
    path,
  }
  try {
    await runBinary(ffmpeg, filmstripArguments(source, strip), { timeoutMs: 120_000, outputBytes: 64 * 1024, folder: tools.folder, signal: tools.signal })
    if (!(await tools.cache.has(path))) throw new AppError('unsupported-media', 'No frame can be decoded')
    await tools.cache.keep(path, tools.cache.path(source, 'filmstrip'))
  } finally {
    await rm(path, { force: true })
  }
}

/** One frame's place: its own aspect, within what a strip of all frames can be wide. */
function stripFrame(size: PictureSize): PictureSize {
  const width = Math.round((stripHeight * size.width) / size.height / 2) * 2
  return { width: Math.min(320, Math.max(32, width)), height: stripHeight }
}
