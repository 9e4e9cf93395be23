import type { MediaKind } from '../../src-shared/media'

/** The containers the app takes in. Nothing else ever reaches ffmpeg. */
export const containers = [
  'mp4', 'mov', 'm4a', 'webm', 'mkv', 'mpegts', 'png', 'jpeg', 'gif', 'webp', 'avif', 'heic', 'wav', 'flac', 'ogg', 'mp3', 'aac',
] as const
export type Container = (typeof containers)[number]

export interface Sniffed {
  kind: MediaKind
  extension: string
  container: Container
  mediaType: string
}

/** How many bytes from the start of a file `sniff` wants to see. */
export const sniffBytes = 4 * 1024

const facts: Record<Container, Omit<Sniffed, 'container'>> = {
  mp4: { kind: 'video', extension: 'mp4', mediaType: 'video/mp4' },
  mov: { kind: 'video', extension: 'mov', mediaType: 'video/quicktime' },
  m4a: { kind: 'audio', extension: 'm4a', mediaType: 'audio/mp4' },
  webm: { kind: 'video', extension: 'webm', mediaType: 'video/webm' },
  mkv: { kind: 'video', extension: 'mkv', mediaType: 'video/x-matroska' },
  mpegts: { kind: 'video', extension: 'ts', mediaType: 'video/mp2t' },
  png: { kind: 'image', extension: 'png', mediaType: 'image/png' },
  jpeg: { kind: 'image', extension: 'jpg', mediaType: 'image/jpeg' },
  gif: { kind: 'image', extension: 'gif', mediaType: 'image/gif' },
  webp: { kind: 'image', extension: 'webp', mediaType: 'image/webp' },
  avif: { kind: 'image', extension: 'avif', mediaType: 'image/avif' },
  heic: { kind: 'image', extension: 'heic', mediaType: 'image/heic' },
  wav: { kind: 'audio', extension: 'wav', mediaType: 'audio/wav' },
  flac: { kind: 'audio', extension: 'flac', mediaType: 'audio/flac' },
  ogg: { kind: 'audio', extension: 'ogg', mediaType: 'audio/ogg' },
  mp3: { kind: 'audio', extension: 'mp3', mediaType: 'audio/mpeg' },
  aac: { kind: 'audio', extension: 'aac', mediaType: 'audio/aac' },
}

/** What is known of a container without looking at a file. */
export function containerFacts(container: Container): Sniffed {
  return { ...facts[container], container }
}

/**
 * What a file is, by its first bytes alone (4 KiB are enough): an allow-list, so that a playlist, a script, a page, an archive or a
 * program is nothing, whatever its name or the server called it. The kind of a container that can hold both sound and picture is
 * a first guess; probing says for sure.
 */
export function sniff(bytes: Uint8Array): Sniffed | null {
  const container = containerOf(bytes)
  if (container === null) return null
  const sniffed = containerFacts(container)
  return container === 'ogg' && holds(bytes, 'theora') ? { ...sniffed, kind: 'video', extension: 'ogv', mediaType: 'video/ogg' } : sniffed
}

function containerOf(bytes: Uint8Array): Container | null {
  if (bytes.length < 12) return null
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return text(bytes, 12, 4) === 'IHDR' ? 'png' : null
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, [0x1a, 0x45, 0xdf, 0xa3])) return ebmlContainer(bytes)
  if (text(bytes, 4, 4) === 'ftyp') return brandedContainer(bytes)
  switch (text(bytes, 0, 4)) {
    case 'GIF8':
      return /^GIF8[79]a$/.test(text(bytes, 0, 6)) ? 'gif' : null
    case 'RIFF':
      return text(bytes, 8, 4) === 'WEBP' ? 'webp' : text(bytes, 8, 4) === 'WAVE' ? 'wav' : null
    case 'RF64':
      return text(bytes, 8, 4) === 'WAVE' ? 'wav' : null
    case 'fLaC':
      return 'flac'
    case 'OggS':
      return bytes[4] === 0 ? 'ogg' : null
  }
  if (isTransportStream(bytes)) return 'mpegts'
  return mpegAudioContainer(bytes)
}

