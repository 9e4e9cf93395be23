import { fork, type ChildProcess } from 'node:child_process'
import { z } from 'zod'
import { AppError } from '../src-shared/errors'
import { sandboxFlags } from './sandboxFlags'
import type { RunningSandbox } from './settings'

const ready = z.object({ url: z.string(), key: z.string() })

interface Options {
  /** The bundled server, beside the main bundle. */
  entry: string
  stateFolder: string
  /** Binaries that make the media. */
  binaries(): Promise<{ ffmpeg: string; ffprobe: string }>
}

/** The embedded server as a child of plain Node; it ends with its parent, however that ends. */
export function sandboxChild({ entry, stateFolder, binaries }: Options): { start(): Promise<RunningSandbox>; stop(): void } {
  let child: ChildProcess | null = null
  let running: Promise<RunningSandbox> | null = null

  const start = async () => {
    const flags = sandboxFlags(stateFolder, await binaries())
    return new Promise<RunningSandbox>((resolve, reject) => {
      // A group of its own: Ctrl+C in a terminal goes to the whole group, and requests under way are still to be answered then.
      const forked = fork(entry, flags, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], detached: true, execArgv: [] })
      child = forked
      let lastWords = ''
      forked.stderr?.on('data', (data: Buffer) => {
        lastWords = (lastWords + data.toString()).slice(-2_000)
      })
      forked.on('message', (message) => {
        const parsed = ready.safeParse(message)
        if (parsed.success) resolve({ endpoint: parsed.data.url, key: parsed.data.key })
      })
      forked.on('error', (cause) => reject(new AppError('internal', `The sandbox did not start: ${cause.message}`, { cause })))
      forked.on('exit', (code) => reject(new AppError('internal', `The sandbox ended with ${code}. ${lastWords}`)))
    })
  }
  return {
    start: () => (running ??= start()),
    stop: () => void child?.kill(),
  }
}
