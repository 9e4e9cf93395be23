import { AppError } from '../../src-shared/errors'
import type { Media, Probe } from '../media'
import { readWebpAnimation } from './webp'
import type { PlannedResult } from './plan'
import { frameTimes } from './source'

/** Longest packet of sound among the formats cut here, seconds (AAC and Opus at low rates), with room for what a muxer rounds. */
const soundPacketSeconds = 0.13

const wrong = (what: string) => new AppError('ffmpeg-failed', `The result is not what it should be: ${what}`)

/**
 * Judges a result against its plan: an exit status of 0 is not success.
 *
 * @throws AppError `ffmpeg-failed` saying what is wrong.
 */
export async function checkResult(media: Media, path: string, planned: PlannedResult, signal?: AbortSignal): Promise<void> {
  const { target, sections, durationSeconds } = planned
  if (target.container === 'webp') return checkWebp(path, planned)
  const probe = await media.probe(path, signal)
  if (probe.container !== target.container) throw wrong(`${probe.container} instead of ${target.container}`)
  if ((probe.video === null) !== (target.video.length === 0)) throw wrong('picture is missing')
  if (target.audio.length > 0 && !probe.hasAudio && sections.some(reachesSound)) throw wrong('sound is missing')
  if (probe.video === null) {
    if (Math.abs((probe.durationSeconds ?? 0) - durationSeconds) > soundPacketSeconds) throw wrong(`${probe.durationSeconds} s long`)
    return
  }
  checkSound(probe, planned)
  await Promise.all([checkPicture(media, path, probe, planned, signal), checkJoins(media, path, probe, planned, signal)])
}

/** Sound that breaks off, where the container tells how long it is: as long as the result, unless the source's own ends before. */
function checkSound(probe: Probe, { sections, durationSeconds, edits, target }: PlannedResult): void {
  const seconds = probe.audio?.durationSeconds ?? null
  if (seconds === null || target.audio.length === 0) return
  const own = sections.reduce((sum, section) => {
    const ends = section.source.probe.audio?.durationSeconds ?? section.source.durationSeconds
    return sum + Math.max(0, Math.min(section.durationSeconds, ends - section.inSeconds))
  }, 0) / edits.speed
  if (seconds < Math.min(own, durationSeconds) - soundPacketSeconds) throw wrong(`its sound lasts ${seconds.toFixed(3)} s`)
}

/** Whether there is sound where a section lies: a track may end before. */
function reachesSound({ source, inSeconds }: PlannedResult['sections'][number]): boolean {
  return source.probe.hasAudio && (source.probe.audio?.durationSeconds ?? source.durationSeconds) > inSeconds + soundPacketSeconds
}

async function checkPicture(media: Media, path: string, probe: Probe, planned: PlannedResult, signal?: AbortSignal): Promise<void> {
  const { sections, frames: wanted, edits, target, method } = planned
  const turned = method.kind === 'encoded' ? 0 : sections[0]!.source.probe.video!.rotationDegrees
  if ((probe.video!.rotationDegrees - turned) % 360 !== 0) throw wrong(`it is turned by ${probe.video!.rotationDegrees} degrees`)
  const frames = frameTimes(await media.packets(path, probe, signal), 0)
  if (frames.length === 0) throw wrong('it has no frames')
  const span = frames.at(-1)! - frames[0]!
  if (wanted === null) {
    const lastsSeconds = 1 / (target.mostFramesPerSecond ?? 10) + 0.1
    if (Math.abs(span - planned.durationSeconds) > lastsSeconds + 0.15) throw wrong(`its frames span ${span.toFixed(3)} s`)
    return
  }
  if (frames.length !== wanted) throw wrong(`${frames.length} frames instead of ${wanted}`)
  const last = sections.at(-1)!
  const ownSpan = sections.slice(0, -1).reduce((sum, section) => sum + section.durationSeconds, 0)
  const kept = last.source.frameSeconds.slice(last.endIndex - lastFrames(planned), last.endIndex)
  const expected = (ownSpan + kept.at(-1)! - kept[0]!) / edits.speed
  // GIF counts in hundredths of a second; each join of encoded parts rounds by part of a frame.
  const frameSeconds = target.container === 'gif' ? 0.03 : Math.min(0.002 + 1 / (probe.frameRate ?? 30), 0.05) * Math.max(1, (sections.length - 1) / 4)
  if (Math.abs(span - expected) > frameSeconds) throw wrong(`its frames span ${(span - expected).toFixed(3)} s too much`)
}

/** How many frames of the last section are shown: a copy shows those from the in point on, or from its keyframe on. */
function lastFrames({ plan }: PlannedResult): number {
  return plan.parts.at(-1)!.frames ?? 0
}

/** Decodes around each place where pieces meet; nothing may be complained of. */
async function checkJoins(media: Media, path: string, probe: Probe, planned: PlannedResult, signal?: AbortSignal): Promise<void> {
  if (planned.method.kind !== 'assembled') return
  let at = 0
  const joins = planned.method.pieces.slice(0, -1).map((piece) => (at += piece.durationSeconds))
  for (let index = 0; index < joins.length; index += 2) {
    const complaints = await Promise.all(
      joins.slice(index, index + 2).map((seconds) => media.decodeComplaint(path, probe, { fromSeconds: Math.max(0, seconds - 0.3), seconds: 0.6 }, signal)),
    )
    const complaint = complaints.find(Boolean)
    if (complaint !== undefined) throw wrong(`a join does not decode: ${complaint}`)
  }
}

async function checkWebp(path: string, planned: PlannedResult): Promise<void> {
  const found = await readWebpAnimation(path)
  if (found === null || found.frames === 0) throw wrong('it is no animation')
  if (found.width !== planned.size.width || found.height !== planned.size.height) throw wrong(`${found.width} x ${found.height} pixels`)
  if (Math.abs(found.durationSeconds - planned.durationSeconds) > 0.25) throw wrong(`${found.durationSeconds} s long`)
}
