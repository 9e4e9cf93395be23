import type { Cut, TrimPlan } from '../../src-shared/trim'
import type { Capabilities, Packet } from '../media'
import { targetOf, type Target } from './formats'
import type { CutSource } from './source'

/** A cut as it will be made: what the page is told, and the numbers the command is built of. Times are the player's unless said. */
export interface PlannedCut {
  plan: TrimPlan
  target: Target
  /** Of the frames kept, in `frameSeconds`; `endIndex` is the first one left out. Both 0 for sound. */
  firstIndex: number
  endIndex: number
  /** For `-ss`: counted from the file's first timestamp, as ffmpeg does. */
  seekSeconds: number
  /** After `seekSeconds`: where copying a picture ends, by the time of decoding, and the sound or an encoded picture. */
  pictureSeconds: number
  soundSeconds: number
}

export interface CutWish {
  cut: Cut
  inSeconds: number
  outSeconds: number
}

/** Two times nearer to each other than this are one. */
const sameSeconds = 1e-4
const shortestSoundSeconds = 0.02
/** What ffmpeg steps back when it looks for a keyframe among frames that are decoded in another order than shown. */
const seekBackSeconds = 3 / 23
const seekPadSeconds = 0.14
/** Rough speed until a cut was measured: pixels encoded in a second. */
const firstPixelsPerSecond = 40e6

type Known = Pick<Capabilities, 'encoders' | 'hasFpsMode'>

/** Snaps a wish to frames and says what will come of it, before anything is made. */
export function planCut(source: CutSource, wish: CutWish, known: Known, pixelsPerSecond = firstPixelsPerSecond): PlannedCut {
  const planned = source.probe.video === null ? planSound(source, wish) : planPicture(source, wish, known)
  const { plan, target } = planned
  if (plan.refusal === null && wish.cut === 'copy') plan.refusal = copyRefusal(source)
  if (plan.refusal === null && target.encoders.some((encoder) => !known.encoders.has(encoder))) plan.refusal = 'no-encoder'
  return { ...planned, plan: { ...plan, ...expectation(source, planned, pixelsPerSecond) } }
}

function copyRefusal(source: CutSource): TrimPlan['refusal'] {
  if (source.probe.container === 'gif') return 'gif-copy'
  return source.probe.container === 'flac' ? 'flac-copy' : null
}

function planSound(source: CutSource, wish: CutWish): PlannedCut {
  const inSeconds = Math.min(wish.inSeconds, source.durationSeconds)
  const outSeconds = Math.min(wish.outSeconds, source.durationSeconds)
  const durationSeconds = Math.max(0, outSeconds - inSeconds)
  return {
    plan: {
      ...emptyPlan(wish.cut), inSeconds, outSeconds, durationSeconds, startsAtSeconds: inSeconds, frames: null,
      refusal: durationSeconds < shortestSoundSeconds ? 'too-short' : null,
    },
    target: targetOf(wish.cut, source.probe),
    firstIndex: 0,
    endIndex: 0,
    seekSeconds: seekTime(source, inSeconds),
    pictureSeconds: 0,
    soundSeconds: durationSeconds,
  }
}

function planPicture(source: CutSource, wish: CutWish, known: Known): PlannedCut {
  const frames = source.frameSeconds
  const firstIndex = firstAtOrAfter(frames, wish.inSeconds)
  const endIndex = firstAtOrAfter(frames, wish.outSeconds)
  const target = targetOf(wish.cut, source.probe)
  const timeOf = (index: number) => frames[index] ?? source.durationSeconds
  const inSeconds = timeOf(firstIndex)
  const outSeconds = Math.max(inSeconds, timeOf(endIndex))
  const plan = {
    ...emptyPlan(wish.cut), inSeconds, outSeconds, durationSeconds: outSeconds - inSeconds, startsAtSeconds: inSeconds,
    frames: Math.max(0, endIndex - firstIndex),
  }
  const exact: PlannedCut = {
    plan, target, firstIndex, endIndex, seekSeconds: seekTime(source, inSeconds),
    pictureSeconds: plan.durationSeconds, soundSeconds: plan.durationSeconds,
  }
  if (plan.frames === 0) return { ...exact, plan: { ...plan, refusal: 'too-short' } }
  return wish.cut === 'copy' ? planCopy(source, exact, known) : exact
}

/**
 * A copy begins at a keyframe and ends where no frame left out is needed by one kept, so it may hold a few frames more than wished,
 * never fewer and never with a gap.
 */
