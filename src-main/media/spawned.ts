import { spawn } from 'node:child_process'
import { AppError } from '../../src-shared/errors'

export interface SpawnLimits {
  /** Milliseconds until the process is killed. */
  timeoutMs: number
  /** Bytes of standard output taken before the process is killed. */
  outputBytes: number
  signal?: AbortSignal | undefined
  /** The working folder: an empty one, so that no relative name means anything. */
  folder: string
}

/** How much of standard error is kept: the start says what is wrong. */
const errorBytes = 16 * 1024

/**
 * Runs a binary to its end with nothing on its standard input; arguments go as an array, never through a shell.
 *
 * @throws AppError `ffmpeg-failed` with the first words of its complaint, `timed-out`, `too-large`, `canceled`.
 */
export async function runBinary(binary: string, args: readonly string[], limits: SpawnLimits): Promise<Buffer> {
  const chunks: Buffer[] = []
  await streamBinary(binary, args, limits, (chunk) => void chunks.push(chunk))
  return Buffer.concat(chunks)
}

/** The same, handing on standard output as it comes. Resolves to what was complained of, empty when nothing was. */
export function streamBinary(
  binary: string,
  args: readonly string[],
  limits: SpawnLimits,
  onOutput: (chunk: Buffer) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    if (limits.signal?.aborted) return reject(new AppError('canceled', 'Canceled'))
    const child = spawn(binary, args, { cwd: limits.folder, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, env: ownEnvironment() })
    let received = 0
    let complaint = ''
    let ended: AppError | null = null
    const end = (error: AppError) => {
      ended ??= error
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => end(new AppError('timed-out', `${nameOf(binary)} took longer than ${limits.timeoutMs} ms`)), limits.timeoutMs)
    const onAbort = () => end(new AppError('canceled', 'Canceled'))
    limits.signal?.addEventListener('abort', onAbort, { once: true })
    child.stdout.on('data', (chunk: Buffer) => {
      received += chunk.length
      if (received > limits.outputBytes) return end(new AppError('too-large', `${nameOf(binary)} printed more than ${limits.outputBytes} bytes`))
      onOutput(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < errorBytes) complaint += chunk.toString('utf8').slice(0, errorBytes - complaint.length)
    })
    child.on('error', (error) => settle(() => reject(new AppError('ffmpeg-missing', `${nameOf(binary)} could not be started`, { cause: error }))))
    child.on('close', (code, signal) =>
      settle(() => {
        if (ended) return reject(ended)
        if (code === 0) return resolve(complaintOf(complaint))
        reject(new AppError('ffmpeg-failed', complaintOf(complaint) || `${nameOf(binary)} ended with ${code ?? signal}`))
      }),
    )
    const settle = (then: () => void) => {
      clearTimeout(timer)
      limits.signal?.removeEventListener('abort', onAbort)
      then()
    }
  })
}

/** Without what makes ffmpeg write reports beside what it was asked for. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const { FFREPORT: _report, ...rest } = process.env
  return rest
}

function nameOf(binary: string): string {
  return /ffprobe[^/\\]*$/i.test(binary) ? 'ffprobe' : 'ffmpeg'
}

/** What a binary complained of, on one line and without paths: they are the user's own. */
export function complaintOf(text: string): string {
  return text
    .replaceAll(/file:\S.*?(?=: |\n|$)/g, 'the file')
    .replaceAll(/\[[^\]]* @ 0x[0-9a-f]+\] /g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 4)
    .join('; ')
    .slice(0, 400)
}
