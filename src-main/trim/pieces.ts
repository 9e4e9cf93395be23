import type { TrimFallback } from '../../src-shared/trim'
import type { Capabilities, Packet } from '../media'
import { isMovie, isReordered, lastCopied, seekPad } from './copyRange'
import { firstAtOrAfter, sameSeconds, seekTime, timeOfFrame, type Section } from './section'
import type { CutSource } from './source'

/** A run of frames that is copied as it lies or encoded again; pieces one after the other are a result's picture. */
export interface Piece {
  how: 'copy' | 'encode'
  source: CutSource
  /** For `-ss`. */
  seekSeconds: number
  /** How many, counted as packets when copied. */
  frames: number
  /** Up to the next piece's first frame. */
  durationSeconds: number
  /** Of its first frame, player's time. */
  startsAtSeconds: number
}

export interface Fallback {
  fallback: TrimFallback
  detail: string | null
}

/** Pixel formats that the encoders of both kinds give back as they are. */
const pixelFormats = ['yuv420p', 'yuvj420p', 'yuv422p', 'yuv444p', 'yuv420p10le']
const encoders: Record<string, string> = { h264: 'libx264', hevc: 'libx265' }

/** Which encoder makes frames that can stand beside a codec's own; null when none does. */
export function matchingEncoder(codec: string | null): string | null {
  return encoders[codec ?? ''] ?? null
}

/** What cutting and joining within a stream needs of the ffmpeg in use; null when all is there. */
export function missingForPieces(codec: string, known: Pick<Capabilities, 'bitstreamFilters'>): string | null {
  return [`${codec}_mp4toannexb`, 'filter_units', 'dump_extra'].find((filter) => !known.bitstreamFilters.has(filter)) ?? null
}

/** Why a source's stream cannot be cut and joined inside; null when it can. */
function piecesProblem(source: CutSource, known: Pick<Capabilities, 'bitstreamFilters'>): Fallback | null {
  const { video, videoCodec, container } = source.probe
  if (video === null) return { fallback: 'sound-only', detail: null }
  if (videoCodec === null || matchingEncoder(videoCodec) === null) return { fallback: 'codec', detail: videoCodec }
  if (!isMovie(container) && container !== 'mkv' && container !== 'mpegts') return { fallback: 'container', detail: container }
  const missing = missingForPieces(videoCodec, known)
  if (missing !== null) return { fallback: 'ffmpeg', detail: missing }
  return null
}

/** Why frames like a source's cannot be encoded; null when they can. */
function encodingProblem(source: CutSource, known: Pick<Capabilities, 'encoders'>): Fallback | null {
  const { video, videoCodec, container } = source.probe
  const encoder = matchingEncoder(videoCodec)
  if (encoder === null || !known.encoders.has(encoder)) return { fallback: 'ffmpeg', detail: encoder }
  if (video?.isInterlaced) return { fallback: 'format', detail: 'interlaced' }
  if (!pixelFormats.includes(video?.pixelFormat ?? '')) return { fallback: 'format', detail: video?.pixelFormat ?? null }
  // Matroska turns a picture by other means.
  if (video?.rotationDegrees !== 0 && container === 'mkv') return { fallback: 'format', detail: 'rotation' }
  return null
}

/** The two-sided cut: the frames before the first closed keyframe and after the last one are encoded, what lies between is copied. */
export function smartPieces(section: Section, known: Pick<Capabilities, 'encoders' | 'bitstreamFilters' | 'hasFpsMode'>): Piece[] | Fallback {
  const { source, firstIndex, endIndex } = section
  const problem = piecesProblem(source, known)
  if (problem !== null) return problem
  const closed = closedIndexes(source)
  const copyFrom = closed.find((index) => index >= firstIndex)
  // The end of the file is as good an end as a keyframe.
  const copyTo = endIndex === source.frameSeconds.length ? endIndex : closed.findLast((index) => index <= endIndex)
  if (copyFrom === undefined || copyTo === undefined || copyTo <= copyFrom) {
    const hasOpen = source.packets.some((packet, index) => index > 0 && packet.isKey && packet.isShown) && closed.length < 2
    return encodingProblem(source, known) ?? { fallback: hasOpen ? 'open-gop' : 'no-whole-group', detail: null }
  }
  const encodes = copyFrom > firstIndex || copyTo < endIndex
  const unlike = encodes ? encodingProblem(source, known) : null
  if (unlike !== null) return unlike
  const encoded = (from: number, to: number) => (to > from ? [encodedFrames(source, from, to)] : [])
  return [...encoded(firstIndex, copyFrom), copiedPiece(source, copyFrom, copyTo, known), ...encoded(copyTo, endIndex)]
}

