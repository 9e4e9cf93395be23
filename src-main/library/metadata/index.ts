import { containerFacts, sniff, type Container } from '../../media'
import type { MediaKind } from '../../../src-shared/media'
import { readExif } from './exif'
import { emptyHeader, type FileHeader } from './header'
import { readJpeg } from './jpeg'
import { readPng } from './png'
import { readRiff } from './riff'
import { readId3, readMp4 } from './tags'
import { nothingFound, readA1111, readComfy, readInvoke, type Found } from './tools'
import { readXmp } from './xmp'

export type { Found } from './tools'

export interface Looked {
  kind: MediaKind
  container: Container
  extension: string
  width: number | null
  height: number | null
  durationSeconds: number | null
  found: Found | null
  /** More is known when so many bytes of the file are read; null: nothing more. */
  wantedBytes: number | null
}

/** No more than this is ever read of a file for its metadata. */
const mostHeaderBytes = 16 * 1024 * 1024

/**
 * What a file is and what programs wrote into it, by its first bytes. Null for what is no media of this app. Never fails: what cannot be understood
 * is left out.
 */
export function lookInto(bytes: Buffer): Looked | null {
  const sniffed = sniff(bytes)
  if (sniffed === null) return null
  const header = headerOf(sniffed.container, bytes)
  return {
    kind: sniffed.kind,
    container: sniffed.container,
    extension: containerFacts(sniffed.container).extension,
    width: header.width,
    height: header.height,
    durationSeconds: header.durationSeconds,
    found: safely(() => foundIn(header), null),
    wantedBytes: header.wantedBytes !== null && header.wantedBytes > bytes.length && header.wantedBytes <= mostHeaderBytes ? header.wantedBytes : null,
  }
}

function headerOf(container: Container, bytes: Buffer): FileHeader {
  const readers: Partial<Record<Container, (bytes: Buffer) => FileHeader>> = {
    png: readPng, jpeg: readJpeg, webp: readRiff, wav: readRiff, mp4: readMp4, mov: readMp4, m4a: readMp4,
    mp3: (file) => (file.toString('latin1', 0, 3) === 'ID3' ? readId3(file) : emptyHeader()),
    gif: (file) => ({ ...emptyHeader(), width: file.readUInt16LE(6), height: file.readUInt16LE(8) }),
  }
  const read = readers[container]
  return read === undefined ? emptyHeader() : safely(() => read(bytes), emptyHeader())
}

/** Bytes from anywhere: reading past their end is what a broken file looks like. */
function safely<Value>(work: () => Value, otherwise: Value): Value {
  try {
    return work()
  } catch {
    return otherwise
  }
}

/** What programs write about themselves: no words about the picture. */
const signature = /^(Lavc|Lavf|CREATOR: |Created with |File written by |LEAD |Optimized (by|using) |Handbrake |Google$)/i

function foundIn(header: FileHeader): Found | null {
  const exif = header.exif === null ? new Map<string, string>() : readExif(header.exif)
  const xmp = header.xmp === null ? null : readXmp(header.xmp)
  for (const [name, value] of header.texts) if (signature.test(value)) header.texts.delete(name)
  const text = (name: string) => header.texts.get(name)
  const comment = exif.get('userComment') ?? text('comment') ?? ''
  // ComfyUI writes `prompt:{…}` into EXIF where a format has no texts of its own.
  const inExif = [...exif.values()].find((value) => value.startsWith('prompt:'))?.slice('prompt:'.length)
  const studio = text('doitong-studio') ?? xmp?.studio ?? (comment.startsWith('{"doitong-studio"') ? comment : undefined)
  const found =
    fromStudio(studio) ??
    readIf(text('invokeai_metadata') ?? text('sd-metadata'), readInvoke) ??
    readIf(text('parameters') ?? comment, readA1111) ??
    readIf(text('prompt') ?? inExif ?? commentGraph(comment), readComfy) ??
    plain(header, exif)
  if (xmp !== null && found !== null) {
    found.title ||= xmp.title
    found.prompt ||= xmp.description
    found.tags = [...new Set([...found.tags, ...xmp.keywords])]
    found.rating ??= xmp.rating
  }
  if (found !== null) {
    found.createdAt ??= exifTime(exif.get('takenAt'))
    for (const name of ['make', 'model', 'lens', 'exposure', 'aperture', 'iso', 'focalLength', 'software']) {
      const value = exif.get(name)
      if (value !== undefined && value.length <= 200) found.facts[name] ??= value
    }
  }
  return found === null || isEmpty(found) ? null : found
}

function readIf(text: string | undefined, read: (text: string) => Found | null): Found | null {
  return text === undefined || text === '' ? null : read(text)
}

/** Some nodes put `{"prompt": …}` into a comment; videos of ComfyUI have it there as a text inside the text. */
function commentGraph(comment: string): string | undefined {
  if (!comment.startsWith('{')) return undefined
  const inner = safely(() => (JSON.parse(comment) as Record<string, unknown>)['prompt'], undefined)
  return typeof inner === 'string' ? inner : inner === undefined ? undefined : JSON.stringify(inner)
}

/** What this app wrote on export. */
function fromStudio(text: string | undefined): Found | null {
  if (text === undefined) return null
  const value = safely(() => JSON.parse(text) as Record<string, unknown>, {})
  const own = (typeof value['doitong-studio'] === 'object' ? value['doitong-studio'] : value) as Record<string, unknown> | null
  if (own === null || typeof own['prompt'] !== 'string') return null
  const options = typeof own['options'] === 'object' && own['options'] !== null ? Object.entries(own['options']) : []
  return {
    ...nothingFound('studio'),
    title: typeof own['title'] === 'string' ? own['title'] : '',
    prompt: own['prompt'],
    model: typeof own['model'] === 'string' ? own['model'] : null,
    options: Object.fromEntries(options.filter((entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number')),
    tags: Array.isArray(own['tags']) ? own['tags'].filter((tag) => typeof tag === 'string') : [],
  }
}

/** Cameras and everything that only describes itself. */
function plain(header: FileHeader, exif: ReadonlyMap<string, string>): Found {
  const text = (...names: string[]) => names.map((name) => header.texts.get(name)).find((one) => one !== undefined) ?? ''
  return {
    ...nothingFound(exif.has('make') || exif.has('takenAt') ? 'camera' : 'other'),
    title: text('title', 'Title') || (exif.get('xpTitle') ?? ''),
    prompt: text('description', 'Description', 'comment', 'Comment') || (exif.get('description') ?? exif.get('userComment') ?? exif.get('xpComment') ?? ''),
    tags: (text('keywords') || (exif.get('xpKeywords') ?? '')).split(/[;,]/).map((tag) => tag.trim()).filter((tag) => tag !== '' && tag.length <= 100),
  }
}

function isEmpty(found: Found): boolean {
  return found.title === '' && found.prompt === '' && found.tags.length === 0 && found.rating === null && found.createdAt === null &&
    Object.keys(found.options).length === 0 && Object.keys(found.facts).length === 0
}

/** `2026:11:23 12:30:00`, by the clock of whoever took it. */
function exifTime(text: string | undefined): number | null {
  const match = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})/.exec(text ?? '')
  if (match === null) return null
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [number, number, number, number, number, number]
  const time = new Date(year, month - 1, day, hour, minute, second).getTime()
  return Number.isFinite(time) && year >= 1826 ? time : null
}
