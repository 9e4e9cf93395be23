import { assertNever } from '../../src-shared/errors'
import type { Cut, PartPlan, TrimFallback, TrimPlan, TrimRefusal, TrimRequest } from '../../src-shared/trim'
import type { Capabilities, PictureSize } from '../media'
import { copyRangeOf, type CopyRange } from './copyRange'
import { copyTarget, encodedTarget, isSameFormat, type Target } from './formats'
import { editedGeometry } from './geometry'
import { copiedPieces, encodedPiece, smartPieces, type Fallback, type Piece } from './pieces'
import { seekTime, type Section } from './section'
import { differenceOf } from './sameness'

/** How a result is made. */
export type Method =
  /** One run that copies one section, with what lies before its first frame. */
  | { kind: 'copy'; range: CopyRange }
  /** Pieces of streams, joined without a seam. */
  | { kind: 'assembled'; pieces: Piece[]; sound: 'none' | 'copied' | 'encoded' }
  /** One run that encodes everything. */
  | { kind: 'encoded' }

/** One result as it will be made: what the page is told, and what the commands are built of. */
export interface PlannedResult {
  plan: TrimPlan
  sections: Section[]
  method: Method
  target: Target
  edits: TrimRequest['edits']
  size: PictureSize
  /** Pictures in the result; null where their number is not the sections' (sound, a lower rate). */
  frames: number | null
  durationSeconds: number
}

export type Known = Pick<Capabilities, 'encoders' | 'hasFpsMode' | 'bitstreamFilters'>
type Wish = Pick<TrimRequest, 'cut' | 'edits' | 'output'>

const shortestSoundSeconds = 0.02

/** Says what will become of sections that make one result, before anything is made. */
export function planResult(sections: readonly Section[], wish: Wish, known: Known, pixelsPerSecond = firstPixelsPerSecond): PlannedResult {
  const refusal = refusalOf(sections, wish)
  if (refusal !== null) return refused(encoded(sections, wish, null), refusal, null)
  const planned = wish.cut === 'exact' ? encoded(sections, wish, null) : lossless(sections, wish, wish.cut, known)
  const missing = planned.target.encoders.find((encoder) => !known.encoders.has(encoder))
  if (missing !== undefined) return refused(planned, 'no-encoder', missing)
  return { ...planned, plan: { ...planned.plan, ...expectation(planned, pixelsPerSecond) } }
}

/** Several results of one request, told as one plan. */
export function combinedPlan(results: readonly PlannedResult[]): TrimPlan {
  const plans = results.map(({ plan }) => plan)
  const first = plans.find((plan) => plan.refusal !== null) ?? plans.find((plan) => plan.fallback !== null) ?? plans[0]!
  const sum = (of: (plan: TrimPlan) => number | null) =>
    plans.reduce<number | null>((total, plan) => (total === null || of(plan) === null ? null : total + of(plan)!), 0)
  return {
    ...first,
    parts: plans.flatMap((plan) => plan.parts),
    results: plans.length,
    frames: sum((plan) => plan.frames),
    durationSeconds: sum((plan) => plan.durationSeconds)!,
    expectedBytes: sum((plan) => plan.expectedBytes),
    expectedSeconds: sum((plan) => plan.expectedSeconds),
  }
}

function refusalOf(sections: readonly Section[], { cut, output }: Wish): TrimRefusal | null {
  const wantsSoundAlone = output.format === 'm4a' || output.format === 'mp3' || output.format === 'wav'
  const wantsPicture = output.format === 'mp4' || output.format === 'gif' || output.format === 'webp'
  const pictures = sections.filter(({ source }) => source.probe.video !== null).length
  if (wantsSoundAlone && sections.every(({ source }) => !source.probe.hasAudio)) return 'no-sound'
  if (wantsPicture && pictures === 0) return 'no-picture'
  if (!wantsSoundAlone && pictures !== 0 && pictures !== sections.length) return 'mixed-kinds'
  if (sections.some((section) => (section.frames === null ? section.durationSeconds < shortestSoundSeconds : section.frames === 0))) return 'too-short'
  if (cut === 'copy' && output.format === 'source' && sections.length === 1) {
    const { container } = sections[0]!.source.probe
    if (container === 'gif') return 'gif-copy'
    if (container === 'flac') return 'flac-copy'
  }
  return null
}

