import { createHash, randomUUID } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../src-shared/errors'
import type { JobRequest } from '../../src-shared/job'
import type { MediaKind } from '../../src-shared/media'
import type { Announce } from '../announce'
import type { Media, Probe } from '../media'
import type { Database } from '../storage'
import { fileName, firstFree, foldedName, titleOf } from './fileName'
import { fileError, prepareLibrary } from './folders'
import { findPlaced, hashOf, placeFile, syncFile } from './place'
import type { NewItem, Source, Store } from './store'

/** A result that was paid for, complete on disk, about to become a library item. */
export interface Delivery {
  jobId: string
  batchId: string
  accountId: string
  sandbox: boolean
  remoteId: string
  request: JobRequest
  usedProvider: string | null
  creditCost: number | null
  canceledTooLate: boolean
  /** When the result came, epoch milliseconds: its place among the newest. */
  createdAt: number
  /** Complete, sniffed, fsynced; lies in `partsFolder()`. */
  partPath: string
  kind: MediaKind
  extension: string
  container: string
  sha256: string
  sizeBytes: number
}
export type Reservation = Omit<Delivery, 'partPath' | 'sha256' | 'sizeBytes'>

/** What the app made itself out of an item. */
export interface Made {
  /** At least one; the first one's prompt and parameters become the result's. */
  sources: readonly Source[]
  title: string
  /** Complete and checked; lies in `partsFolder()`. */
  tempPath: string
  extension: string
  /** Where ffprobe cannot read what was made: what its maker knows of it. */
  facts?: Facts
}

export interface FilingParts {
  database: Database
  store: Store
  media: Pick<Media, 'probe'>
  folder: () => string
  announce: Announce
  now: () => number
  /** An item came to be; its previews and its record are next. */
  onFiled: (itemId: string) => void
  /** The user's template of file names. */
  fileNameTemplate: () => string
}

type Facts = Omit<Probe, 'container' | 'startSeconds' | 'sizeBytes' | 'video' | 'audio'> & { container: string }

