import { join } from 'node:path'
import { toAppError } from '../../src-shared/errors'
import type { Surroundings } from '../../src-shared/settings'
import type { Waveform } from '../../src-shared/trim'
import type { Log } from '../log'
import { decodeArguments } from './arguments'
import { binaryFinder, checkFfmpeg, type Binaries } from './binaries'
import { runFfmpeg, type FileCommand } from './ffmpeg'
import { makeFilmstrip } from './filmstrip'
import { readClosedKeyframes, readPackets, type Packet } from './packets'
import { likenessOf, type Likeness } from './likeness'
import { previewCache, type PreviewName, type PreviewSource } from './previewCache'
import { probeFile, type Probe } from './probe'
import { streamBinary } from './spawned'
import { makePreviewVideo } from './previewVideo'
import { makeThumbnails, type ThumbnailSize } from './thumbnails'
import { waveformOf } from './waveform'
import { backgroundWorkers, workers } from './workers'

export { ffmpegPreamble, inputArguments, listArguments, ownInputArguments, secondsArgument, type InputFile, type PictureSize } from './arguments'
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
  /** Times of the keyframes at which the picture's stream can be cut and joined, seconds of the file; none for codecs not known so well. */
  closedKeyframes(path: string, probe: Probe, signal?: AbortSignal): Promise<number[]>
  /** Decodes a stretch of the picture; resolves to what was complained of, empty when all is well. */
  decodeComplaint(path: string, probe: Probe, stretch: { fromSeconds: number; seconds: number }, signal?: AbortSignal): Promise<string>
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
  /** The path of an H.264 video that stands in for one the window cannot show, made when it is not there yet. */
  previewVideo(source: PreviewSource): Promise<string>
  waveform(source: PreviewSource): Promise<Waveform>
  /** Calls back with what each picture that is drawn from now on looks like. */
  onDrawn(listener: (id: string, likeness: Likeness) => void): void
  /**
   * What is looked at now: previews of other items that were asked for and wait are refused as `canceled`; what is made in advance
   * goes on behind.
   */
  showing(ids: ReadonlySet<string>): void
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
  let tellDrawn: (id: string, likeness: Likeness) => void = () => {}
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
    async closedKeyframes(path, probe, signal) {
      if (probe.video === null || (probe.videoCodec !== 'h264' && probe.videoCodec !== 'hevc')) return []
      const { ffmpeg } = await binaries()
      return readClosedKeyframes(ffmpeg, { path, container: probe.container }, probe.video.index, probe.videoCodec, folder, signal)
    },
    async decodeComplaint(path, probe, { fromSeconds, seconds }, signal) {
      if (probe.video === null) return ''
      const args = decodeArguments({ path, container: probe.container }, probe.video.index, fromSeconds, seconds)
      return streamBinary((await binaries()).ffmpeg, args, { timeoutMs: 120_000, outputBytes: 64 * 1024, folder, signal }, () => {})
    },
    run: async (command, options = {}) => runFfmpeg(command, { ffmpeg: (await binaries()).ffmpeg, folder, ...options }),
    thumbnail: (source, size, foreground) =>
      preview(source, `${size}`, `still ${source.id} ${source.revision}`, foreground, async () => {
        const likeness = likenessOf(await makeThumbnails(source, tools))
        if (likeness !== null) tellDrawn(source.id, likeness)
      }),
    filmstrip: (source) =>
      preview(source, 'filmstrip', `filmstrip ${source.id} ${source.revision}`, true, () => makeFilmstrip(source, tools)),
    previewVideo: (source) => preview(source, 'preview', `preview ${source.id} ${source.revision}`, true, () => makePreviewVideo(source, tools)),
    waveform: (source) => queue.run(`peaks ${source.id} ${source.revision}`, true, () => waveformOf(source, tools)),
    onDrawn: (listener) => void (tellDrawn = listener),
    showing: (ids) => queue.keepWanted((key) => ids.has(key.split(' ')[1] ?? '')),
    forgetPreviews: (id) => cache.forget(id),
    async stop() {
      closing.abort()
      await queue.stop()
    },
  }
}