/** A copy or a smart cut where that is possible, else an exact one and why. */
function lossless(sections: readonly Section[], wish: Wish, cut: 'copy' | 'smart', known: Known): PlannedResult {
  const { edits, output } = wish
  const [first] = sections as [Section, ...Section[]]
  const instead = (fallback: TrimFallback, detail: string | null = null) => encoded(sections, wish, { fallback, detail })
  if (edits.crop !== null || edits.aspect !== null || edits.longSidePixels !== null || edits.speed !== 1) return instead('edits')
  const editsSound = !edits.mute && (edits.volume !== 1 || edits.fadeInSeconds > 0 || edits.fadeOutSeconds > 0)
  if (sections.some(({ source }) => !isSameFormat(source.probe, output) && !takesSoundOut(source.probe, output))) return instead('output', output.format)
  if (sections.length === 1 && cut === 'copy') {
    if (editsSound) return instead('edits')
    // Raw samples are the same bytes after "encoding" them again, and then the cut is exact to the sample.
    return first.source.probe.container === 'wav' ? { ...encoded(sections, wish, null), ...asCopy(sections, wish) } : copied(first, wish, known)
  }
  if (first.source.probe.video === null || output.format === 'm4a' || output.format === 'mp3') return instead('sound-only')
  const difference = differenceOf(sections.map(({ source }) => source.probe))
  if (difference !== null) return instead('different-parts', difference)
  const found = sections.map((section) => (cut === 'smart' ? smartPieces(section, known) : copiedPieces(section, known)))
  const problem = found.find((one) => !Array.isArray(one) && one.fallback !== 'no-whole-group') ?? (found.some(Array.isArray) ? undefined : found[0])
  if (problem !== undefined && !Array.isArray(problem)) return instead(problem.fallback, problem.detail)
  // A part without a whole group is encoded beside others that are copied.
  const pieces = found.flatMap((one, index) => (Array.isArray(one) ? one : [encodedPiece(sections[index]!)]))
  return assembled(sections, wish, cut, pieces, editsSound || sections.length > 1)
}

/** Sound in the codec asked for, taken out as it is. */
function takesSoundOut(probe: Section['source']['probe'], output: TrimRequest['output']): boolean {
  if (output.preset !== 'best') return false
  return (output.format === 'm4a' && probe.audioCodec === 'aac') || (output.format === 'mp3' && probe.audioCodec === 'mp3')
}

function asCopy(sections: readonly Section[], wish: Wish): Pick<PlannedResult, 'plan'> {
  return { plan: { ...encoded(sections, wish, null).plan, cut: 'copy', madeAs: 'copy', sound: 'copied' } }
}

function copied(section: Section, wish: Wish, known: Known): PlannedResult {
  const { probe } = section.source
  const takesOut = wish.output.format === 'm4a' || wish.output.format === 'mp3'
  const target = takesOut
    ? { ...encodedTarget(probe, wish.output), audio: ['-c:a', 'copy'], encoders: [] }
    : withSound(copyTarget(probe), probe.hasAudio && !wish.edits.mute)
  if (probe.video === null || takesOut) {
    const { inSeconds, outSeconds, durationSeconds } = section
    const range: CopyRange = {
      startsAtSeconds: inSeconds, outSeconds, frames: 0, hidden: false, hiddenSeconds: 0, durationSeconds, endIndex: 0,
      seekSeconds: seekTime(section.source, inSeconds), pictureSeconds: 0, soundSeconds: durationSeconds,
    }
    return result([{ ...section, frames: null }], wish, 'copy', null, { kind: 'copy', range }, target, [{ ...partOf(section), frames: null, encodedFrames: 0 }])
  }
  const range = copyRangeOf(section, target.container, known)
  const part: PartPlan = {
    ...partOf(section), outSeconds: range.outSeconds, durationSeconds: range.durationSeconds, frames: range.frames, encodedFrames: 0,
    startsAtSeconds: range.startsAtSeconds, hidden: range.hidden, hiddenSeconds: range.hiddenSeconds,
  }
  const method: Method = { kind: 'copy', range }
  return result([{ ...section, endIndex: range.endIndex, outSeconds: range.outSeconds }], wish, 'copy', null, method, target, [part])
}


