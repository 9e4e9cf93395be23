import type { Container } from './sniff'

/** The one demuxer that may read each container: what a file is was decided by sniffing, ffmpeg does not guess again. */
const demuxers: Record<Container, string> = {
  mp4: 'mov', mov: 'mov', m4a: 'mov', avif: 'mov', heic: 'mov', webm: 'matroska', mkv: 'matroska', mpegts: 'mpegts',
  png: 'png_pipe', jpeg: 'jpeg_pipe', gif: 'gif', webp: 'webp_pipe', wav: 'wav', flac: 'flac', ogg: 'ogg', mp3: 'mp3', aac: 'aac',
}

function demuxerOf(container: Container): string {
  return demuxers[container]
}

/** A file that nobody vouches for. */
export interface InputFile {
  path: string
  container: Container
}

/** No single allocation beyond this, whatever a header claims. */
const allocationBytes = 1024 * 1024 * 1024
/** Pictures beyond 134 megapixels are refused by the decoder. */
const pixelLimit = 2 ** 27

/** What stands before the first input of every ffmpeg run. */
export function ffmpegPreamble(): string[] {
  return ['-hide_banner', '-nostdin', '-nostats', '-v', 'error', '-max_alloc', String(allocationBytes)]
}

/**
 * One input: only local files, only the demuxer of what was sniffed, the path never read as a protocol or a pattern.
 * `before` are options of this input (seeking, duration).
 */
export function inputArguments(input: InputFile, before: readonly string[] = []): string[] {
  const demuxer = demuxerOf(input.container)
  return [
    ...before, '-protocol_whitelist', 'file', '-format_whitelist', demuxer, '-f', demuxer, '-max_pixels', String(pixelLimit),
    '-i', fileUrl(input.path),
  ]
}

/** A list that the app wrote itself, of transport streams that it wrote itself: the only playlist that is ever opened. */
export function listArguments(path: string, before: readonly string[] = []): string[] {
  return [...before, '-protocol_whitelist', 'file', '-format_whitelist', 'concat,mpegts', '-f', 'concat', '-safe', '0', '-i', fileUrl(path)]
}

/** A file that the app wrote itself a moment ago, in a container it takes from nobody else. */
export function ownInputArguments(path: string, demuxer: 'nut' | 'mov', before: readonly string[] = []): string[] {
  return [...before, '-protocol_whitelist', 'file', '-format_whitelist', demuxer, '-f', demuxer, '-i', fileUrl(path)]
}

/** One line on standard output for each keyframe that needs nothing before it (H.264: IDR; HEVC: IDR_W_RADL, IDR_N_LP). */
export function closedKeyframeArguments(input: InputFile, streamIndex: number, codec: 'h264' | 'hevc'): string[] {
  const units = codec === 'h264' ? '5' : '19-20'
  return [
    ...ffmpegPreamble(), '-copyts', ...inputArguments(input), '-map', `0:${streamIndex}`, '-c', 'copy',
    '-bsf:v', `${codec}_mp4toannexb,filter_units=pass_types=${units}`, '-f', 'framecrc', 'pipe:1',
  ]
}

/** Decodes a stretch of a file to nowhere: what is wrong with it is complained of. */
export function decodeArguments(input: InputFile, streamIndex: number, fromSeconds: number, seconds: number): string[] {
  return [
    ...ffmpegPreamble(), ...inputArguments(input, ['-ss', secondsArgument(fromSeconds), '-t', secondsArgument(seconds)]), '-map', `0:${streamIndex}`,
    '-f', 'null', '-',
  ]
}

/** ffprobe's view of a whole file, as JSON. */
export function probeArguments(input: InputFile): string[] {
  return [...ffprobeInput(input), '-show_format', '-show_streams', '-of', 'json', fileUrl(input.path)]
}

/** Every packet of one stream in the order of the file: when it is shown, when decoded, whether it is a keyframe, how large. */
export function packetArguments(input: InputFile, streamIndex: number): string[] {
  return [
    ...ffprobeInput(input), '-select_streams', String(streamIndex),
    '-show_entries', 'packet=pts_time,dts_time,duration_time,size,flags', '-of', 'compact=p=0', fileUrl(input.path),
  ]
}

function ffprobeInput(input: InputFile): string[] {
  const demuxer = demuxerOf(input.container)
  return [
    '-hide_banner', '-v', 'error', '-max_alloc', String(allocationBytes), '-protocol_whitelist', 'file', '-format_whitelist', demuxer,
    '-f', demuxer,
  ]
}

/** `file:` before every path, so that no name is taken for a protocol or an option. */
export function fileUrl(path: string): string {
  return `file:${path}`
}

