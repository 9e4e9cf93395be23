import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { AppError, toAppError } from '../../src-shared/errors'
import type { KeptReference, Lineage } from '../../src-shared/media'
import type { GrabbedFrame, Trim, TrimAbilities, TrimPlan, TrimRequest, TrimSource, Waveform } from '../../src-shared/trim'
import type { Announce } from '../announce'
import { sweepParts, type Library } from '../library'
import type { Log } from '../log'
import { workers, type Media } from '../media'
import { abilitiesOf } from './abilities'
import { factsOf } from './facts'
import { grabFrame } from './frames'
import { combinedPlan, planResult, type PlannedResult } from './plan'
import { cutFilePrefix, makeResult, needsClosedKeyframes } from './run'
import { sectionOf } from './section'
import { describeSource } from './source'
import { openSources } from './sources'
import { titleOf } from './titles'

export interface Trims {
  abilities(): Promise<TrimAbilities>
  /** @throws AppError `not-found`, `file-missing`, `unsupported-media`, `ffmpeg-missing`. */
  source(itemId: string): Promise<TrimSource>
  plan(request: TrimRequest): Promise<TrimPlan>
  waveform(itemId: string): Promise<Waveform>
  makePreview(itemId: string): Promise<void>
  /** Begins one job for each result, or lets it wait for a free core; how it goes on is announced. */
  start(request: TrimRequest): Trim[]
  cancel(trimId: string): void
  /** @throws AppError `not-found`; `not-possible-now` while it runs or when it succeeded. */
  retry(trimId: string): Trim
  /** @throws AppError `not-possible-now` while it runs. */
  remove(trimId: string): void
  /** @throws AppError `not-found`; `not-possible-now` without a result. */
  undo(trimId: string): Promise<Trim>
  /** Of this run of the app, the newest last. */
  list(): Trim[]
  grabFrame(itemId: string, atSeconds: number | null): Promise<string>
  continueFrom(itemId: string, atSeconds: number | null): Promise<GrabbedFrame>
  /** Cancels what runs and waits for it to be gone. */
  stop(): Promise<void>
}

export interface TrimParts {
  media: Media
  library: Pick<Library, 'path' | 'item' | 'previewSource' | 'partsFolder' | 'addMade' | 'trash'>
  announce: Announce
  log: Log
  /** The setting; asked for each time. */
  keepMetadata: () => boolean
  keepReference: (itemId: string) => Promise<KeptReference>
  /** How many jobs run at once; the number of cores unless given. */
  concurrency?: number
}

/** Finished jobs stay listed up to so many. */
const keptTrims = 200
/** Unfinished files of a run that died are removed when nobody can be writing them. */
const staleMs = 60 * 60_000

