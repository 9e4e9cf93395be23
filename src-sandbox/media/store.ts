import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { makeAvatar } from './avatar'
import type { Binaries } from './binaries'
import type { FileFacts } from './facts'
import { probe } from './ffmpeg'
import type { FontMetrics } from './font'
import { makeImage } from './image'
import type { MediaRequest } from './request'
import { makeSpeech } from './speech'
import { makeVideo } from './video'

const makers = { image: makeImage, video: makeVideo, speech: makeSpeech, avatar: makeAvatar }
const extensions: Record<string, string> = { jpg: 'jpg', png: 'png', webp: 'webp', mp4: 'mp4', mp3: 'mp3', wav: 'wav', ogg: 'ogg' }

/** Files made from requests: each request's file is made once and kept under the hash of the request. */
export class MediaStore {
  private readonly running = new Map<string, Promise<FileFacts>>()
  private readonly waiting: (() => void)[] = []
  private readonly stop = new AbortController()
  private busy = 0

  constructor(
    private readonly folder: string,
    private readonly referencePath: (sha256: string) => string,
    private readonly binaries: Binaries,
    private readonly fonts: readonly FontMetrics[],
    private readonly workers: number,
  ) {
    mkdirSync(folder, { recursive: true })
    rmSync(join(folder, 'work'), { recursive: true, force: true }) // what a kill left behind
  }

  /** Where a file made earlier lies. */
  path(name: string): string {
    return join(this.folder, name)
  }

  /** The file of a request: from before, or made now when a worker is free. Rejects when it cannot be made. */
  make(request: MediaRequest): Promise<FileFacts> {
    const id = createHash('sha256').update(canonical(request)).digest('hex').slice(0, 32)
    const running = this.running.get(id)
    if (running) return running
    const made = this.produce(id, request)
    this.running.set(id, made)
    made.catch(() => this.running.delete(id)) // may be tried again
    return made
  }

  /** Ends what is being made. */
  async close(): Promise<void> {
    this.stop.abort()
    for (const start of this.waiting.splice(0)) start()
    await Promise.allSettled(this.running.values())
  }

  private async produce(id: string, request: MediaRequest): Promise<FileFacts> {
    const name = `${id}.${extensions[request.format] ?? 'bin'}`
    const path = this.path(name)
    if (!existsSync(path)) {
      await this.worker()
      const work = join(this.folder, 'work', id)
      try {
        this.stop.signal.throwIfAborted()
        mkdirSync(work, { recursive: true })
        const part = join(work, name)
        const shop = { binaries: this.binaries, fonts: this.fonts, folder: work, referencePath: this.referencePath, signal: this.stop.signal }
        await makers[request.kind](request, part, shop)
        renameSync(part, path)
      } finally {
        rmSync(work, { recursive: true, force: true })
        this.busy--
        this.waiting.shift()?.()
      }
    }
    return this.facts(name, request.format)
  }

  private async facts(name: string, format: string): Promise<FileFacts> {
    const path = this.path(name)
    const seen = await probe(this.binaries, path, this.stop.signal)
    const isImage = ['png', 'jpg', 'webp'].includes(format)
    return {
      name,
      sizeBytes: statSync(path).size,
      sha256: await sha256Of(path),
      width: seen.width,
      height: seen.height,
      durationSeconds: isImage ? null : seen.durationSeconds,
      format,
    }
  }

  private async worker(): Promise<void> {
    if (this.busy >= this.workers) await new Promise<void>(resolve => this.waiting.push(resolve))
    this.busy++
  }
}

/** One spelling for equal requests, whatever the order of their properties. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const parts = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
  return `{${parts.join(',')}}`
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
