import { readFile, rm } from 'node:fs/promises'
import { barcode, type Clip } from './clips'
import { ffmpeg, ffprobe } from './tools'

/** What a player gets of a file, found by decoding it. Times are seconds after the file's own start. */
export interface Seen {
  frames: { number: number; seconds: number; hash: string }[]
  /** Mono at `soundRate`, from the file's own start. */
  sound: Float32Array
  /** Of the longest track. */
  durationSeconds: number
  /** Where the player's zero lies on these times: it counts from the file's zero, of a transport stream from its first timestamp. */
  zeroSeconds: number
}

const soundRate = 16_000

/** Decodes every frame in order of showing, reads its number, and decodes the sound. */
export async function watch(path: string, clip: Pick<Clip, 'upright' | 'hasPicture' | 'hasSound'>): Promise<Seen> {
  const facts = JSON.parse(await ffprobe('-show_format', '-show_streams', '-of', 'json', path)) as {
    format: { start_time?: string; duration?: string }
    streams: { codec_type: string; duration?: string }[]
  }
  const durations = facts.streams.filter(({ codec_type: type }) => type !== 'data' && type !== 'subtitle').map(({ duration }) => Number(duration))
  const longest = Math.max(...durations.filter((duration) => duration > 0))
  return {
    frames: clip.hasPicture ? await readFrames(path, clip, Number(facts.format.start_time ?? 0)) : [],
    sound: clip.hasSound ? await readSound(path) : new Float32Array(),
    durationSeconds: Number.isFinite(longest) ? longest : Number(facts.format.duration),
    zeroSeconds: path.endsWith('.ts') ? 0 : -Math.max(0, Number(facts.format.start_time ?? 0)),
  }
}

async function readFrames(path: string, { upright }: Pick<Clip, 'upright'>, startSeconds: number): Promise<Seen['frames']> {
  const { bits, width, height } = barcode
  const hashes = `${path}.framemd5`
  const read = `crop=${bits * width}:${height - 8}:0:4,scale=${bits}:1:flags=area,format=gray`
  const bytes = await ffmpeg(
    '-copyts', '-i', path,
    '-map', '0:v:0', '-vf', [...(upright === undefined ? [] : [upright]), read].join(','), '-fps_mode', 'passthrough', '-f', 'rawvideo', 'pipe:1',
    '-map', '0:v:0', '-fps_mode', 'passthrough', '-enc_time_base', '1:1000000', '-f', 'framemd5', hashes,
  )
  const text = await readFile(hashes, 'utf8')
  const [, numerator = '1', denominator = '1'] = /^#tb 0: (\d+)\/(\d+)/m.exec(text) ?? []
  const lines = [...text.matchAll(/^0, *-?\d+, *(-?\d+), *\d+, *\d+, *([0-9a-f]{32})/gm)]
  await rm(hashes)
  return lines.map(([, time, hash], index) => ({
    number: bytes.subarray(index * bits, (index + 1) * bits).reduce((number, grey, bit) => number + (grey > 128 ? 2 ** bit : 0), 0),
    seconds: (Number(time) * Number(numerator)) / Number(denominator) - startSeconds,
    hash: hash!,
  }))
}

async function readSound(path: string): Promise<Float32Array> {
  const bytes = await ffmpeg('-i', path, '-map', '0:a:0', '-af', `aresample=${soundRate}:async=1:first_pts=0`, '-ac', '1', '-f', 'f32le', 'pipe:1')
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength - (bytes.byteLength % 4)))
}

/** How much of the sound is compared at once. */
const windowSeconds = 0.35
/** How far away it is looked for. */
const reachSeconds = 0.25

/**
 * Where in the source the sound lies that the result plays at `atSeconds`, by the best match around `expectedSeconds`: the difference in
 * milliseconds, to a small part of a sample. Null where there is not enough of it.
 */
export function soundOffsetMs(result: Seen, source: Seen, atSeconds: number, expectedSeconds: number): number | null {
  const from = Math.round(atSeconds * soundRate)
  const length = Math.round(windowSeconds * soundRate)
  // The windows lie on samples, the times between them.
  const expected = Math.round((expectedSeconds + (from / soundRate - atSeconds)) * soundRate)
  const rest = expectedSeconds + (from / soundRate - atSeconds) - expected / soundRate
  const reach = Math.round(reachSeconds * soundRate)
  if (from < 0 || from + length > result.sound.length || expected - reach < 0 || expected + reach + length > source.sound.length) return null
  const match = (lag: number) => {
    let sum = 0
    for (let index = 0; index < length; index++) sum += result.sound[from + index]! * source.sound[expected + lag + index]!
    return sum
  }
  const scores = new Map<number, number>()
  const score = (lag: number) => {
    const known = scores.get(lag) ?? match(lag)
    scores.set(lag, known)
    return known
  }
  let best = 0
  for (let lag = -reach; lag <= reach; lag++) if (score(lag) > score(best)) best = lag
  const [before, at, after] = [match(best - 1), score(best), match(best + 1)]
  const between = (before - after) / (2 * (before - 2 * at + after))
  return ((best + (Number.isFinite(between) ? between : 0)) / soundRate - rest) * 1_000
}

export interface Verdict {
  /** Frames too many, missing, or in the wrong place. */
  wrongFrames: number
  /** Frames shown more than 2 ms early or late, counted from the first one. */
  gaps: number
  /** The worst of two places, milliseconds; null without sound or picture. */
  soundMs: number | null
  /** Frames that are bit for bit those of the source. */
  identical: number
}

/** Compares what is shown with the frames of the source that shall be shown, in order. */
export function judge(result: Seen, source: Seen, wanted: readonly number[]): Verdict {
  const byNumber = new Map(source.frames.map((frame) => [frame.number, frame]))
  const shown = result.frames.map(({ number }) => number)
  const aligned = shown.filter((number, index) => wanted[index] === number).length
  const first = result.frames[0]
  const origin = first === undefined ? 0 : first.seconds - (byNumber.get(first.number)?.seconds ?? 0)
  const timed = result.frames.filter((frame) => Math.abs(frame.seconds - origin - (byNumber.get(frame.number)?.seconds ?? Infinity)) > 0.002)
  return {
    wrongFrames: Math.max(shown.length, wanted.length) - aligned,
    gaps: timed.length,
    soundMs: worstSound(result, source, byNumber),
    identical: result.frames.filter((frame) => byNumber.get(frame.number)?.hash === frame.hash).length,
  }
}

function worstSound(result: Seen, source: Seen, byNumber: ReadonlyMap<number, { seconds: number }>): number | null {
  if (result.sound.length === 0 || result.frames.length === 0) return null
  const offsets = [0.15, 0.85].flatMap((place) => {
    const frame = result.frames[Math.floor(result.frames.length * place)]!
    const own = byNumber.get(frame.number)
    return own === undefined ? [] : (soundOffsetMs(result, source, frame.seconds, own.seconds) ?? [])
  })
  return offsets.length === 0 ? null : offsets.reduce((worst, offset) => (Math.abs(offset) > Math.abs(worst) ? offset : worst), 0)
}
