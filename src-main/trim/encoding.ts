import type { Edits } from '../../src-shared/trim'
import { ffmpegPreamble, inputArguments, secondsArgument, type FileCommand } from '../media'
import { commonOptions, inputOf, movieFlags, passthrough, type Writing } from './commands'
import { editedGeometry, fittingFilters } from './geometry'
import type { PlannedResult } from './plan'
import { seekTime, type Section } from './section'

/** The run that encodes a whole result: each section is opened for itself, brought to the common form and put after the one before. */
export function encodeCommand(planned: PlannedResult, writing: Writing, outputPath: string): FileCommand {
  const { target, sections } = planned
  const hasPicture = target.video.length > 0
  const hasSound = target.audio.length > 0
  const chains = [...(hasPicture ? pictureChains(planned) : []), ...(hasSound ? soundChains(sections) : [])]
  const graph = [
    ...chains,
    ...concatenation(sections.length, hasPicture, hasSound),
    ...(hasPicture ? pictureEnd(planned) : []),
    ...(hasSound ? [soundEnd(sections, planned.edits)] : []),
  ]
  return {
    inputs: openedSections(sections, !hasPicture),
    options: [
      '-filter_complex', graph.join(';'),
      ...(hasPicture ? ['-map', '[picture]', ...timing(planned, writing), ...target.video] : []),
      ...(hasSound ? ['-map', '[sound]', ...target.audio] : []),
      ...commonOptions(writing, 0), ...movieFlags(target), '-f', target.muxer,
    ],
    outputPath,
    durationSeconds: planned.durationSeconds,
  }
}

/** The sound of sections alone, encoded as one. */
export function soundCommand(planned: PlannedResult, muxer: string, outputPath: string): FileCommand {
  const { sections } = planned
  const graph = [...soundChains(sections), ...concatenation(sections.length, false, true), soundEnd(sections, planned.edits)]
  return {
    inputs: openedSections(sections, true),
    options: [
      '-filter_complex', graph.join(';'), '-map', '[sound]', ...planned.target.audio,
      '-map_metadata', '-1', '-map_chapters', '-1', '-f', muxer,
    ],
    outputPath,
    durationSeconds: planned.durationSeconds,
  }
}

function openedSections(sections: readonly Section[], soundAlone: boolean): string[][] {
  return sections.map((section, index) => {
    // Read a little further than needed, never to the end of a long file; pictures end by their number.
    const length = ['-t', secondsArgument(section.durationSeconds + (soundAlone ? 0.5 : 2))]
    const input = inputArguments(inputOf(section.source), ['-ss', secondsArgument(seekTime(section.source, section.inSeconds)), ...length])
    return index === 0 ? [...ffmpegPreamble(), ...input] : input
  })
}

/** Ticks of the first source, so that its times stay what they are; fine ones where times are worked out. */
function timeBase({ sections, edits, target }: PlannedResult): string {
  const ticks = sections[0]!.source.probe.video?.ticksPerSecond ?? null
  const fits = ticks !== null && ticks >= 100 && ticks <= 1_000_000 && edits.speed === 1 && sections.length === 1 && target.mostFramesPerSecond === null
  return `1:${fits ? ticks : target.container === 'gif' ? 100 : target.container === 'webp' ? 1_000 : 90_000}`
}

function pictureChains({ sections, edits, size, target }: PlannedResult): string[] {
  const several = sections.length > 1
  return sections.map((section, index) => {
    const { probe } = section.source
    const own = editedGeometry(probe, edits, { longSidePixels: target.longSidePixels, even: target.container !== 'gif', square: several })
    // The number of frames is counted, so that no rounding of times adds or takes one.
    const filters = [`trim=end_frame=${section.frames ?? 0}`, ...own.filters, ...fittingFilters(own.size, size)]
    if (several) filters.push('setpts=PTS-STARTPTS', 'setsar=1', 'format=yuv420p')
    return `[${index}:${probe.video!.index}]${filters.join(',')}[p${index}]`
  })
}

/** Picture and sound of a part are put after those of the part before together: neither runs ahead of the other. */
function concatenation(count: number, hasPicture: boolean, hasSound: boolean): string[] {
  if (count === 1) return []
  const pads = Array.from({ length: count }, (_, index) => `${hasPicture ? `[p${index}]` : ''}${hasSound ? `[s${index}]` : ''}`).join('')
  return [`${pads}concat=n=${count}:v=${Number(hasPicture)}:a=${Number(hasSound)}${hasPicture ? '[p]' : ''}${hasSound ? '[s]' : ''}`]
}

