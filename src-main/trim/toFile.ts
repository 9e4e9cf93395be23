import { constants } from 'node:fs'
import { copyFile, link, lstat, mkdtemp, rm } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { AppError, toAppError } from '../../src-shared/errors'
import { outputFormats, type Cut, type TrimFallback, type TrimRequest } from '../../src-shared/trim'
import type { Media } from '../media'
import { copyTarget, encodedTarget } from './formats'
import { makeResult, needsClosedKeyframes, type Made, type Work } from './run'
import { readSource } from './source'

export interface FileWork extends Pick<Work, 'keepMetadata' | 'signal' | 'onFraction'> {
  parts: readonly { path: string; inSeconds: number | null; outSeconds: number | null }[]
  wish: Pick<TrimRequest, 'cut' | 'edits'>
  outPath: string
}

/** What was made. Times are the first source's. */
export interface FileMade {
  cut: Cut
  fellBack: TrimFallback | null
  /** Technical: the codec, the encoder, or what failed its check. */
  detail: string | null
  /** Of the first frame that players show: before the in point where a copy cannot hide what its first keyframe brings along. */
  startsAtSeconds: number
  /** Still inside the file before that, hidden by an edit list. */
  hiddenSeconds: number
  /** Null for sound. */
  frames: number | null
  durationSeconds: number
  /** How many of the frames were encoded again. */
  encodedFrames: number
}

/**
 * Makes one file of others, as the app does, without a library. What is unfinished lies in a folder beside `outPath` that is removed
 * whatever happens; an existing file is never written over.
 *
 * @throws AppError `bad-request` when that name cannot be written, and what `makeResult` throws.
 */
export async function makeFile(media: Media, work: FileWork): Promise<FileMade> {
  if (await exists(work.outPath)) throw taken()
  const closedKeyframes = needsClosedKeyframes(work.wish.cut, work.parts.length)
  const parts: Work['parts'][number][] = []
  for (const { path, ...range } of work.parts) {
    parts.push({ part: { itemId: path, ...range }, source: await readSource(media, path, { closedKeyframes, signal: work.signal }) })
  }
  const output = outputOf(extname(work.outPath).slice(1).toLowerCase(), parts[0]!.source.probe)
  const folder = await mkdtemp(join(dirname(work.outPath), '.doitong-')).catch((error: unknown) => {
    throw new AppError('bad-request', 'The folder of the result cannot be written to', { cause: error })
  })
  try {
    const made = await makeResult(media, { ...work, id: 'result', parts, wish: { ...work.wish, output }, folder })
    await moveTo(made.path, work.outPath)
    return describe(made)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What a file's extension asks for. */
function outputOf(extension: string, probe: Parameters<typeof copyTarget>[0]): TrimRequest['output'] {
  const own: TrimRequest['output'] = { format: 'source', preset: 'best' }
  if ([copyTarget(probe).extension, encodedTarget(probe, own).extension].includes(extension)) return own
  const format = outputFormats.find((known) => known === extension)
  if (format !== undefined) return { format, preset: 'best' }
  const known = [...new Set([copyTarget(probe).extension, ...outputFormats.filter((name) => name !== 'source')])]
  throw new AppError('bad-request', `A result of this source cannot be a ".${extension}" file; it can be ${known.map((name) => `.${name}`).join(', ')}`)
}

function describe({ planned, fellBack, complaint }: Made): FileMade {
  const { plan } = planned
  const [first] = plan.parts as [(typeof plan.parts)[number]]
  return {
    cut: plan.madeAs,
    fellBack,
    detail: complaint ?? plan.detail,
    startsAtSeconds: first.hidden ? first.inSeconds : first.startsAtSeconds,
    hiddenSeconds: first.hiddenSeconds,
    frames: plan.frames,
    durationSeconds: plan.durationSeconds,
    encodedFrames: plan.parts.reduce((sum, part) => sum + part.encodedFrames, 0),
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(() => true, () => false)
}

function taken(): AppError {
  return new AppError('bad-request', 'The result exists already, and is never written over')
}

/** A hard link fails where the name exists: nothing can come between looking and moving. */
async function moveTo(from: string, to: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw taken()
    // A file system without links.
    await copyFile(from, to, constants.COPYFILE_EXCL).catch((failure: unknown) => {
      throw codeOf(failure) === 'EEXIST' ? taken() : toAppError(failure)
    })
  }
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown }).code
}