function planCopy(source: CutSource, wished: PlannedCut, known: Known): PlannedCut {
  const { packets, zeroSeconds, frameSeconds } = source
  const { inSeconds } = wished.plan
  const hides = hidesBefore(source, wished.target)
  const reorders = packets.some((packet, index) => index > 0 && packet.ptsSeconds < packets[index - 1]!.ptsSeconds)
  // Older builds step back in MP4 as well, and so begin at the keyframe before when one lies close.
  const stepsBack = hides && reorders && !known.hasFpsMode ? seekBackSeconds : 0
  const first = keyframeBefore(packets, inSeconds + zeroSeconds - stepsBack)
  const last = lastCopied(packets, first, packets.findLastIndex((packet) => isBefore(packet, frameSeconds[wished.endIndex], zeroSeconds)))
  const key = packets[first]!
  const kept = packets.slice(first, last + 1)
  const startsAtSeconds = key.ptsSeconds - zeroSeconds
  const outSeconds = packets
    .slice(last + 1)
    .reduce((earliest, packet) => Math.min(earliest, packet.ptsSeconds - zeroSeconds), source.durationSeconds)
  const endIndex = firstAtOrAfter(frameSeconds, outSeconds)
  const shownFrom = hides ? inSeconds : startsAtSeconds
  const frames = kept.filter((packet) => packet.ptsSeconds - zeroSeconds > shownFrom - sameSeconds).length
  const nextKey = packets.slice(first + 1).find((packet) => packet.isKey)
  const pad = reorders ? seekPadSeconds : Math.min(seekPadSeconds, ((nextKey?.ptsSeconds ?? Infinity) - key.ptsSeconds) / 2)
  // In MP4 what lies between would be hidden by an edit list, where players heed it.
  const seekTo = isMovie(wished.target) ? startsAtSeconds : startsAtSeconds + pad
  const seekSeconds = hides ? wished.seekSeconds : seekTime(source, seekTo)
  // Copying ends by the time of decoding: half-way between the last packet kept and the next.
  const next = packets[last + 1]
  const endOfDecoding = next ? (packets[last]!.dtsSeconds + next.dtsSeconds) / 2 : key.ptsSeconds + source.durationSeconds + 10
  return {
    ...wished,
    endIndex,
    plan: {
      ...wished.plan, startsAtSeconds, outSeconds, frames, hidden: hides,
      durationSeconds: outSeconds - shownFrom,
      hiddenSeconds: hides ? Math.max(0, inSeconds - startsAtSeconds) : 0,
    },
    seekSeconds,
    pictureSeconds: endOfDecoding - source.probe.startSeconds - seekSeconds,
    soundSeconds: outSeconds - (seekSeconds + source.probe.startSeconds - zeroSeconds),
  }
}

/** Players skip what an edit list leaves out; of AV1 the frames before are still shown. */
function hidesBefore(source: CutSource, target: Target): boolean {
  return isMovie(target) && ['h264', 'hevc', 'mpeg4'].includes(source.probe.videoCodec ?? '')
}

function isMovie(target: Target): boolean {
  return target.container === 'mp4' || target.container === 'mov'
}

function keyframeBefore(packets: readonly Packet[], ptsSeconds: number): number {
  const index = packets.findLastIndex((packet) => packet.isKey && packet.ptsSeconds <= ptsSeconds + sameSeconds)
  return index >= 0 ? index : Math.max(0, packets.findIndex((packet) => packet.isKey))
}

function isBefore(packet: Packet, endSeconds: number | undefined, zeroSeconds: number): boolean {
  return endSeconds === undefined || packet.ptsSeconds - zeroSeconds < endSeconds - sameSeconds
}

/** The first packet from `wanted` on after which every frame shown earlier than any later one has been copied. */
function lastCopied(packets: readonly Packet[], first: number, wanted: number): number {
  const earliestAfter = new Float64Array(packets.length + 1).fill(Infinity)
  for (let index = packets.length - 1; index >= 0; index--) {
    earliestAfter[index] = Math.min(earliestAfter[index + 1]!, packets[index]!.ptsSeconds)
  }
  let latest = -Infinity
  for (let index = first; index < packets.length; index++) {
    latest = Math.max(latest, packets[index]!.ptsSeconds)
    if (index >= wanted && latest < earliestAfter[index + 1]!) return index
  }
  return packets.length - 1
}

/** `frames.length` when there is none. */
function firstAtOrAfter(frames: readonly number[], seconds: number): number {
  let [low, high] = [0, frames.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (frames[middle]! < seconds - sameSeconds) low = middle + 1
    else high = middle
  }
  return low
}

/** ffmpeg adds the file's first timestamp to `-ss`. Never after the frame it shall begin with. */
function seekTime(source: CutSource, seconds: number): number {
  return Math.max(0, Math.floor((seconds + source.zeroSeconds - source.probe.startSeconds) * 1e6) / 1e6)
}

function emptyPlan(cut: Cut): TrimPlan {
  return {
    cut, refusal: null, inSeconds: 0, outSeconds: 0, durationSeconds: 0, frames: null, startsAtSeconds: 0, hidden: false, hiddenSeconds: 0,
    expectedBytes: null, expectedSeconds: null,
  }
}

function expectation(source: CutSource, planned: PlannedCut, pixelsPerSecond: number): Pick<TrimPlan, 'expectedBytes' | 'expectedSeconds'> {
  const { plan } = planned
  const { probe } = source
  if (probe.sizeBytes === null) return { expectedBytes: null, expectedSeconds: null }
  const copied = plan.outSeconds - Math.min(plan.startsAtSeconds, plan.inSeconds)
  const bytes = Math.round((probe.sizeBytes * copied) / source.durationSeconds)
  const overhead = 0.3
  if (plan.cut === 'copy') return { expectedBytes: bytes, expectedSeconds: overhead + bytes / 100e6 }
  const pixels = (plan.frames ?? 0) * (probe.width ?? 0) * (probe.height ?? 0)
  return { expectedBytes: bytes, expectedSeconds: overhead + pixels / pixelsPerSecond + plan.durationSeconds / 200 }
}