function pictureEnd({ sections, edits, target }: PlannedResult): string[] {
  const after = [
    ...(edits.speed === 1 ? [] : [`setpts=PTS/${edits.speed}`]),
    ...(target.mostFramesPerSecond === null ? [] : [`fps=${rate(sections, edits, target.mostFramesPerSecond)}`]),
  ]
  const chain = `${sections.length > 1 ? '[p]' : '[p0]'}${after.length === 0 ? 'null' : after.join(',')}`
  if (target.container !== 'gif') return [`${chain}[picture]`]
  return [`${chain},split[a][b]`, '[a]palettegen=stats_mode=diff[palette]', '[b][palette]paletteuse=diff_mode=rectangle[picture]']
}

/** Every frame at its own time. Older builds forget the rate where parts meet, and then how long the last frame lasts: there it is told. */
function timing(planned: PlannedResult, writing: Writing): string[] {
  const { sections, edits } = planned
  const rate = writing.known.hasFpsMode || sections.length === 1 ? null : commonRate(sections)
  return rate === null ? [...passthrough(writing), '-enc_time_base:v', timeBase(planned)] : ['-r', String(rate * edits.speed), '-vsync', 'cfr']
}

/** Pictures in a second where that is the same all over; null where it varies. */
function commonRate(sections: readonly Section[]): number | null {
  const [first] = sections as [Section, ...Section[]]
  const rate = first.source.probe.frameRate
  if (rate === null) return null
  const isSteady = sections.every(({ source, firstIndex, endIndex }) => {
    const times = source.frameSeconds.slice(firstIndex, endIndex)
    return times.every((seconds, index) => Math.abs(seconds - times[0]! - index / rate) < 0.002)
  })
  return isSteady ? rate : null
}

/** Never more pictures in a second than there are. */
function rate(sections: readonly Section[], edits: Edits, most: number): number {
  const own = Math.max(...sections.map(({ source }) => source.probe.frameRate ?? most)) * edits.speed
  return Math.round(Math.min(most, own) * 1_000) / 1_000
}

const usualSampleRate = 48_000

/** The sound of each section; one without sound is silent. */
function soundChains(sections: readonly Section[]): string[] {
  const several = sections.length > 1
  const first = sections.find(({ source }) => source.probe.hasAudio)?.source.probe.audio
  const sampleRate = first?.sampleRate ?? usualSampleRate
  const layout = first?.channels === 1 ? 'mono' : 'stereo'
  // What begins later than the picture is led in by silence.
  const leadIn = 'aresample=async=1:first_pts=0'
  return sections.map((section, index) => {
    const end = `atrim=end=${secondsArgument(section.durationSeconds)}`
    if (!section.source.probe.hasAudio) return `anullsrc=r=${sampleRate}:cl=${layout},${end}[s${index}]`
    if (!several) return `[${index}:a:0]${leadIn},${end}[s${index}]`
    // In a join each part is exactly as long as its picture.
    const full = `apad=whole_len=${Math.ceil(section.durationSeconds * sampleRate)}`
    return `[${index}:a:0]aformat=sample_rates=${sampleRate}:channel_layouts=${layout},${leadIn},${full},${end}[s${index}]`
  })
}

function soundEnd(sections: readonly Section[], edits: Edits): string {
  const filters = soundEdits(edits, sections.reduce((sum, section) => sum + section.durationSeconds, 0) / edits.speed)
  return `${sections.length > 1 ? '[s]' : '[s0]'}${filters.length === 0 ? 'anull' : filters.join(',')}[sound]`
}

function soundEdits({ speed, volume, fadeInSeconds, fadeOutSeconds }: Edits, durationSeconds: number): string[] {
  const fades = (kind: 'in' | 'out', seconds: number) => {
    const length = Math.min(seconds, durationSeconds)
    return length > 0 ? [`afade=t=${kind}:st=${secondsArgument(kind === 'in' ? 0 : durationSeconds - length)}:d=${secondsArgument(length)}`] : []
  }
  return [...tempos(speed), ...(volume === 1 ? [] : [`volume=${volume}`]), ...fades('in', fadeInSeconds), ...fades('out', fadeOutSeconds)]
}

/** Older builds change the tempo by at most a factor of two at a time. */
function tempos(speed: number): string[] {
  const steps: number[] = []
  let rest = speed
  for (; rest > 2; rest /= 2) steps.push(2)
  for (; rest < 0.5; rest *= 2) steps.push(0.5)
  if (rest !== 1) steps.push(rest)
  return steps.map((step) => `atempo=${step}`)
}
