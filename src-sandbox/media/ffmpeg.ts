import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Binaries } from './binaries'

/** ffmpeg or ffprobe ended badly; the message is the last of what it said. */
class MediaToolError extends Error {}

const stderrCap = 4_000

/**
 * Runs ffmpeg with `-y`, feeding `frames` to its standard input where given. Resolves with what it wrote to standard output.
 */
export async function runFfmpeg(binaries: Binaries, args: string[], frames: AsyncIterable<Uint8Array> | null, signal: AbortSignal): Promise<Buffer> {
  const base = ['-hide_banner', '-v', 'error', ...(frames ? [] : ['-nostdin']), '-y']
  return run(binaries.ffmpeg, [...base, ...args], frames, signal)
}

async function run(path: string, args: string[], frames: AsyncIterable<Uint8Array> | null, signal: AbortSignal): Promise<Buffer> {
  signal.throwIfAborted()
  const child = spawn(path, args, { stdio: [frames ? 'pipe' : 'ignore', 'pipe', 'pipe'], windowsHide: true })
  const stop = (): void => void child.kill('SIGKILL')
  signal.addEventListener('abort', stop, { once: true })
  const chunks: Buffer[] = []
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-stderrCap)))
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve(code ?? -1))
  })
  ended.catch(() => undefined) // awaited below, after feeding
  try {
    if (frames && child.stdin) await feed(frames, child.stdin, ended)
    const code = await ended
    signal.throwIfAborted()
    if (code !== 0) throw new MediaToolError(said.trim() || `ended with status ${code}`)
    return Buffer.concat(chunks)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function feed(frames: AsyncIterable<Uint8Array>, stdin: NodeJS.WritableStream, ended: Promise<number>): Promise<void> {
  let open = true
  stdin.on('error', () => (open = false)) // the process ended early: its status tells why
  void ended.then(() => (open = false), () => (open = false))
  for await (const frame of frames) {
    if (!open) return
    if (!stdin.write(frame)) await Promise.race([once(stdin, 'drain').catch(() => undefined), ended])
  }
  stdin.end()
}

export interface Probe {
  width: number | null
  height: number | null
  durationSeconds: number | null
  hasVideo: boolean
  hasAudio: boolean
}

/** What ffprobe sees in a file. Throws `MediaToolError` when it is no media at all. */
export async function probe(binaries: Binaries, path: string, signal: AbortSignal): Promise<Probe> {
  const args = ['-v', 'error', '-protocol_whitelist', 'file', '-show_entries', 'stream=codec_type,width,height:format=duration', '-of', 'json', `file:${path}`]
  const text = (await run(binaries.ffprobe, args, null, signal)).toString()
  const parsed = JSON.parse(text) as { streams?: { codec_type?: string; width?: number; height?: number }[]; format?: { duration?: string } }
  const streams = parsed.streams ?? []
  const picture = streams.find(stream => stream.codec_type === 'video')
  const duration = Number(parsed.format?.duration)
  return {
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    durationSeconds: Number.isFinite(duration) ? duration : null,
    hasVideo: picture !== undefined,
    hasAudio: streams.some(stream => stream.codec_type === 'audio'),
  }
}