function assembled(sections: readonly Section[], wish: Wish, cut: Cut, pieces: Piece[], encodesSound: boolean): PlannedResult {
  const [{ source }] = sections as [Section, ...Section[]]
  const hasSound = sections.some((section) => section.source.probe.hasAudio) && !wish.edits.mute
  const target = withSound(copyTarget({ ...source.probe, hasAudio: hasSound }), hasSound)
  const sound = !hasSound ? 'none' : encodesSound ? 'encoded' : 'copied'
  if (sound === 'encoded') {
    target.audio = encodedTarget({ ...source.probe, hasAudio: true }, { format: 'source', preset: 'best' }).audio
    target.encoders = ['aac']
  }
  const made = cut === 'smart' ? [...sections] : sections.map((section, index) => asCopied(section, pieces[index]!))
  const parts = made.map((section, index) => {
    const own = pieces.filter((piece) => piece.source === section.source && piece.how === 'encode' && isWithin(piece, section))
    return { ...partOf({ ...section, inSeconds: sections[index]!.inSeconds }), startsAtSeconds: section.inSeconds, encodedFrames: own.reduce((sum, piece) => sum + piece.frames, 0) }
  })
  return result(made, wish, cut, null, { kind: 'assembled', pieces, sound }, target, parts)
}

function isWithin(piece: Piece, section: Section): boolean {
  return piece.startsAtSeconds >= section.inSeconds - 1e-6 && piece.startsAtSeconds < section.outSeconds
}

/** Copied from the keyframe before on: the section becomes as long as what is copied. */
function asCopied(section: Section, piece: Piece): Section {
  const inSeconds = piece.startsAtSeconds
  return { ...section, inSeconds, outSeconds: inSeconds + piece.durationSeconds, durationSeconds: piece.durationSeconds, frames: piece.frames }
}

function encoded(sections: readonly Section[], wish: Wish, why: Fallback | null): PlannedResult {
  const [first] = sections as [Section, ...Section[]]
  const hasSound = sections.some(({ source }) => source.probe.hasAudio) && !wish.edits.mute
  const target = encodedTarget({ ...first.source.probe, hasAudio: hasSound }, wish.output)
  const soundAlone = target.video.length === 0
  const parts = sections.map((section) => ({ ...partOf(section), ...(soundAlone && { frames: null, encodedFrames: 0 }) }))
  return result([...sections], wish, 'exact', why, { kind: 'encoded' }, target, parts)
}

function withSound(target: Target, keepsSound: boolean): Target {
  return keepsSound ? target : { ...target, audio: [] }
}

function partOf(section: Section): PartPlan {
  const { itemId, inSeconds, outSeconds, durationSeconds, frames } = section
  return {
    itemId, inSeconds, outSeconds, durationSeconds, frames, startsAtSeconds: inSeconds, hidden: false, hiddenSeconds: 0,
    encodedFrames: frames ?? 0,
  }
}