/** A whole section encoded like its source. */
export function encodedPiece({ source, firstIndex, endIndex }: Section): Piece {
  return encodedFrames(source, firstIndex, endIndex)
}

function encodedFrames(source: CutSource, from: number, to: number): Piece {
  const at = timeOfFrame(source, from)
  const before = source.frameSeconds[from - 1]
  const quarter = before === undefined ? 0 : (at - before) / 4
  return {
    how: 'encode', source, seekSeconds: seekTime(source, at - quarter), frames: to - from, durationSeconds: timeOfFrame(source, to) - at, startsAtSeconds: at,
  }
}

/** A part copied from the closed keyframe before it, to be joined with others: nothing can be hidden in the middle of a file. */
export function copiedPieces(section: Section, known: Pick<Capabilities, 'bitstreamFilters' | 'hasFpsMode'>): Piece[] | Fallback {
  const { source } = section
  const problem = piecesProblem(source, known)
  if (problem !== null) return problem
  const from = closedIndexes(source).findLast((index) => index <= section.firstIndex)
  if (from === undefined) return { fallback: 'open-gop', detail: null }
  const { packets, zeroSeconds, frameSeconds } = source
  const first = packets.findIndex((packet) => isAt(packet, source, from))
  const end = frameSeconds[section.endIndex]
  const wanted = packets.findLastIndex((packet) => end === undefined || packet.ptsSeconds - zeroSeconds < end - sameSeconds)
  const last = lastCopied(packets, first, wanted)
  const after = packets.slice(last + 1).reduce((earliest, packet) => Math.min(earliest, packet.ptsSeconds - zeroSeconds), Infinity)
  return [copiedPiece(source, from, firstAtOrAfter(frameSeconds, after), known)]
}

function copiedPiece(source: CutSource, from: number, to: number, known: Pick<Capabilities, 'hasFpsMode'>): Piece {
  const { packets, probe } = source
  const key = packets.find((packet) => isAt(packet, source, from))!
  const nextKey = packets.slice(packets.indexOf(key) + 1).find((packet) => packet.isKey)
  const reorders = isReordered(packets)
  const at = timeOfFrame(source, from)
  // Movies are sought in by the time of showing; anything else, and older builds in movies as well, step back first.
  const pad = isMovie(probe.container) && (known.hasFpsMode || !reorders) ? 0.0006 : seekPad(reorders, key, nextKey)
  return {
    how: 'copy', source, seekSeconds: seekTime(source, at + pad), frames: to - from,
    durationSeconds: timeOfFrame(source, to) - at, startsAtSeconds: at,
  }
}

/** Among the frames: keyframes before which no frame refers to one after, and after which none to one before. */
function closedIndexes(source: CutSource): number[] {
  const { packets, zeroSeconds, closedKeyframes } = source
  const told = closedKeyframes ?? []
  const latestBefore = new Float64Array(packets.length).fill(-Infinity)
  for (let index = 1; index < packets.length; index++) latestBefore[index] = Math.max(latestBefore[index - 1]!, packets[index - 1]!.ptsSeconds)
  let earliestAfter = Infinity
  const indexes: number[] = []
  for (let index = packets.length - 1; index >= 0; index--) {
    const packet = packets[index]!
    const isApart = packet.ptsSeconds > latestBefore[index]! && packet.ptsSeconds < earliestAfter
    if (packet.isKey && packet.isShown && isApart && told.some((seconds) => Math.abs(seconds - packet.ptsSeconds) < sameSeconds)) {
      indexes.push(firstAtOrAfter(source.frameSeconds, packet.ptsSeconds - zeroSeconds))
    }
    earliestAfter = Math.min(earliestAfter, packet.ptsSeconds)
  }
  return indexes.reverse()
}

function isAt(packet: Packet, source: CutSource, frame: number): boolean {
  return Math.abs(packet.ptsSeconds - source.zeroSeconds - source.frameSeconds[frame]!) < sameSeconds
}