const videoBrands = /^(isom|iso[2-9]|mp4[12]|avc1|hvc1|av01|dash|mmp4|MSNV|M4V[ HP]|3gp.|3g2.|f4v |F4V |NDS.|cmf[2c])$/
const audioBrands = /^(M4A |M4B |F4A )$/

function brandedContainer(bytes: Uint8Array): Container | null {
  const size = Math.min(readUint32(bytes, 0), bytes.length)
  if (size < 16) return null
  const major = text(bytes, 8, 4)
  const brands = [major]
  for (let at = 16; at + 4 <= size; at += 4) brands.push(text(bytes, at, 4))
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif'
  if (/^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/.test(major)) return 'heic'
  if (major === 'qt  ') return 'mov'
  if (audioBrands.test(major)) return 'm4a'
  if (brands.some((brand) => videoBrands.test(brand))) return 'mp4'
  if (brands.some((brand) => audioBrands.test(brand))) return 'm4a'
  return brands.includes('qt  ') ? 'mov' : null
}

function ebmlContainer(bytes: Uint8Array): Container | null {
  const head = text(bytes, 0, Math.min(bytes.length, 64))
  return head.includes('webm') ? 'webm' : head.includes('matroska') ? 'mkv' : null
}

/** Sync bytes at three packets' distance. */
function isTransportStream(bytes: Uint8Array): boolean {
  return bytes.length > 2 * 188 && bytes[0] === 0x47 && bytes[188] === 0x47 && bytes[376] === 0x47 && bytes.some((byte) => byte >= 0x80)
}

function mpegAudioContainer(bytes: Uint8Array): Container | null {
  if (text(bytes, 0, 3) === 'ID3') return bytes[3]! >= 2 && bytes[3]! <= 4 && bytes[4]! < 0xff && bytes[5]! % 16 === 0 ? 'mp3' : null
  if (bytes[0] !== 0xff || (bytes[1]! & 0xe0) !== 0xe0) return null
  // One sync word is a coincidence: the frame's own length must lead to the next one.
  const isAdts = (bytes[1]! & 0xf6) === 0xf0
  const frame = isAdts ? adtsFrameBytes(bytes) : mpegFrameBytes(bytes)
  if (frame === null || frame + 1 >= bytes.length) return null
  return bytes[frame] === 0xff && (bytes[frame + 1]! & 0xfe) === (bytes[1]! & 0xfe) ? (isAdts ? 'aac' : 'mp3') : null
}

function adtsFrameBytes(bytes: Uint8Array): number | null {
  const length = ((bytes[3]! & 0x03) << 11) | (bytes[4]! << 3) | (bytes[5]! >> 5)
  return length >= 7 ? length : null
}

const bitRates = {
  version1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  version2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}
const sampleRates = [44_100, 48_000, 32_000]

/** Layer III only: what speech models deliver. */
function mpegFrameBytes(bytes: Uint8Array): number | null {
  const version = (bytes[1]! >> 3) & 3
  const layer = (bytes[1]! >> 1) & 3
  const sampleRate = sampleRates[(bytes[2]! >> 2) & 3]
  if (version === 1 || layer !== 1 || sampleRate === undefined) return null
  const bitRate = (version === 3 ? bitRates.version1 : bitRates.version2)[bytes[2]! >> 4]
  if (!bitRate) return null
  const rate = version === 3 ? sampleRate : version === 2 ? sampleRate / 2 : sampleRate / 4
  return Math.floor(((version === 3 ? 144 : 72) * bitRate * 1000) / rate) + ((bytes[2]! >> 1) & 1)
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}

function holds(bytes: Uint8Array, word: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(0, 256).includes(word, 0, 'latin1')
}

function readUint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at)
}
