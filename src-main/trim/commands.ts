import { ffmpegPreamble, inputArguments, secondsArgument, type Capabilities, type FileCommand, type InputFile } from '../media'
import { isMovie } from './copyRange'
import type { Target } from './formats'
import type { PlannedResult } from './plan'
import type { CutSource } from './source'

/** How a result is written, whatever is in it. */
export interface Writing {
  known: Pick<Capabilities, 'hasFpsMode' | 'hasDisplayRotation'>
  /** Keeps what the source says about itself. */
  keepMetadata: boolean
}

/** Words about the file from input `from`, or none; nothing that is neither picture nor sound. */
export function commonOptions({ keepMetadata }: Writing, from: number): string[] {
  return [...(keepMetadata ? ['-map_metadata', String(from)] : ['-map_metadata', '-1', '-map_metadata:s', '-1']), '-map_chapters', '-1', '-sn', '-dn']
}

export function movieFlags(target: Pick<Target, 'container'>): string[] {
  return isMovie(target.container) || target.container === 'm4a' ? ['-movflags', '+use_metadata_tags+faststart'] : []
}

/** Every frame at its own time. */
export function passthrough({ known }: Writing): string[] {
  return known.hasFpsMode ? ['-fps_mode', 'passthrough'] : ['-vsync', 'passthrough']
}

export function inputOf(source: Pick<CutSource, 'path' | 'probe'>): InputFile {
  return { path: source.path, container: source.probe.container }
}

/**
 * The file is opened twice, because copying ends by the time of decoding: the picture's end and the sound's are not the same, and a
 * count of frames (`-frames:v`) would end both at once.
 */
export function copyCommand(planned: PlannedResult, writing: Writing, outputPath: string): FileCommand {
  const { target, method, sections } = planned
  if (method.kind !== 'copy') throw new Error(`Not a copy: ${method.kind}`)
  const { source } = sections[0]!
  const seek = ['-ss', secondsArgument(method.range.seekSeconds)]
  const opened = (seconds: number) => inputArguments(inputOf(source), [...seek, '-t', secondsArgument(seconds)])
  const picture = target.video.length > 0 ? source.probe.video : null
  const hasSound = target.audio.length > 0
  const inputs = [...(picture ? [opened(method.range.pictureSeconds)] : []), ...(hasSound ? [opened(method.range.soundSeconds)] : [])]
  return {
    inputs: [[...ffmpegPreamble(), ...inputs[0]!], ...inputs.slice(1)],
    options: [
      ...(picture ? ['-map', `0:${picture.index}`, ...target.video] : []),
      ...(hasSound ? ['-map', `${inputs.length - 1}:a:0`, ...target.audio] : []),
      // Sound alone needs nothing that lies before its in point; beside a picture it begins where the picture does.
      ...(picture ? [] : ['-copypriorss', '0']),
      ...commonOptions(writing, 0), ...movieFlags(target), '-f', target.muxer,
    ],
    outputPath,
    durationSeconds: planned.durationSeconds,
  }
}

/** A transport stream as a file that can be sought in; nothing is encoded. */
export function remuxCommand(source: CutSource, container: 'mp4' | 'mkv', outputPath: string): FileCommand {
  const movie = container === 'mp4'
  return {
    inputs: [[...ffmpegPreamble(), ...inputArguments(inputOf(source))]],
    options: [
      ...(source.probe.video ? ['-map', `0:${source.probe.video.index}`] : []), ...(source.probe.hasAudio ? ['-map', '0:a:0'] : []),
      '-c', 'copy', ...(movie && source.probe.audioCodec === 'aac' ? ['-bsf:a', 'aac_adtstoasc'] : []),
      '-map_metadata', '0', '-map_chapters', '-1', '-sn', '-dn', '-f', movie ? 'mp4' : 'matroska',
    ],
    outputPath,
    durationSeconds: source.durationSeconds,
  }
}
