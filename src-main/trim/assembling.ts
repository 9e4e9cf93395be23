import { ffmpegPreamble, inputArguments, listArguments, ownInputArguments, secondsArgument, type FileCommand } from '../media'
import { commonOptions, inputOf, movieFlags, passthrough, type Writing } from './commands'
import { isMovie, isReordered } from './copyRange'
import { matchingEncoder, type Piece } from './pieces'
import type { PlannedResult } from './plan'
import { seekTime } from './section'
import type { CutSource } from './source'

// A transport stream holds the parameters of its frames before each keyframe, so that frames of two encoders can follow one another.
const stream = ['-muxdelay', '0', '-muxpreload', '0', '-f', 'mpegts']

/** The run that writes one piece as a transport stream. */
export function pieceCommand(piece: Piece, writing: Writing, outputPath: string): FileCommand {
  const { source, frames } = piece
  const { video, videoCodec } = source.probe
  const seek = ['-ss', secondsArgument(piece.seekSeconds)]
  const map = ['-map', `0:${video!.index}`, '-an', '-sn', '-dn', '-frames:v', String(frames)]
  const opened = (before: string[]) => [[...ffmpegPreamble(), ...inputArguments(inputOf(source), before)]]
  const common = { outputPath, durationSeconds: piece.durationSeconds }
  if (piece.how === 'copy') {
    const filter = `${videoCodec}_mp4toannexb,dump_extra=freq=keyframe`
    return { ...common, inputs: opened(seek), options: [...map, '-c', 'copy', '-bsf:v', filter, '-avoid_negative_ts', 'make_zero', ...stream] }
  }
  return {
    ...common,
    // Turned by the result as a whole, like what is copied.
    inputs: opened(['-noautorotate', ...seek]),
    options: [...map, ...passthrough(writing), '-enc_time_base:v', '-1', ...likeSource(source), ...stream],
  }
}

/** Encoder options that give frames like those of the source: same codec, format and colours, and never decoded earlier than they may be. */
function likeSource(source: CutSource): string[] {
  const { video, videoCodec } = source.probe
  const { range, space, transfer, primaries } = video!.color
  const colours = [
    ...(range === null ? [] : ['-color_range', range]), ...(space === null ? [] : ['-colorspace', space]),
    ...(transfer === null ? [] : ['-color_trc', transfer]), ...(primaries === null ? [] : ['-color_primaries', primaries]),
  ]
  const format = ['-pix_fmt', video!.pixelFormat ?? 'yuv420p', ...colours]
  // Frames decoded ahead: as many as the source has, or times of decoding would run backwards where pieces meet.
  const ahead = framesAhead(source)
  const pyramid = ahead >= 2 ? 'normal' : 'none'
  const between = ahead === 0 ? 0 : 3
  const encoder = matchingEncoder(videoCodec)!
  if (encoder === 'libx265') {
    const tuning = `log-level=error:bframes=${between}:b-pyramid=${ahead >= 2 ? 1 : 0}:open-gop=0:repeat-headers=1`
    return ['-c:v', encoder, '-preset', 'veryfast', '-crf', '16', '-x265-params', tuning, ...format]
  }
  const profile = /baseline/i.test(video!.profile ?? '') ? ['-profile:v', 'baseline'] : []
  return ['-c:v', encoder, '-preset', 'veryfast', '-crf', '16', '-bf', String(between), '-x264-params', `b-pyramid=${pyramid}`, ...profile, ...format]
}

/** Frames that at most are decoded before another one and shown after it. */
function framesAhead({ packets }: CutSource): number {
  if (!isReordered(packets)) return 0
  return packets.slice(0, 2_000).reduce((most, packet, index, all) => {
    const later = all.slice(Math.max(0, index - 16), index).filter((before) => before.ptsSeconds > packet.ptsSeconds)
    return Math.max(most, later.length)
  }, 0)
}

/** How much sound before the in point is kept, hidden by an edit list: its decoder needs a packet to begin with. */
const soundLeadSeconds = 0.05

