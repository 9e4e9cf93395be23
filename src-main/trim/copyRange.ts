import type { Capabilities, Container, Packet } from '../media'
import { firstAtOrAfter, sameSeconds, seekTime, type Section } from './section'

/** What copying takes of a section: from a keyframe to where no frame left out is needed by one kept. Times are the player's unless said. */
export interface CopyRange {
  startsAtSeconds: number
  /** The true end, exclusive. */
  outSeconds: number
  frames: number
  /** Players skip what lies before the in point. */
  hidden: boolean
  hiddenSeconds: number
  durationSeconds: number
  endIndex: number
  /** For `-ss`: counted from the file's first timestamp. */
  seekSeconds: number
  /** After `seekSeconds`: where copying the picture ends, by the time of decoding, and the sound. */
  pictureSeconds: number
  soundSeconds: number
}

/** What ffmpeg steps back when it looks for a keyframe among frames that are decoded in another order than shown. */
const seekBackSeconds = 3 / 23
const seekPadSeconds = 0.14

/**
 * A copy begins at a keyframe and ends where no frame left out is needed by one kept, so it may hold a few frames more than wished,
 * never fewer and never with a gap.
 */
export function copyRangeOf(section: Section, container: Container, known: Pick<Capabilities, 'hasFpsMode'>): CopyRange {
  const { source, inSeconds } = section
  const { packets, zeroSeconds, frameSeconds } = source
  const hides = isMovie(container) && ['h264', 'hevc', 'mpeg4'].includes(source.probe.videoCodec ?? '')
  const reorders = isReordered(packets)
  // Older builds step back in MP4 as well, and so begin at the keyframe before when one lies close.
  const stepsBack = hides && reorders && !known.hasFpsMode ? seekBackSeconds : 0
  const first = keyframeBefore(packets, inSeconds + zeroSeconds - stepsBack)
  const end = frameSeconds[section.endIndex]
  const wanted = packets.findLastIndex((packet) => end === undefined || packet.ptsSeconds - zeroSeconds < end - sameSeconds)
  const last = lastCopied(packets, first, wanted)
  const key = packets[first]!
  const startsAtSeconds = key.ptsSeconds - zeroSeconds
  const outSeconds = packets
    .slice(last + 1)
    .reduce((earliest, packet) => Math.min(earliest, packet.ptsSeconds - zeroSeconds), source.pictureEndSeconds)
  const shownFrom = hides ? inSeconds : startsAtSeconds
  const kept = packets.slice(first, last + 1)
  const nextKey = packets.slice(first + 1).find((packet) => packet.isKey)
  // In MP4 what lies between would be hidden by an edit list, where players heed it.
  const seekTo = isMovie(container) ? startsAtSeconds : startsAtSeconds + seekPad(reorders, key, nextKey)
  const seekSeconds = seekTime(source, hides ? inSeconds : seekTo)
  // Copying ends by the time of decoding: half-way between the last packet kept and the next.
  const next = packets[last + 1]
  const endOfDecoding = next ? (packets[last]!.dtsSeconds + next.dtsSeconds) / 2 : key.ptsSeconds + source.durationSeconds + 10
  return {
    startsAtSeconds,
    outSeconds,
    frames: kept.filter((packet) => packet.ptsSeconds - zeroSeconds > shownFrom - sameSeconds).length,
    hidden: hides,
    hiddenSeconds: hides ? Math.max(0, inSeconds - startsAtSeconds) : 0,
    durationSeconds: outSeconds - shownFrom,
    endIndex: firstAtOrAfter(frameSeconds, outSeconds),
    seekSeconds,
    pictureSeconds: endOfDecoding - source.probe.startSeconds - seekSeconds,
    soundSeconds: outSeconds - (seekSeconds + source.probe.startSeconds - zeroSeconds),
  }
}

/** How far behind a keyframe `-ss` must aim so that stepping back ends at that keyframe. */
export function seekPad(reorders: boolean, key: Packet, nextKey: Packet | undefined): number {
  return reorders ? seekPadSeconds : Math.min(seekPadSeconds, ((nextKey?.ptsSeconds ?? Infinity) - key.ptsSeconds) / 2)
}

export function isReordered(packets: readonly Packet[]): boolean {
  return packets.some((packet, index) => index > 0 && packet.ptsSeconds < packets[index - 1]!.ptsSeconds)
}

export function isMovie(container: Container): boolean {
  return container === 'mp4' || container === 'mov'
}

function keyframeBefore(packets: readonly Packet[], ptsSeconds: number): number {
  const index = packets.findLastIndex((packet) => packet.isKey && packet.ptsSeconds <= ptsSeconds + sameSeconds)
  return index >= 0 ? index : Math.max(0, packets.findIndex((packet) => packet.isKey))
}

/** The first packet from `wanted` on after which every frame shown earlier than any later one has been copied. */
export function lastCopied(packets: readonly Packet[], first: number, wanted: number): number {
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