export function openTrim(parts: TrimParts): Trims {
  const { media, library, announce, log } = parts
  const queue = workers(parts.concurrency ?? availableParallelism())
  const sources = openSources(media, library)
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

  function tell(trim: Trim): Trim {
    trims.set(trim.id, trim)
    announce('trim.changed', trim)
    if (trims.size > keptTrims) {
      const oldest = [...trims.values()].find((known) => !isUnderWay(known))
      if (oldest) trims.delete(oldest.id)
    }
    return trim
  }

  function found(trimId: string): Trim {
    const trim = trims.get(trimId)
    if (!trim) throw new AppError('not-found', 'There is no such cut')
    return trim
  }

  /** The sources of a request, each read once. */
  const read = (request: TrimRequest) =>
    Promise.all(request.parts.map(async (part) => ({
      part, source: await sources.read(part.itemId, needsClosedKeyframes(request.cut, request.merge ? request.parts.length : 1)),
    })))

  async function make(trimId: string, signal: AbortSignal): Promise<void> {
    const current = () => found(trimId)
    try {
      if (signal.aborted) throw new AppError('canceled', 'Canceled')
      tell({ ...current(), status: 'running' })
      const { request, title, itemIds } = current()
      const began = performance.now()
      const made = await makeResult(media, {
        id: trimId,
        parts: await read(request),
        wish: request,
        keepMetadata: parts.keepMetadata(),
        folder: library.partsFolder(),
        signal,
        onFraction: (fraction) => {
          trims.set(trimId, { ...current(), fraction })
          announce('trim.progressed', { id: trimId, fraction })
        },
      })
      learn(made.planned, (performance.now() - began) / 1_000)
      if (made.complaint !== null) log.warn('A smart cut was made anew as an exact one', { complaint: made.complaint })
      const relation: Lineage['relation'] = itemIds.length > 1 ? 'joined-from' : 'trimmed-from'
      const resultId = await library.addMade({
        sources: itemIds.map((itemId) => ({ itemId, relation })), title, tempPath: made.path, extension: made.extension, ...factsOf(made.planned),
      })
      tell({ ...current(), status: 'completed', fraction: 1, resultId, madeAs: made.planned.plan.madeAs, fellBack: made.fellBack })
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code === 'internal') log.error('A cut failed', { error: thrown })
      tell({ ...current(), status: error.code === 'canceled' ? 'canceled' : 'failed', error: error.code === 'canceled' ? null : error.facts })
    } finally {
      running.delete(trimId)
    }
  }

  function learn(planned: PlannedResult, seconds: number): void {
    const pixels = (planned.frames ?? 0) * planned.size.width * planned.size.height
    if (planned.method.kind === 'encoded' && pixels > 0 && seconds > 0.5) pixelsPerSecond = pixels / seconds
  }

  function begin(trim: Trim): Trim {
    const abort = new AbortController()
    running.set(trim.id, abort)
    tell(trim)
    queue.run(trim.id, true, () => make(trim.id, abort.signal)).catch(() => tell({ ...found(trim.id), status: 'canceled' }))
    return found(trim.id)
  }

  const frameParts = { media, library, read: (itemId: string) => sources.read(itemId, false) }
  return {
    abilities: async () => abilitiesOf(await media.binaries()),
    source: async (itemId) => describeSource(itemId, await sources.read(itemId, false)),
    async plan(request) {
      const { capabilities } = await media.binaries()
      const sections = (await read(request)).map(({ part, source }) => sectionOf(part.itemId, source, part))
      const results = request.merge ? [sections] : sections.map((section) => [section])
      return combinedPlan(results.map((one) => planResult(one, request, capabilities, pixelsPerSecond)))
    },
    waveform: async (itemId) => media.waveform(library.previewSource(itemId)),
    makePreview: async (itemId) => void (await media.previewVideo(library.previewSource(itemId))),
    start(request) {
      for (const { itemId } of request.parts) library.path(itemId)
      const results = request.merge ? [request] : request.parts.map((part) => ({ ...request, parts: [part] }))
      return results.map((own, index) => {
        const itemIds = [...new Set(own.parts.map(({ itemId }) => itemId))]
        return begin({
          id: randomUUID(), itemIds, title: titleOf(library.item(itemIds[0]!).title, own, results.length > 1 ? index + 1 : null), request: own,
          cut: own.cut, madeAs: own.cut, fellBack: null, status: 'queued', fraction: 0, resultId: null, undone: false, error: null,
        })
      })
    },
    cancel: (trimId) => running.get(trimId)?.abort(),
    retry(trimId) {
      const trim = found(trimId)
      if (trim.status !== 'failed' && trim.status !== 'canceled') throw new AppError('not-possible-now', 'Only what failed or was canceled is tried again')
      for (const itemId of trim.itemIds) library.path(itemId)
      drop(trimId)
      return begin({ ...trim, id: randomUUID(), madeAs: trim.cut, fellBack: null, status: 'queued', fraction: 0, error: null })
    },
    remove(trimId) {
      if (isUnderWay(found(trimId))) throw new AppError('not-possible-now', 'It is under way')
      drop(trimId)
    },
    async undo(trimId) {
      const trim = found(trimId)
      if (trim.resultId === null) throw new AppError('not-possible-now', 'There is no result')
      await library.trash([trim.resultId])
      return tell({ ...trim, undone: true })
    },
    list: () => [...trims.values()],
    grabFrame: (itemId, atSeconds) => grabFrame(frameParts, itemId, atSeconds),
    async continueFrom(itemId, atSeconds) {
      const frameId = await grabFrame(frameParts, itemId, atSeconds)
      return { itemId: frameId, reference: await parts.keepReference(frameId) }
    },
    async stop() {
      for (const abort of running.values()) abort.abort()
      await queue.stop()
    },
  }

  function drop(trimId: string): void {
    trims.delete(trimId)
    announce('trim.removed', { id: trimId })
  }
}

function isUnderWay({ status }: Trim): boolean {
  return status === 'queued' || status === 'running'
}
