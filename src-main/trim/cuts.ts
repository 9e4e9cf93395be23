import { ffmpegPreamble, inputArguments, secondsArgument, type Capabilities, type FileCommand, type InputFile } from '../media'
import type { PlannedCut } from './plan'
import type { CutSource } from './source'

type Source = Pick<CutSource, 'path' | 'probe'>

/** What every result gets: the source's words about itself, nothing that is neither picture nor sound. */
const common = ['-map_metadata', '0', '-map_chapters', '-1', '-sn', '-dn']

/** The run that makes a planned cut. */
export function cutCommand(source: Source, planned: PlannedCut, known: Pick<Capabilities, 'hasFpsMode'>, outputPath: string): FileCommand {
  // Raw samples are the same bytes after "encoding" them again, and then the cut is exact to the sample.
  const copies = planned.plan.cut === 'copy' && source.probe.container !== 'wav'
  const command = copies ? copyCommand(source, planned) : exactCommand(source, planned, known)
  return { ...command, outputPath, durationSeconds: planned.plan.durationSeconds }
}

type Parts = Pick<FileCommand, 'inputs' | 'options'>

/**
 * The file is opened twice, because copying ends by the time of decoding: the picture's end and the sound's are not the same, and a
 * count of frames (`-frames:v`) would end both at once.
 */
function copyCommand(source: Source, planned: PlannedCut): Parts {
  const { target } = planned
  const seek = ['-ss', secondsArgument(planned.seekSeconds)]
  const opened = (seconds: number) => inputArguments(inputOf(source), [...seek, '-t', secondsArgument(seconds)])
  const [picture, sound] = [source.probe.video, source.probe.hasAudio]
  const inputs = [...(picture ? [opened(planned.pictureSeconds)] : []), ...(sound ? [opened(planned.soundSeconds)] : [])]
  return {
    inputs: [[...ffmpegPreamble(), ...inputs[0]!], ...inputs.slice(1)],
    options: [
      ...(picture ? ['-map', `0:${picture.index}`, ...target.video] : []),
      ...(sound ? ['-map', `${inputs.length - 1}:a:0`, ...target.audio] : []),
      // Sound alone needs nothing that lies before its in point; beside a picture it begins where the picture does.
      ...(picture ? [] : ['-copypriorss', '0']),
      ...common, ...movieFlags(planned), '-f', target.muxer,
    ],
  }
}

function exactCommand(source: Source, planned: PlannedCut, known: Pick<Capabilities, 'hasFpsMode'>): Parts {
  const { target, plan } = planned
  const input = [...ffmpegPreamble(), ...inputArguments(inputOf(source), ['-ss', secondsArgument(planned.seekSeconds)])]
  const length = ['-t', secondsArgument(plan.durationSeconds)]
  const tail = [...common, ...movieFlags(planned), '-f', target.muxer]
  const picture = source.probe.video
  if (picture === null) return { inputs: [input], options: ['-map', '0:a:0', ...length, ...target.audio, ...tail] }
  const filters = pictureFilters(source, plan.frames ?? 0)
  const timing = known.hasFpsMode ? ['-fps_mode', 'passthrough'] : ['-vsync', 'passthrough']
  if (target.container === 'gif') {
    const graph = `[0:${picture.index}]${filters.join(',')},split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=diff_mode=rectangle[v]`
    return { inputs: [input], options: ['-filter_complex', graph, '-map', '[v]', ...timing, ...target.video, ...tail] }
  }
  return {
    inputs: [input],
    options: [
      '-map', `0:${picture.index}`, ...(source.probe.hasAudio ? ['-map', '0:a:0'] : []), ...length,
      '-vf', filters.join(','), ...timing, '-enc_time_base', '-1', ...target.video, ...(source.probe.hasAudio ? target.audio : []), ...tail,
    ],
  }
}

/** The number of frames is counted, so that no rounding of times adds or takes one. */
function pictureFilters(source: Source, frames: number): string[] {
  const { width, height, container } = source.probe
  const isOdd = container !== 'gif' && ((width ?? 0) % 2 === 1 || (height ?? 0) % 2 === 1)
  return [`trim=end_frame=${frames}`, ...(isOdd ? ['crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0'] : [])]
}

function movieFlags(planned: PlannedCut): string[] {
  return ['mp4', 'mov', 'm4a'].includes(planned.target.container) ? ['-movflags', '+use_metadata_tags+faststart'] : []
}

/** A transport stream as a file that can be sought in; nothing is encoded. */
export function remuxCommand(source: Source, durationSeconds: number, container: 'mp4' | 'mkv', outputPath: string): FileCommand {
  const movie = container === 'mp4'
  return {
    inputs: [[...ffmpegPreamble(), ...inputArguments(inputOf(source))]],
    options: [
      ...(source.probe.video ? ['-map', `0:${source.probe.video.index}`] : []), ...(source.probe.hasAudio ? ['-map', '0:a:0'] : []),
      '-c', 'copy', ...(movie && source.probe.audioCodec === 'aac' ? ['-bsf:a', 'aac_adtstoasc'] : []), ...common,
      '-f', movie ? 'mp4' : 'matroska',
    ],
    outputPath,
    durationSeconds,
  }
}

function inputOf(source: Source): InputFile {
  return { path: source.path, container: source.probe.container }
}
