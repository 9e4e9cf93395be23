import { AppError } from '../../src-shared/errors'
import type { Media } from '../media'
import type { PlannedCut } from './plan'
import { frameTimes, type CutSource } from './source'

/** Longest packet of sound among the formats cut here, seconds (AAC and Opus at low rates), with room for what a muxer rounds. */
const soundPacketSeconds = 0.13

/**
 * Judges a result against its plan: an exit status of 0 is not success.
 *
 * @throws AppError `ffmpeg-failed` saying what is wrong.
 */
export async function checkResult(media: Media, path: string, planned: PlannedCut, source: CutSource): Promise<void> {
  const { plan, target } = planned
  const probe = await media.probe(path)
  const wrong = (what: string) => new AppError('ffmpeg-failed', `The cut is not what it should be: ${what}`)
  if (probe.container !== target.container) throw wrong(`${probe.container} instead of ${target.container}`)
  if ((probe.video === null) !== (source.probe.video === null)) throw wrong('picture is missing')
  const soundSeconds = source.probe.audio?.durationSeconds ?? source.durationSeconds
  if (source.probe.hasAudio && !probe.hasAudio && soundSeconds > plan.inSeconds + soundPacketSeconds) throw wrong('sound is missing')
  if (probe.video === null) {
    if (Math.abs((probe.durationSeconds ?? 0) - plan.durationSeconds) > soundPacketSeconds) throw wrong(`${probe.durationSeconds} s long`)
    return
  }
  const frames = frameTimes(await media.packets(path, probe), 0)
  if (frames.length !== plan.frames) throw wrong(`${frames.length} frames instead of ${plan.frames}`)
  const kept = source.frameSeconds.slice(planned.endIndex - (plan.frames ?? 0), planned.endIndex)
  const difference = frames.at(-1)! - frames[0]! - (kept.at(-1)! - kept[0]!)
  // GIF counts in hundredths of a second.
  const frameSeconds = target.container === 'gif' ? 0.03 : Math.min(0.002 + 1 / (probe.frameRate ?? 30), 0.05)
  if (Math.abs(difference) > frameSeconds) throw wrong(`its frames span ${difference.toFixed(3)} s too much`)
}
