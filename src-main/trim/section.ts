import type { CutSource } from './source'

/** A part of a source, snapped to its frames. Times are the player's. */
export interface Section {
  itemId: string
  source: CutSource
  inSeconds: number
  /** Exclusive. */
  outSeconds: number
  durationSeconds: number
  /** Null for sound. */
  frames: number | null
  /** Of the frames kept, in `frameSeconds`; `endIndex` is the first one left out. Both 0 for sound. */
  firstIndex: number
  endIndex: number
  /** How much later everything lies than in the item itself: by remuxing. */
  shiftSeconds: number
}

/** Two times nearer to each other than this are one. */
export const sameSeconds = 1e-4

/** @param wish in the item's own times. */
export function sectionOf(itemId: string, source: CutSource, wish: { inSeconds: number | null; outSeconds: number | null }, shiftSeconds = 0): Section {
  const from = wish.inSeconds === null ? 0 : Math.max(0, wish.inSeconds + shiftSeconds)
  const to = wish.outSeconds === null ? Infinity : wish.outSeconds + shiftSeconds
  if (source.probe.video === null) {
    const inSeconds = Math.min(from, source.durationSeconds)
    const outSeconds = Math.max(inSeconds, Math.min(to, source.durationSeconds))
    return { itemId, source, inSeconds, outSeconds, durationSeconds: outSeconds - inSeconds, frames: null, firstIndex: 0, endIndex: 0, shiftSeconds }
  }
  const firstIndex = firstAtOrAfter(source.frameSeconds, from)
  const endIndex = Math.max(firstIndex, firstAtOrAfter(source.frameSeconds, to))
  const inSeconds = timeOfFrame(source, firstIndex)
  const outSeconds = Math.max(inSeconds, timeOfFrame(source, endIndex))
  return { itemId, source, inSeconds, outSeconds, durationSeconds: outSeconds - inSeconds, frames: endIndex - firstIndex, firstIndex, endIndex, shiftSeconds }
}

/** Where the picture ends, for the index after the last frame. */
export function timeOfFrame(source: CutSource, index: number): number {
  return source.frameSeconds[index] ?? source.pictureEndSeconds
}

/** `frames.length` when there is none. */
export function firstAtOrAfter(frames: readonly number[], seconds: number): number {
  let [low, high] = [0, frames.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (frames[middle]! < seconds - sameSeconds) low = middle + 1
    else high = middle
  }
  return low
}

/** A player's time as ffmpeg's `-ss` counts: from the file's first timestamp, never after the frame it shall begin with. */
export function seekTime(source: CutSource, seconds: number): number {
  return Math.max(0, Math.floor((seconds + source.zeroSeconds - source.probe.startSeconds) * 1e6) / 1e6)
}
