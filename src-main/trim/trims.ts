import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { AppError, toAppError } from '../../src-shared/errors'
import type { Trim, TrimPlan, TrimRequest, TrimSource } from '../../src-shared/trim'
import type { Announce } from '../announce'
import { sweepParts, type Library } from '../library'
import type { Log } from '../log'
import { workers, type Media } from '../media'
import { planCut } from './plan'
import { cutFilePrefix, runCut } from './run'
import { describeSource, readSource, stampOf, type CutSource } from './source'

export interface Trims {
  /** @throws AppError `not-found`, `file-missing`, `unsupported-media`, `ffmpeg-missing`. */
  source(itemId: string): Promise<TrimSource>
  plan(request: TrimRequest): Promise<TrimPlan>
  waveform(itemId: string): Promise<number[]>
  /** Begins a cut, or lets it wait for a free core; how it goes on is announced. */
  start(request: TrimRequest): Promise<Trim>
  cancel(trimId: string): void
  /** Of this run of the app, the newest last. */
  list(): Trim[]
  /** Cancels what runs and waits for it to be gone. */
  stop(): Promise<void>
}

export interface TrimParts {
  media: Media
  library: Pick<Library, 'path' | 'item' | 'previewSource' | 'partsFolder' | 'addMade'>
  announce: Announce
  log: Log
  /** How many cuts run at once; the number of cores unless given. */
  concurrency?: number
}

/** Finished cuts stay listed up to so many. */
const keptTrims = 200
/** Sources read lately: the page asks for plans while a handle is dragged. */
const keptSources = 4
/** Unfinished files of a run that died are removed when nobody can be writing them. */
const staleMs = 60 * 60_000

export function openTrim(parts: TrimParts): Trims {
  const { media, library, announce, log } = parts
  const queue = workers(parts.concurrency ?? availableParallelism())
  const sources = new Map<string, { stamp: string; source: Promise<CutSource> }>()
  const running = new Map<string, AbortController>()
  const trims = new Map<string, Trim>()
  /** Taught by what was encoded: pixels in a second. */
  let pixelsPerSecond: number | undefined
  sweep()

  function sweep(): void {
    try {
      void sweepParts(library.partsFolder(), cutFilePrefix, staleMs).catch((error: unknown) => log.warn('Old files were not swept', { error }))
    } catch {
      // The library folder is away; it says so elsewhere.
    }
  }

  async function read(itemId: string): Promise<CutSource> {
    const path = library.path(itemId)
    const stamp = `${path} ${await stampOf(path)}`
    const known = sources.get(itemId)
    if (known?.stamp === stamp) return known.source
    const source = readSource(media, path)
    sources.delete(itemId)
    sources.set(itemId, { stamp, source })
    if (sources.size > keptSources) sources.delete(sources.keys().next().value!)
    source.catch(() => sources.get(itemId)?.source === source && sources.delete(itemId))
    return source
  }

  function tell(trim: Trim): void {
    trims.set(trim.id, trim)
    announce('trim.changed', trim)
    if (trims.size > keptTrims) {
      const oldest = [...trims.values()].find((known) => known.status !== 'running')
      if (oldest) trims.delete(oldest.id)
    }
  }

  async function make(trim: Trim, request: TrimRequest, signal: AbortSignal): Promise<void> {
    let current = trim
    try {
      if (signal.aborted) throw new AppError('canceled', 'Canceled')
      const source = await read(request.itemId)
      const began = performance.now()
      const result = await runCut(media, {
        id: trim.id,
        source,
        wish: request,
        folder: library.partsFolder(),
        signal,
        onFraction: (fraction) => tell((current = { ...current, fraction })),
      })
      learn(result.planned.plan, source, (performance.now() - began) / 1_000)
      const resultId = await library.addMade({
        sourceId: request.itemId,
        relation: 'trimmed-from',
        title: trim.title,
        tempPath: result.path,
        extension: result.extension,
      })
      tell({ ...current, status: 'completed', fraction: 1, resultId })
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code === 'internal') log.error('A cut failed', { error: thrown })
      tell({ ...current, status: error.code === 'canceled' ? 'canceled' : 'failed', error: error.code === 'canceled' ? null : error.facts })
    } finally {
      running.delete(trim.id)
    }
  }

  function learn(plan: TrimPlan, source: CutSource, seconds: number): void {
    const pixels = (plan.frames ?? 0) * (source.probe.width ?? 0) * (source.probe.height ?? 0)
    if (plan.cut === 'exact' && pixels > 0 && seconds > 0.5) pixelsPerSecond = pixels / seconds
  }

  return {
    source: async (itemId) => describeSource(itemId, await read(itemId)),
    async plan(request) {
      const { capabilities } = await media.binaries()
      return planCut(await read(request.itemId), request, capabilities, pixelsPerSecond).plan
    },
    waveform: async (itemId) => media.waveform(library.previewSource(itemId)),
    async start(request) {
      library.path(request.itemId)
      const trim: Trim = {
        id: randomUUID(),
        itemId: request.itemId,
        title: trimmedTitle(library.item(request.itemId).title),
        cut: request.cut,
        status: 'running',
        fraction: 0,
        resultId: null,
        error: null,
      }
      const abort = new AbortController()
      running.set(trim.id, abort)
      tell(trim)
      queue.run(trim.id, true, () => make(trim, request, abort.signal)).catch(() => tell({ ...trim, status: 'canceled' }))
      return trim
    },
    cancel: (trimId) => running.get(trimId)?.abort(),
    list: () => [...trims.values()],
    async stop() {
      for (const abort of running.values()) abort.abort()
      await queue.stop()
    },
  }
}

function trimmedTitle(title: string): string {
  const ending = ' trimmed'
  return title.endsWith(ending) ? title : `${title.slice(0, 200 - ending.length)}${ending}`
}