function result(
  sections: Section[], wish: Wish, madeAs: Cut, why: Fallback | null, method: Method, target: Target, parts: PartPlan[],
): PlannedResult {
  const [{ source }] = sections as [Section, ...Section[]]
  const hasPicture = target.video.length > 0
  const even = target.container !== 'gif'
  const geometry = editedGeometry(source.probe, wish.edits, { longSidePixels: target.longSidePixels, even, square: sections.length > 1 })
  const frames = parts.reduce<number | null>((sum, part) => (sum === null || part.frames === null ? null : sum + part.frames), 0)
  const durationSeconds = parts.reduce((sum, part) => sum + part.durationSeconds, 0) / wish.edits.speed
  const keepsRate = target.mostFramesPerSecond === null
  const size = method.kind === 'encoded' ? geometry.size : { width: source.probe.width ?? 0, height: source.probe.height ?? 0 }
  const told = parts.map((part, index) => asInItem(part, sections[index]!.shiftSeconds))
  const plan: TrimPlan = {
    cut: wish.cut, madeAs, fallback: why?.fallback ?? null, refusal: null, detail: why?.detail ?? null, parts: told, results: 1,
    frames: hasPicture && keepsRate ? frames : null,
    durationSeconds,
    container: target.container,
    width: hasPicture ? size.width : null,
    height: hasPicture ? size.height : null,
    sound: soundOf(target, method),
    expectedBytes: null,
    expectedSeconds: null,
  }
  return { plan, sections, method, target, edits: wish.edits, size, frames: plan.frames, durationSeconds }
}

/** Times as they are in the item, not in what was made of it to be cut. */
function asInItem(part: PartPlan, shiftSeconds: number): PartPlan {
  const { inSeconds, outSeconds, startsAtSeconds } = part
  return {
    ...part, inSeconds: Math.max(0, inSeconds - shiftSeconds), outSeconds: outSeconds - shiftSeconds, startsAtSeconds: Math.max(0, startsAtSeconds - shiftSeconds),
  }
}

function soundOf(target: Target, method: Method): TrimPlan['sound'] {
  if (target.audio.length === 0) return 'none'
  switch (method.kind) {
    case 'copy':
      return 'copied'
    case 'assembled':
      return method.sound
    case 'encoded':
      return 'encoded'
    default:
      return assertNever(method)
  }
}

function refused(planned: PlannedResult, refusal: TrimRefusal, detail: string | null): PlannedResult {
  return { ...planned, plan: { ...planned.plan, refusal, detail } }
}

/** Rough speed until a cut was measured: pixels encoded in a second. */
const firstPixelsPerSecond = 40e6
const overheadSeconds = 0.3
const copiedBytesPerSecond = 100e6

/** Bits of a pixel of what is exported smaller, roughly. */
const exportedBits: Partial<Record<Target['container'], number>> = { gif: 4, webp: 0.5, mp4: 0.15 }

function expectation(planned: PlannedResult, pixelsPerSecond: number): Pick<TrimPlan, 'expectedBytes' | 'expectedSeconds'> {
  const { plan, sections, size, target } = planned
  let bytes: number | null = 0
  for (const [index, { source }] of sections.entries()) {
    const part = plan.parts[index]!
    const seconds = part.outSeconds - Math.min(part.startsAtSeconds, part.inSeconds)
    bytes = bytes === null || source.probe.sizeBytes === null ? null : bytes + (source.probe.sizeBytes * seconds) / source.durationSeconds
  }
  const encodedFrames = plan.parts.reduce((sum, part) => sum + part.encodedFrames, 0)
  const shown = target.mostFramesPerSecond === null ? encodedFrames : Math.min(encodedFrames, plan.durationSeconds * target.mostFramesPerSecond)
  const bits = target.video.length > 0 && (target.longSidePixels !== null || target.mostFramesPerSecond !== null) ? exportedBits[target.container] : undefined
  const expectedBytes = bits !== undefined ? (shown * size.width * size.height * bits) / 8 : soundBytes(planned) ?? bytes
  const copying = plan.madeAs === 'exact' ? 0 : (bytes ?? 0) / copiedBytesPerSecond
  return {
    expectedBytes: expectedBytes === null ? null : Math.round(expectedBytes),
    expectedSeconds: overheadSeconds + copying + (encodedFrames * size.width * size.height) / pixelsPerSecond + plan.durationSeconds / (plan.sound === 'encoded' ? 200 : 2_000),
  }
}

/** Of sound alone, by its rate. */
function soundBytes({ target, durationSeconds }: PlannedResult): number | null {
  if (target.video.length > 0) return null
  const rate = /^(\d+)k$/.exec(target.audio[target.audio.indexOf('-b:a') + 1] ?? '')?.[1]
  return rate === undefined ? null : (durationSeconds * Number(rate) * 1_000) / 8
}
