import type { MediaKind } from '../../src-shared/media'
import type { Surroundings } from '../../src-shared/settings'
import type { Log } from '../log'
import type { Container } from './sniff'
import { AppError } from '../../src-shared/errors'

export { containerFacts, containers, sniff, sniffBytes, type Container, type Sniffed } from './sniff'

/** What a file is, as ffprobe sees it. Sizes are as shown: turned by the rotation, with square pixels. */
export interface Probe {
  kind: MediaKind
  container: Container
  durationSeconds: number | null
  width: number | null
  height: number | null
  frameRate: number | null
  videoCodec: string | null
  audioCodec: string | null
  hasAudio: boolean
}

/** The one gate to ffmpeg and ffprobe. */
export interface Media {
  /** The binaries in use, for showing; null when there are none that work. */
  describe(): Promise<Surroundings['ffmpeg']>
  /** @throws AppError `not-media`, `unsupported-media`, `file-missing`, `ffmpeg-missing`, `timed-out`, `canceled`. */
  probe(path: string, signal?: AbortSignal): Promise<Probe>
}

export interface MediaParts {
  /** The path in settings; asked for each time. */
  ffmpegPath: () => string | null
  /** Thumbnails, filmstrips and waveforms are kept here (`ProfilePaths.thumbnails`). */
  thumbnailsFolder: string
  log: Log
}

export function openMedia(_parts: MediaParts): Media {
  throw new AppError('not-possible-now', 'Not yet')
}