/** Seconds as ffmpeg reads them exactly: microseconds, never an exponent. */
export function secondsArgument(seconds: number): string {
  return (Math.round(seconds * 1e6) / 1e6).toFixed(6)
}

export interface PictureSize {
  width: number
  height: number
}

/** The size within a square of `longSide`, never enlarged. */
export function fitted(size: PictureSize, longSide: number): PictureSize {
  const scale = Math.min(1, longSide / Math.max(size.width, size.height))
  return { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) }
}

/** A picture and a smaller one of it in one go, and 16 x 9 grey bytes on standard output that tell how bright it is. */
export function stillArguments(
  input: InputFile,
  still: { atSeconds: number | null; large: PictureSize; small: PictureSize; largePath: string; smallPath: string; transparent: boolean },
): string[] {
  const output = (size: PictureSize, path: string) => [
    '-map', '0:v:0', '-frames:v', '1', '-an', '-sn', '-dn', '-map_metadata', '-1',
    '-vf', `scale=${size.width}:${size.height}:flags=lanczos`, ...pictureEncoding(still.transparent), '-y', fileUrl(path),
  ]
  return [
    ...ffmpegPreamble(),
    ...inputArguments(input, still.atSeconds === null ? [] : ['-ss', secondsArgument(still.atSeconds)]),
    ...output(still.large, still.largePath),
    ...output(still.small, still.smallPath),
    '-map', '0:v:0', '-frames:v', '1', '-vf', 'scale=16:9,format=gray', '-f', 'rawvideo', 'pipe:1',
  ]
}

function pictureEncoding(transparent: boolean): string[] {
  return transparent
    ? ['-c:v', 'libwebp', '-pix_fmt', 'yuva420p', '-quality', '80', '-f', 'webp']
    : ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '3', '-f', 'mjpeg']
}

/** A sound's waveform as a quiet picture in the colours of the dark theme. */
export function soundPictureArguments(input: InputFile, large: PictureSize, small: PictureSize, largePath: string, smallPath: string): string[] {
  const { width, height } = large
  const wave = { width: Math.round(width * 0.88), height: Math.round(height * 0.56) }
  const graph = [
    `color=c=0x1A1A1D:s=${width}x${height}:r=1:d=1[ground]`,
    `[0:a:0]aformat=channel_layouts=mono,showwavespic=s=${wave.width}x${wave.height}:colors=0xB4B4BC:scale=sqrt[wave]`,
    `[ground][wave]overlay=${Math.round((width - wave.width) / 2)}:${Math.round((height - wave.height) / 2)},format=yuvj420p,split[big][copy]`,
    `[copy]scale=${small.width}:${small.height}[little]`,
  ].join(';')
  const encoding = ['-frames:v', '1', ...pictureEncoding(false), '-y']
  return [
    ...ffmpegPreamble(), ...inputArguments(input), '-filter_complex', graph,
    '-map', '[big]', ...encoding, fileUrl(largePath), '-map', '[little]', ...encoding, fileUrl(smallPath),
  ]
}

/** Evenly spaced frames side by side in one picture, in one pass; long files are read by their keyframes alone. */
export function filmstripArguments(
  input: InputFile,
  strip: { frames: number; frame: PictureSize; durationSeconds: number; keyframesOnly: boolean; path: string },
): string[] {
  // A little more than wanted, so that the last place is filled whatever the rounding.
  const rate = (strip.frames + 0.5) / Math.max(strip.durationSeconds, 0.001)
  return [
    ...ffmpegPreamble(), ...inputArguments(input, strip.keyframesOnly ? ['-skip_frame', 'nokey'] : []),
    '-map', '0:v:0', '-an', '-sn', '-dn', '-map_metadata', '-1',
    '-vf', `fps=fps=${rate.toFixed(6)},scale=${strip.frame.width}:${strip.frame.height},tile=${strip.frames}x1`,
    '-frames:v', '1', ...pictureEncoding(false), '-y', fileUrl(strip.path),
  ]
}

/** Samples per second of the sound that peaks are taken from. */
export const peakSampleRate = 8_000

/** The first sound track as raw 16-bit samples on standard output, from the file's time zero. */
export function samplesArguments(input: InputFile): string[] {
  return [
    ...ffmpegPreamble(), ...inputArguments(input), '-map', '0:a:0', '-vn', '-sn', '-dn',
    '-af', `aresample=${peakSampleRate}:async=1:first_pts=0`, '-ac', '1', '-ar', String(peakSampleRate), '-f', 's16le', 'pipe:1',
  ]
}
