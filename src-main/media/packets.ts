import { AppError } from '../../src-shared/errors'
import { closedKeyframeArguments, packetArguments, type InputFile } from './arguments'
import { streamBinary } from './spawned'

/** One compressed frame as it lies in the file. Times are the file's own timestamps, seconds. */
export interface Packet {
  ptsSeconds: number
  /** When it must be decoded; worked out from its neighbours where the file does not say (the first ones of MKV). */
  dtsSeconds: number
  durationSeconds: number
  sizeBytes: number
  isKey: boolean
  /** False for what an edit list hides: decoded, never shown. */
  isShown: boolean
}

/** Two hours at 60 frames a second are 30 MB of text. */
const packetLimits = { timeoutMs: 120_000, outputBytes: 256 * 1024 * 1024 }

/**
 * The packets of one stream in the order of the file.
 *
 * @throws AppError `unsupported-media` when ffprobe cannot list them, `timed-out`, `too-large`, `canceled`.
 */
export async function readPackets(
  ffprobe: string,
  input: InputFile,
  streamIndex: number,
  folder: string,
  signal?: AbortSignal,
): Promise<Packet[]> {
  const packets: ListedPacket[] = []
  let rest = ''
  const take = (line: string) => {
    const packet = parsePacket(line)
    if (packet) packets.push(packet)
  }
  try {
    await streamBinary(ffprobe, packetArguments(input, streamIndex), { ...packetLimits, folder, signal }, (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      lines.forEach(take)
    })
  } catch (error) {
    if (error instanceof AppError && error.code === 'ffmpeg-failed') throw new AppError('unsupported-media', error.message, { cause: error })
    throw error
  }
  take(rest)
  return withDecodingTimes(packets)
}

type ListedPacket = Omit<Packet, 'dtsSeconds'> & { dtsSeconds: number | null }

/** Fills what is missing backwards from the next packet that says it. */
export function withDecodingTimes(packets: readonly ListedPacket[]): Packet[] {
  const filled: Packet[] = []
  for (let index = packets.length - 1; index >= 0; index--) {
    const packet = packets[index]!
    const next = filled.at(-1)
    const dtsSeconds = packet.dtsSeconds ?? (next ? next.dtsSeconds - packet.durationSeconds : packet.ptsSeconds)
    filled.push({ ...packet, dtsSeconds })
  }
  return filled.reverse()
}

/** A line of ffprobe's `compact` writer; null when it holds no time. */
export function parsePacket(line: string): ListedPacket | null {
  const fields = new Map(line.trim().split('|').map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]))
  const seconds = (name: string) => {
    const value = Number.parseFloat(fields.get(name) ?? '')
    return Number.isFinite(value) ? value : null
  }
  const flags = fields.get('flags') ?? ''
  const pts = seconds('pts_time') ?? seconds('dts_time')
  if (pts === null) return null
  return {
    ptsSeconds: pts,
    dtsSeconds: seconds('dts_time'),
    durationSeconds: seconds('duration_time') ?? 0,
    sizeBytes: seconds('size') ?? 0,
    isKey: flags.includes('K'),
    isShown: !flags.includes('D'),
  }
}

/**
 * Times of the keyframes that need nothing before them, seconds of the file. Empty where the codec has no such thing or the stream cannot be read.
 *
 * @throws AppError `timed-out`, `too-large`, `canceled`.
 */
export async function readClosedKeyframes(
  ffmpeg: string,
  input: InputFile,
  streamIndex: number,
  codec: 'h264' | 'hevc',
  folder: string,
  signal?: AbortSignal,
): Promise<number[]> {
  const chunks: Buffer[] = []
  try {
    await streamBinary(ffmpeg, closedKeyframeArguments(input, streamIndex, codec), { ...packetLimits, folder, signal }, (chunk) => void chunks.push(chunk))
  } catch (error) {
    if (error instanceof AppError && error.code === 'ffmpeg-failed') return []
    throw error
  }
  return parseFrameTimes(Buffer.concat(chunks).toString('latin1'))
}

/** Times of showing out of the `framecrc` muxer's lines: `stream, dts, pts, duration, size, crc`, in units of `#tb`. */
function parseFrameTimes(text: string): number[] {
  const base = /^#tb 0: (\d+)\/(\d+)/m.exec(text)
  if (base === null) return []
  const unit = Number(base[1]) / Number(base[2])
  return [...text.matchAll(/^0, *-?\d+, *(-?\d+),/gm)].map((match) => Number(match[1]) * unit)
}
