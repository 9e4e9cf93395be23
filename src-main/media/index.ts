import { join } from 'node:path'
import { toAppError } from '../../src-shared/errors'
import type { Surroundings } from '../../src-shared/settings'
import type { Log } from '../log'
import { binaryFinder, checkFfmpeg, type Binaries } from './binaries'
import { runFfmpeg, type FileCommand } from './ffmpeg'
import { makeFilmstrip } from './filmstrip'
import { readPackets, type Packet } from './packets'
import { previewCache, type PreviewName, type PreviewSource } from './previewCache'
import { probeFile, type Probe } from './probe'
import { makeThumbnails, type ThumbnailSize } from './thumbnails'
import { waveformOf } from './waveform'
import { backgroundWorkers, workers } from './workers'

export { ffmpegPreamble, inputArguments, secondsArgument, type InputFile } from './arguments'
export type { Binaries } from './binaries'
export type { Capabilities } from './capabilities'
export type { FileCommand } from './ffmpeg'
export type { Packet } from './packets'
export type { PreviewSource } from './previewCache'
export type { Probe } from './probe'
export { isCutOff } from './ending'
export { containerFacts, sniff, sniffBytes, type Container, type Sniffed } from './sniff'
export type { ThumbnailSize } from './thumbnails'
export { workers } from './workers'

/** The one gate to ffmpeg and ffprobe. */
export interface Media {
  /** The binaries in use, for showing; null when there are none that work. */
  describe(): Promise<Surroundings['ffmpeg']>
  /** @throws AppError `ffmpeg-missing`. */
  binaries(): Promise<Binaries>
  /** Whether a file is an ffmpeg that runs. @throws AppError `ffmpeg-missing`. */
  check(path: string): Promise<void>
  /** @throws AppError `file-missing`, `not-media`, `unsupported-media`, `ffmpeg-missing`, `timed-out`, `canceled`. */
  probe(path: string, signal?: AbortSignal): Promise<Probe>
  /** The packets of the picture in the order of the file; none without a picture. */
  packets(path: string, probe: Probe, signal?: AbortSignal): Promise<Packet[]>
  /**
   * Writes one file. The process has ended when this settles; what it wrote is the caller's to check or to remove.
   * @throws AppError `ffmpeg-missing`, `ffmpeg-failed`, `disk-full`, `timed-out`, `canceled`.
   */
  run(command: FileCommand, options?: { signal?: AbortSignal; onFraction?: (fraction: number) => void }): Promise<void>
  /**
   * The path of a still picture (JPEG, or WebP where it is transparent), made when it is not there yet.
   * @throws AppError what keeps it from being made; remembered unless it may pass.
   */
  thumbnail(source: PreviewSource, size: ThumbnailSize, foreground: boolean): Promise<string>
  filmstrip(source: PreviewSource): Promise<string>
  /** Peaks of the sound, 0 to 1, evenly over the duration; none without sound. */
  waveform(source: PreviewSource): Promise<number[]>
  /** Removes an item's previews. */
  forgetPreviews(id: string): Promise<void>
  /** Ends previews that are being made; nothing more is started. */
  stop(): Promise<void>
}

export interface MediaParts {
  /** The path in settings; asked for each time. */
  ffmpegPath: () => string | null
  /** Thumbnails, filmstrips and waveforms are kept here (`ProfilePaths.thumbnails`). */
  thumbnailsFolder: string
  log: Log
  /** Folders searched for the system's ffmpeg; PATH unless given. */
  searchPath?: readonly string[]
}

export function openMedia(parts: MediaParts): Media {
  const folder = join(parts.thumbnailsFolder, 'empty')
  const binaries = binaryFinder({ ...parts, workFolder: folder })
  const cache = previewCache(parts.thumbnailsFolder)
  const queue = workers(backgroundWorkers)
  const closing = new AbortController()
  const tools = { binaries, cache, folder, signal: closing.signal }

  const preview = async (source: PreviewSource, name: PreviewName, key: string, foreground: boolean, make: () => Promise<void>) => {
    const path = cache.path(source, name)
    if (await cache.has(path)) return path
    await cache.refuseFailed(path)
    await queue.run(key, foreground, async () => {
      // Somebody may have waited in line behind the one who made it.
      if (await cache.has(path)) return
      try {
        await make()
      } catch (thrown) {
        const error = toAppError(thrown)
        if (error.code === 'internal') parts.log.error('A preview failed', { error: thrown })
        await cache.rememberFailure(path, error)
        throw error
      }
    })
    return path
  }

  return {
    async describe() {
      const found = await binaries().catch(() => null)
      return found && { version: found.capabilities.version, place: found.place, path: found.ffmpeg }
    },
    binaries,
    check: (path) => checkFfmpeg(path, folder),
    probe: async (path, signal) => probeFile((await binaries()).ffprobe, path, folder, signal),
    async packets(path, probe, signal) {
      if (probe.video === null) return []
      return readPackets((await binaries()).ffprobe, { path, container: probe.container }, probe.video.index, folder, signal)
    },
    run: async (command, options = {}) => runFfmpeg(command, { ffmpeg: (await binaries()).ffmpeg, folder, ...options }),
    thumbnail: (source, size, foreground) =>
      preview(source, `${size}`, `still ${source.id} ${source.revision}`, foreground, () => makeThumbnails(source, tools)),
    filmstrip: (source) =>
      preview(source, 'filmstrip', `filmstrip ${source.id} ${source.revision}`, true, () => makeFilmstrip(source, tools)),
    waveform: (source) => queue.run(`peaks ${source.id} ${source.revision}`, true, () => waveformOf(source, tools)),
    forgetPreviews: (id) => cache.forget(id),
    async stop() {
      closing.abort()
      await queue.stop()
    },
  }
}

