import { join } from 'node:path'
import { utilityProcess, type UtilityProcess } from 'electron'
import { z } from 'zod'
import { AppError } from '../src-shared/errors'
import type { Log } from './log'
import { sandboxFlags } from './sandboxFlags'
import type { RunningSandbox } from './settings'

const ready = z.object({ url: z.string(), key: z.string() })
const startTimeoutMilliseconds = 30_000

interface Options {
  /** The bundled server, beside the main bundle. */
  entry: string
  stateFolder: string
  /** Binaries that make the media. */
  binaries(): Promise<{ ffmpeg: string; ffprobe: string }>
  /** It ended without being asked to. */
  onLost(): void
  log: Log
}

export interface SandboxProcess {
  /** The running one, or a new one. */
  start(): Promise<RunningSandbox>
  stop(): void
}

/** The embedded Doitong-compatible server, in a process of its own: what it renders never makes the window stutter. */
export function sandboxProcess({ entry, stateFolder, binaries, onLost, log }: Options): SandboxProcess {
  let child: UtilityProcess | null = null
  let running: Promise<RunningSandbox> | null = null
  let stopping = false

  const start = async (): Promise<RunningSandbox> => {
    const forked = utilityProcess.fork(entry, sandboxFlags(stateFolder, await binaries()), {
      serviceName: 'Doitong sandbox',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child = forked
    let lastWords = ''
    forked.stderr?.on('data', (data: Buffer) => {
      lastWords = (lastWords + data.toString()).slice(-2_000)
    })
    return new Promise((resolve, reject) => {
      // Ended, so that it is started again: one that is only late would never be heard.
      const timer = setTimeout(() => forked.kill(), startTimeoutMilliseconds)
      forked.on('message', (message: unknown) => {
        const parsed = ready.safeParse(message)
        if (!parsed.success) return
        clearTimeout(timer)
        log.info('The sandbox runs', { url: parsed.data.url })
        resolve({ endpoint: parsed.data.url, key: parsed.data.key })
      })
      forked.on('exit', (code) => {
        clearTimeout(timer)
        if (child === forked) {
          child = null
          running = null
        }
        if (!stopping) log.error('The sandbox ended', { code, lastWords })
        reject(new AppError('internal', `The sandbox ended with ${code}. ${lastWords}`))
        if (!stopping) onLost()
      })
    })
  }
  return {
    start() {
      running ??= start().catch((error: unknown) => {
        running = null
        throw error
      })
      return running
    },
    stop() {
      stopping = true
      child?.kill()
    },
  }
}

/** Beside the main bundle, inside the archive too: a utility process can be forked from there. */
export function sandboxEntry(here: string): string {
  return join(here, 'sandbox.js')
}