/** Brings finished files into the library, in the order that survives a kill: bytes, name, folder, then one commit, then the news. */
export function openFiling(parts: FilingParts) {
  const { database, store, media } = parts
  /** Names given away in this run and not yet used, with whom they were given to. */
  const reserved = new Map<string, string>()

  const library = () => {
    const folder = parts.folder()
    prepareLibrary(folder)
    return folder
  }
  const isTakenFor = (owner: string, folder: string) => (name: string) => {
    const holder = reserved.get(foldedName(name))
    return (holder !== undefined && holder !== owner) || store.isNameTaken(name) || existsSync(join(folder, name))
  }

  const commit = (item: NewItem, sources: readonly Source[], alsoCommit: (itemId: string) => void) => {
    database.transaction(() => {
      // Indexed as a file of nobody's before its delivery was known.
      store.removeImported(item.file_name)
      store.insert(item, sources)
      alsoCommit(item.id)
    })
    reserved.delete(foldedName(item.file_name))
    parts.onFiled(item.id)
    parts.announce('library.changed', { ids: [item.id], reordered: true })
  }

  /**
   * What was paid for is kept where nothing can look into it (no ffprobe, a codec it does not know): its first bytes were judged. Only
   * what proves to be no media is refused.
   */
  const look = async (path: string, delivery: Delivery): Promise<Facts> => {
    try {
      return await media.probe(path)
    } catch (error) {
      const unread = error instanceof AppError && ['ffmpeg-missing', 'unsupported-media', 'timed-out'].includes(error.code)
      if (!unread) throw error
      return {
        kind: delivery.kind, container: delivery.container, width: null, height: null, durationSeconds: null, frameRate: null,
        videoCodec: null, audioCodec: null, hasAudio: delivery.kind === 'audio',
      }
    }
  }
  const measured = (probe: Facts) => ({
    kind: probe.kind,
    width: probe.width,
    height: probe.height,
    duration_seconds: probe.durationSeconds,
    frame_rate: probe.frameRate,
    container: probe.container,
    video_codec: probe.videoCodec,
    audio_codec: probe.audioCodec,
    has_audio: Number(probe.hasAudio),
  })

  return {
    library,

    reserveName(delivery: Reservation): string {
      const owner = ownerOf(delivery)
      const name = fileName(
        {
          title: titleOf(delivery.request.prompt, delivery.usedProvider ?? delivery.request.type.toLowerCase()),
          createdAt: delivery.createdAt,
          shortId: shortId(owner),
          extension: delivery.extension,
          model: delivery.usedProvider ?? delivery.request.provider,
          kind: delivery.kind,
          seed: seedOf(delivery.request.options),
        },
        isTakenFor(owner, library()),
        parts.fileNameTemplate(),
      )
      reserved.set(foldedName(name), owner)
      return name
    },

    async file(delivery: Delivery, name: string, alsoCommit: (itemId: string) => void): Promise<string> {
      const known = store.delivered(delivery.jobId, delivery.remoteId)
      if (known) {
        database.transaction(() => alsoCommit(known.id))
        await rm(delivery.partPath, { force: true })
        return known.id
      }
      const folder = library()
      const placed = await place(delivery, folder, name)
      const { request } = delivery
      const item: NewItem = {
        ...measured(placed.probe),
        id: randomUUID(),
        origin: 'generated',
        title: titleOf(request.prompt, delivery.usedProvider ?? request.type.toLowerCase()),
        prompt: request.prompt,
        type: request.type,
        provider: delivery.usedProvider ?? request.provider,
        options: JSON.stringify(request.options),
        inputs: JSON.stringify(request.inputs),
        credit_cost: delivery.creditCost,
        remote_id: delivery.remoteId,
        job_id: delivery.jobId,
        batch_id: delivery.batchId,
        account_id: delivery.accountId,
        sandbox: Number(delivery.sandbox),
        canceled_too_late: Number(delivery.canceledTooLate),
        created_at: delivery.createdAt,
        library_folder: folder,
        file_name: placed.name,
        sha256: delivery.sha256,
        size_bytes: delivery.sizeBytes,
      }
      const sources = request.references.flatMap((reference) =>
        reference.itemId === undefined ? [] : [{ itemId: reference.itemId, relation: 'made-from' as const }],
      )
      commit(item, sources, alsoCommit)
      return item.id
    },

    async addMade(made: Made): Promise<string> {
      const source = store.stored(made.sources[0]?.itemId ?? '')
      const folder = library()
      const probe = made.facts ?? (await media.probe(made.tempPath))
      const id = randomUUID()
      const createdAt = parts.now()
      try {
        await syncFile(made.tempPath)
        const { size } = await stat(made.tempPath)
        const sha256 = await hashOf(made.tempPath)
        const taken = isTakenFor(id, folder)
        const wanted = fileName(
          { title: made.title, createdAt, shortId: shortId(id), extension: made.extension, model: source.provider, kind: probe.kind },
          taken,
          parts.fileNameTemplate(),
        )
        const name = await placeFile(made.tempPath, folder, wanted, taken)
        const item: NewItem = {
          ...measured(probe),
          id,
          origin: 'made',
          title: made.title,
          prompt: source.prompt,
          type: source.type,
          provider: source.provider,
          options: source.options,
          inputs: source.inputs,
          // Nothing was paid for it, and the API does not know it.
          credit_cost: null,
          remote_id: null,
          job_id: null,
          batch_id: source.batch_id,
          account_id: source.account_id,
          sandbox: source.sandbox,
          canceled_too_late: 0,
          created_at: createdAt,
          library_folder: folder,
          file_name: name,
          sha256,
          size_bytes: size,
        }
        commit(item, made.sources, () => {})
        return id
      } catch (error) {
        throw fileError(error)
      }
    },

    /** Puts a file back that was missing and was fetched again. */
    async fileAgain(itemId: string, file: { partPath: string; sha256: string; sizeBytes: number }): Promise<void> {
      const item = store.stored(itemId)
      const folder = library()
      const probe = await media.probe(file.partPath)
      if (probe.kind !== item.kind) throw new AppError('not-media', `A ${item.kind} was expected, a ${probe.kind} came`)
      try {
        const name = await placeFile(file.partPath, folder, item.file_name, isTakenFor(itemId, folder))
        store.replaceFile(itemId, { folder, fileName: name, sha256: file.sha256, sizeBytes: file.sizeBytes })
      } catch (error) {
        throw fileError(error)
      }
      parts.onFiled(itemId)
      parts.announce('library.changed', { ids: [itemId], reordered: false })
    },
  }

  /** The delivered file under its name; or, when the process died after the move, the name it was given then. */
  async function place(delivery: Delivery, folder: string, name: string): Promise<{ name: string; probe: Facts }> {
    try {
      const before = await findPlaced(folder, name, delivery, store.isFiled)
      if (before !== null) {
        const probe = await look(join(folder, before), delivery)
        await rm(delivery.partPath, { force: true })
        return { name: before, probe }
      }
      const probe = await look(delivery.partPath, delivery)
      const taken = isTakenFor(ownerOf(delivery), folder)
      return { name: await placeFile(delivery.partPath, folder, firstFree(name, store.isNameTaken), taken), probe }
    } catch (error) {
      throw fileError(error)
    }
  }
}

function ownerOf(delivery: Pick<Delivery, 'jobId' | 'remoteId'>): string {
  return `${delivery.jobId} ${delivery.remoteId}`
}

/** A number or text under the usual name, for the name of a file. */
export function seedOf(options: Readonly<Record<string, unknown>>): string | number | null {
  const seed = options['seed']
  return typeof seed === 'string' || typeof seed === 'number' ? seed : null
}

/** Always the same for the same delivery, so that a name reserved twice is the same name. */
function shortId(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
