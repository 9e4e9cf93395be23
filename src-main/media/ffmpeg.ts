import { access, mkdir } from 'node:fs/promises'
import { constants } from 'node:fs'
import fluentFfmpeg from 'fluent-ffmpeg'
import { AppError } from '../../src-shared/errors'
import { fileUrl } from './arguments'
import { isProgressLine, progressReader } from './progress'
import { complaintOf } from './spawned'

/** A run that writes one file, built by pure functions. */
export interface FileCommand {
  /** Each as `inputArguments` makes it; the first may be preceded by what stands before everything. */
  inputs: readonly (readonly string[])[]
  options: readonly string[]
  outputPath: string
  /** Of what is written, for progress. */
  durationSeconds: number
}

export interface RunParts {
  ffmpeg: string
  /** An empty folder to run in. */
  folder: string
  signal?: AbortSignal | undefined
  /** Rises from 0 to below 1. */
  onFraction?: ((fraction: number) => void) | undefined
}

/** Without a word for so long it hangs. Moving the index of a very large file to its front says nothing meanwhile. */
const silenceMs = 10 * 60_000
/** A run that talks and never ends: two hundred times as long as what it writes plays, and never less than this. */
const leastTotalMs = 30 * 60_000
const killGraceMs = 3_000

/**
 * The only place that knows fluent-ffmpeg (2.1.3, no longer kept up). Its traps and what guards against them:
 * - a path that is no program crashes the process: looked at right before, and set on each command;
 * - `kill` before the start is lost: an own flag, looked at when it has started;
 * - its `progress` counts against the whole input and starts a probe of its own: never listened to, `-progress` is read instead;
 * - options with one space in them are split unless given as separate arguments: always given so;
 * - it asks the binary for formats and encoders, misreads newer ones and remembers them for every other binary: answered here.
 *
 * @throws AppError `ffmpeg-missing`, `ffmpeg-failed`, `disk-full`, `timed-out`, `canceled`; the process has ended by then.
 */
export async function runFfmpeg(command: FileCommand, parts: RunParts): Promise<void> {
  await mkdir(parts.folder, { recursive: true })
  await access(parts.ffmpeg, constants.X_OK).catch((error: unknown) => {
    throw new AppError('ffmpeg-missing', 'ffmpeg is no longer where it was', { cause: error })
  })
  if (parts.signal?.aborted) throw new AppError('canceled', 'Canceled')
  const run = fluentFfmpeg({ cwd: parts.folder, stdoutLines: 50 } as fluentFfmpeg.FfmpegCommandOptions)
  run.setFfmpegPath(parts.ffmpeg)
  answerCapabilities(run, command)
  for (const input of command.inputs) {
    run.input(input.at(-1)!)
    run.inputOptions(...input.slice(0, -2))
  }
  run.outputOptions(...command.options, '-progress', 'pipe:2', '-y')
  run.output(fileUrl(command.outputPath))
  await ended(run, command, parts)
}

function ended(run: fluentFfmpeg.FfmpegCommand, command: FileCommand, parts: RunParts): Promise<void> {
  return new Promise((resolve, reject) => {
    const complaint: string[] = []
    const onLine = progressReader(command.durationSeconds, parts.onFraction ?? (() => {}))
    let stop: AppError | null = null
    let started = false
    let silence: NodeJS.Timeout | undefined
    let grace: NodeJS.Timeout | undefined
    const kill = () => {
      run.kill('SIGTERM')
      grace ??= setTimeout(() => run.kill('SIGKILL'), killGraceMs)
    }
    const halt = (error: AppError) => {
      stop ??= error
      if (started) kill()
    }
    const listen = () => {
      clearTimeout(silence)
      silence = setTimeout(() => halt(new AppError('timed-out', 'ffmpeg said nothing for too long')), silenceMs)
    }
    const totalMs = Math.max(leastTotalMs, Math.min(command.durationSeconds * 200_000, 24 * 3_600_000))
    const total = setTimeout(() => halt(new AppError('timed-out', 'ffmpeg took too long')), totalMs)
    const onAbort = () => halt(new AppError('canceled', 'Canceled'))
    const settle = (then: () => void) => {
      clearTimeout(silence)
      clearTimeout(total)
      clearTimeout(grace)
      parts.signal?.removeEventListener('abort', onAbort)
      then()
    }
    parts.signal?.addEventListener('abort', onAbort, { once: true })
    run.on('start', () => {
      started = true
      if (stop) kill()
      else listen()
    })
    run.on('stderr', (line: string) => {
      listen()
      if (isProgressLine(line)) onLine(line)
      else if (complaint.length < 40) complaint.push(line.slice(0, 500))
    })
    run.on('end', () => settle(() => (stop ? reject(stop) : resolve())))
    run.on('error', (error: Error) => settle(() => reject(stop ?? failure(complaint.join('\n'), error))))
    run.run()
  })
}

function failure(complaint: string, error: Error): AppError {
  if (/No space left on device/i.test(complaint)) return new AppError('disk-full', 'The disk is full', { cause: error })
  return new AppError('ffmpeg-failed', complaintOf(complaint) || 'ffmpeg failed', { cause: error })
}

/** What fluent-ffmpeg would ask the binary: our own capabilities were asked already, and the arguments were built by them. */
function answerCapabilities(run: fluentFfmpeg.FfmpegCommand, command: FileCommand): void {
  const every = [...command.inputs.flat(), ...command.options]
  const named = every.filter((_argument, index) => every[index - 1] === '-f')
  const formats = Object.fromEntries(named.map((name) => [name, { description: name, canDemux: true, canMux: true }]))
  // Its types leave out that "no error" is null.
  const noError = null as unknown as Error
  run.availableFormats = (callback) => callback(noError, formats)
  run.availableEncoders = (callback) => callback(noError, {})
}
