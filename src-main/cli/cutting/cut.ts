import { lstatSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { toAppError, type ErrorCode } from '../../../src-shared/errors'
import { noEdits } from '../../../src-shared/trim'
import { silentLog } from '../../log'
import { openMedia } from '../../media'
import { makeFile, type FileMade } from '../../trim'
import { exit, exitAfter, UsageError } from '../exit'
import type { Signals } from '../signals'
import type { Cutting } from './arguments'

interface Console {
  out(line: string): void
  err(line: string): void
  signals: Signals
}

/** What is wrong with the files that were named, and not with the machine. */
const badInput: readonly ErrorCode[] = ['bad-request', 'file-missing', 'not-media', 'unsupported-media', 'nothing-to-cut', 'too-large']

/** Cuts or joins files as the app does, without a library. Resolves to the exit status. */
export async function cutFiles(cutting: Cutting, console: Console): Promise<number> {
  const outPath = resolve(cutting.outPath)
  refuse(cutting, outPath)
  const folder = mkdtempSync(join(tmpdir(), 'doitong-cut-'))
  const media = openMedia({ ffmpegPath: () => null, thumbnailsFolder: folder, log: silentLog })
  const abort = new AbortController()
  let stopped: keyof typeof exitAfter | null = null
  void console.signals.caught().then((signal) => {
    stopped = signal
    abort.abort()
  })
  try {
    const made = await makeFile(media, {
      parts: cutting.parts.map((part) => ({ ...part, path: resolve(part.path) })),
      wish: { cut: cutting.cut, edits: noEdits },
      outPath,
      keepMetadata: cutting.keepMetadata,
      signal: abort.signal,
      onFraction: () => {},
    })
    if (cutting.json) console.out(JSON.stringify(record(made)))
    else for (const line of words(cutting, made)) console.out(line)
    return exit.done
  } catch (thrown) {
    if (stopped !== null) return exitAfter[stopped]
    const error = toAppError(thrown)
    console.err(error.code === 'internal' ? String(error.cause instanceof Error ? error.cause.stack : error.message) : error.message)
    return badInput.includes(error.code) ? exit.badInput : exit.couldNotRun
  } finally {
    await media.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @throws UsageError for names that cannot be meant, before anything is started. */
function refuse({ parts }: Cutting, outPath: string): void {
  for (const { path } of parts) {
    const file = statSync(path, { throwIfNoEntry: false })
    if (file === undefined) throw new UsageError(`${path}: there is no such file.`)
    if (!file.isFile()) throw new UsageError(`${path}: that is no file.`)
  }
  if (lstatSync(outPath, { throwIfNoEntry: false }) !== undefined) throw new UsageError(`${outPath}: exists already, and is never written over.`)
  if (!statSync(dirname(outPath), { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${dirname(outPath)}: there is no such folder.`)
}

/** What `--json` prints. */
function record({ cut, fellBack, detail, startsAtSeconds, hiddenSeconds, frames, durationSeconds }: FileMade) {
  return {
    cut,
    ...(fellBack !== null && { fellBack }),
    ...(detail !== null && { detail }),
    startsAtSeconds: rounded(startsAtSeconds),
    ...(hiddenSeconds > 0 && { hiddenSeconds: rounded(hiddenSeconds) }),
    frames,
    durationSeconds: rounded(durationSeconds),
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6
}

function words(cutting: Cutting, made: FileMade): string[] {
  const frames = made.frames === null ? '' : `, ${made.frames} frames`
  const fell = made.fellBack === null ? [] : [`Not ${cutting.cut} (${made.fellBack}${made.detail === null ? '' : `: ${made.detail}`}).`]
  const hidden = made.hiddenSeconds > 0 ? [`${made.hiddenSeconds.toFixed(3)} s before its start stay inside the file, hidden from players.`] : []
  return [`${cutting.outPath}: ${made.cut}, from ${made.startsAtSeconds.toFixed(3)} s, ${made.durationSeconds.toFixed(3)} s${frames}.`, ...fell, ...hidden]
}
