import { chmodSync, constants } from 'node:fs'
import { access, mkdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { AppError } from '../../src-shared/errors'
import type { Log } from '../log'
import {
  readBitstreamFilters, readDemuxers, readEncoders, readHasDisplayRotation, readHasFpsMode, readVersion, type Capabilities,
} from './capabilities'
import { runBinary } from './spawned'

export interface Binaries {
  ffmpeg: string
  ffprobe: string
  place: 'settings' | 'system' | 'embedded'
  capabilities: Capabilities
}

/** The oldest release that is taken from the system; an own path in settings may name any. */
const oldestSystemVersion = 5

export interface BinaryParts {
  /** The path in settings. */
  ffmpegPath: () => string | null
  /** An empty folder the binaries run in. */
  workFolder: string
  log: Log
  /** Folders searched for the system's ffmpeg. */
  searchPath?: readonly string[]
}

interface Found {
  binaries: Binaries
  /** The setting it was found under, and both files as they were then. */
  setting: string | null
  stamps: string
}

/** Finds ffmpeg and ffprobe, asks what they can do once, and looks again whenever the files are no longer those that were asked. */
export function binaryFinder(parts: BinaryParts): () => Promise<Binaries> {
  let found: Promise<Found> | null = null
  return async () => {
    await mkdir(parts.workFolder, { recursive: true })
    const known = await found?.catch(() => null)
    if (known && known.setting === parts.ffmpegPath() && known.stamps === (await stamps(known.binaries))) return known.binaries
    const search = find(parts)
    found = search
    return (await search).binaries
  }
}

async function find(parts: BinaryParts): Promise<Found> {
  const setting = parts.ffmpegPath()
  const system = await systemPair(parts.searchPath ?? systemFolders())
  const embedded = embeddedPair()
  const candidates: { place: Binaries['place']; ffmpeg: string; ffprobe: string | null }[] = [
    ...(setting ? [{ place: 'settings' as const, ffmpeg: setting, ffprobe: await besides(setting) }] : []),
    ...(system ? [{ place: 'system' as const, ...system }] : []),
    ...(embedded ? [{ place: 'embedded' as const, ...embedded }] : []),
  ]
  for (const { place, ffmpeg, ffprobe } of candidates) {
    // An ffmpeg chosen by hand may come without its ffprobe; any other does.
    const prober = ffprobe ?? system?.ffprobe ?? embedded?.ffprobe
    if (!prober) continue
    try {
      const capabilities = await ask(ffmpeg, parts.workFolder)
      if (place === 'system' && capabilities.majorVersion !== null && capabilities.majorVersion < oldestSystemVersion) continue
      if (readVersion(await output(prober, ['-version'], parts.workFolder)) === null) continue
      const binaries = { ffmpeg, ffprobe: prober, place, capabilities }
      return { binaries, setting, stamps: await stamps(binaries) }
    } catch (error) {
      parts.log.warn('ffmpeg cannot be used', { place, error })
    }
  }
  throw new AppError('ffmpeg-missing', 'No ffmpeg that works was found')
}

/** @throws AppError `ffmpeg-missing` when that file is no ffmpeg that runs. */
export async function checkFfmpeg(path: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await ask(path, folder).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'ffmpeg-missing'
      ? error
      : new AppError('ffmpeg-missing', 'That program is not ffmpeg', { cause: error })
  })
}

async function ask(ffmpeg: string, folder: string): Promise<Capabilities> {
  const [version, encoders, demuxers, filters, help] = await Promise.all([
    output(ffmpeg, ['-version'], folder),
    output(ffmpeg, ['-hide_banner', '-encoders'], folder),
    output(ffmpeg, ['-hide_banner', '-demuxers'], folder),
    output(ffmpeg, ['-hide_banner', '-bsfs'], folder),
    output(ffmpeg, ['-hide_banner', '-h', 'long'], folder),
  ])
  const named = readVersion(version)
  if (named === null) throw new AppError('ffmpeg-missing', 'That program is not ffmpeg')
  return {
    ...named,
    encoders: readEncoders(encoders),
    demuxers: readDemuxers(demuxers),
    hasFpsMode: readHasFpsMode(help),
    bitstreamFilters: readBitstreamFilters(filters),
    hasDisplayRotation: readHasDisplayRotation(help),
  }
}

async function output(binary: string, args: string[], folder: string): Promise<string> {
  return (await runBinary(binary, args, { timeoutMs: 20_000, outputBytes: 4 * 1024 * 1024, folder })).toString('utf8')
}

/** Size and time of both files: another build under the same name is asked anew; a missing one is never started. */
async function stamps(binaries: Pick<Binaries, 'ffmpeg' | 'ffprobe'>): Promise<string> {
  try {
    const files = await Promise.all(
      [binaries.ffmpeg, binaries.ffprobe].map(async (path) => (await access(path, constants.X_OK), stat(path))),
    )
    return files.map((file) => `${file.size}:${file.mtimeMs}`).join(' ')
  } catch {
    return 'gone'
  }
}

const suffix = process.platform === 'win32' ? '.exe' : ''

/** Windows started from a desktop knows PATH; on a Mac it lacks the folders where ffmpeg is usually installed. */
function systemFolders(): string[] {
  const listed = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return process.platform === 'darwin' ? [...listed, '/opt/homebrew/bin', '/usr/local/bin'] : listed
}

async function systemPair(folders: readonly string[]): Promise<{ ffmpeg: string; ffprobe: string } | null> {
  for (const folder of folders) {
    const ffmpeg = join(folder, `ffmpeg${suffix}`)
    const ffprobe = await besides(ffmpeg)
    if (ffprobe !== null && (await isExecutable(ffmpeg))) return { ffmpeg, ffprobe }
  }
  return null
}

async function besides(ffmpeg: string): Promise<string | null> {
  const ffprobe = join(dirname(ffmpeg), `ffprobe${suffix}`)
  return (await isExecutable(ffprobe)) ? ffprobe : null
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(() => true, () => false)
}

/** The packages throw where they have no build for the platform. Inside the packaged app the binaries lie beside the archive. */
function embeddedPair(): { ffmpeg: string; ffprobe: string } | null {
  const load = createRequire(import.meta.url)
  try {
    const [ffmpeg, ffprobe] = ['@ffmpeg-installer/ffmpeg', '@ffprobe-installer/ffprobe'].map((name) =>
      (load(name) as { path: string }).path.replace(/app\.asar(?=[/\\])/, 'app.asar.unpacked'),
    )
    for (const path of [ffmpeg!, ffprobe!]) makeExecutable(path)
    return { ffmpeg: ffmpeg!, ffprobe: ffprobe! }
  } catch {
    return null
  }
}

/** One of the packages installs its binary executable for its owner only, or not at all without install scripts. */
function makeExecutable(path: string): void {
  try {
    chmodSync(path, 0o755)
  } catch {
    // Read-only installation: it either is executable, or asking it fails and says so.
  }
}