/** The run that copies the sound of a section, from a packet just before its picture. */
export function copiedSoundCommand(planned: PlannedResult, outputPath: string): FileCommand & { leadSeconds: number } {
  const section = planned.sections[0]!
  const from = seekTime(section.source, section.inSeconds)
  const leadSeconds = isMovie(planned.target.container) ? Math.min(soundLeadSeconds, from) : 0
  const length = ['-t', secondsArgument(section.durationSeconds + leadSeconds)]
  return {
    leadSeconds,
    inputs: [[...ffmpegPreamble(), ...inputArguments(inputOf(section.source), ['-ss', secondsArgument(from - leadSeconds), ...length])]],
    options: ['-map', '0:a:0', '-vn', '-sn', '-dn', '-c:a', 'copy', '-copypriorss', '0', '-map_metadata', '-1', '-map_chapters', '-1', '-f', copiedSoundMuxer],
    outputPath,
    durationSeconds: section.durationSeconds,
  }
}

/** Copied sound is carried in what keeps its times to the sample; encoded sound in what knows how much its encoder put before it. */
export const copiedSoundMuxer = 'nut'
export const encodedSoundMuxer = 'mp4'

/** The list of pieces for the `concat` demuxer: each exactly as long as the source says, which is what keeps the joins on time. */
export function pieceList(paths: readonly string[], pieces: readonly Piece[]): string {
  const quoted = (path: string) => `'${`file:${path}`.replaceAll("'", String.raw`'\''`)}'`
  return paths.map((path, index) => `file ${quoted(path)}\nduration ${secondsArgument(pieces[index]!.durationSeconds)}\n`).join('')
}

export interface Assembly {
  listPath: string
  sound: { path: string; muxer: typeof copiedSoundMuxer | typeof encodedSoundMuxer; leadSeconds: number } | null
}

/** The run that joins what was made: nothing is encoded. */
export function joinCommand(planned: PlannedResult, assembly: Assembly, writing: Writing, outputPath: string): FileCommand {
  const { target, sections } = planned
  const { source } = sections[0]!
  const { rotationDegrees, ticksPerSecond } = source.probe.video!
  const turned = rotationDegrees !== 0
  const turn = turned && writing.known.hasDisplayRotation ? ['-display_rotation:v:0', String(rotationDegrees)] : []
  const sound = assembly.sound
  const soundInput = sound === null ? [] : [ownInputArguments(
    sound.path,
    sound.muxer === 'mp4' ? 'mov' : sound.muxer,
    sound.leadSeconds > 0 ? ['-itsoffset', `-${secondsArgument(sound.leadSeconds)}`] : [],
  )]
  const words = 1 + soundInput.length
  return {
    // Times as they are: else what begins late would be moved to the beginning.
    inputs: [[...ffmpegPreamble(), '-copyts', ...listArguments(assembly.listPath, turn)], ...soundInput, inputArguments(inputOf(source))],
    options: [
      '-map', '0:v:0', ...(sound === null ? [] : ['-map', '1:a:0']), '-c', 'copy',
      ...target.video.filter((_option, index) => target.video[index] === '-tag:v' || target.video[index - 1] === '-tag:v'),
      ...(turned && !writing.known.hasDisplayRotation ? ['-metadata:s:v:0', `rotate=${(rotationDegrees + 360) % 360}`] : []),
      ...commonOptions(writing, words), ...movieFlags(target),
      ...(isMovie(target.container) ? ['-video_track_timescale', String(timescale(ticksPerSecond, sections.length))] : []),
      '-f', target.muxer,
    ],
    outputPath,
    durationSeconds: planned.durationSeconds,
  }
}

/** The source's own, so that times stay what they are; that of the pieces where several sources meet. */
function timescale(ticksPerSecond: number | null, sections: number): number {
  return sections === 1 && ticksPerSecond !== null && ticksPerSecond >= 1_000 && ticksPerSecond <= 1_000_000 ? ticksPerSecond : 90_000
}

