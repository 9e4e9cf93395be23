import { open, rename, stat, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, type ErrorCode } from '../../src-shared/errors'
import type { MediaKind } from '../../src-shared/media'
import type { Library } from '../library'
import type { Log } from '../log'
import { isCutOff, sniff, sniffBytes, type Sniffed } from '../media'
import { factsEnding, readFacts, sweepFacts, usableBytes, writeFacts } from './facts'
import { openHasher, type GrowingHash, type Hasher } from './hasher'
import { openPartWriter } from './partWriter'
import { decideRange } from './range'
import { defaultSourceTimeouts, openSources, type Source, type SourceTimeouts } from './source'

/** A result that lies in the library's parts folder, complete, known by its bytes, on disk for certain. */
export interface Fetched {
  partName: string
  kind: MediaKind
  extension: string
  container: string
  sha256: string
  sizeBytes: number
}

export interface FetchRequest {
  jobId: string
  url: string
  /** The API's endpoint, for the address policy. */
  endpoint: string
  onProgress(receivedBytes: number, totalBytes: number | null): void
  signal: AbortSignal
  /** So many tries brought the same: a file that says that it goes on beyond its end is taken as it is. */
  takesCutOff?: boolean
}

export interface Downloads {
  /**
   * Brings a result to disk, going on where an earlier transfer of the same job ended.
   *
   * @throws AppError `link-expired`: ask the API for a fresh link; `download-incomplete`, `timed-out`, `offline`, `server-error`: try again;
   * `download-refused`, `not-media`, `too-large`, `connection-not-trusted`: this link leads to nothing good; `disk-full`,
   * `library-unavailable`: no result can be kept now.
   */
  fetch(request: FetchRequest): Promise<Fetched>
  /** Whether what was fetched still lies there, whole. */
  isThere(fetched: Fetched): Promise<boolean>
  /** Forgets a transfer, and its part if there still is one. */
  forget(jobId: string): Promise<void>
  close(): void
}

interface Parts {
  library: Pick<Library, 'partsFolder'>
  log: Log
  timeouts?: SourceTimeouts
  /** Bytes a file of each kind may have. */
  caps?: Record<MediaKind, number>
}

const mebibyte = 1024 * 1024
const defaultCaps: Record<MediaKind, number> = { image: 200 * mebibyte, audio: 1024 * mebibyte, video: 20 * 1024 * mebibyte }
/** So much may have to be fetched again after the power failed. */
const syncEveryBytes = 32 * mebibyte
/** What is kept of something that turned out to be no media. */
const evidenceBytes = mebibyte
const mostRestarts = 3

export function openDownloads({ library, log, timeouts = defaultSourceTimeouts, caps = defaultCaps }: Parts): Downloads {
  const sources = openSources()
  const hasher = openHasher()

  const transfer = async (request: FetchRequest, part: FileHandle, paths: PartPaths): Promise<Fetched> => {
    const known = await readFacts(paths.facts)
    let offset = usableBytes(known, (await part.stat()).size)
    let validator = known?.validator ?? null
    let totalBytes = known?.totalBytes ?? null
    await part.truncate(offset)
    for (let round = 0; ; round++) {
      const headers: Record<string, string> = offset > 0 && validator !== null ? { range: `bytes=${offset}-`, 'if-range': validator } : {}
      const source = await sources.open({ link: request.url, endpoint: request.endpoint, headers, signal: request.signal, timeouts })
      const decision = decideRange({ offset, validator, totalBytes }, source.status, source.header)
      switch (decision.act) {
        case 'restart':
          source.drop()
          if (round >= mostRestarts) throw new AppError('download-incomplete', 'The host of the result answers out of order')
          log.info('A transfer begins anew', { job: request.jobId, status: source.status })
          offset = 0
          await part.truncate(0)
          continue
        case 'expired':
          source.drop()
          throw new AppError('link-expired', `The link has expired (${source.status})`, { details: { status: source.status } })
        case 'refused':
          source.drop()
          throw new AppError('server-error', `The host of the result answered ${decision.status}`, { details: { status: decision.status } })
        case 'rewrite':
          offset = 0
          await part.truncate(0)
          validator = decision.validator
          totalBytes = decision.totalBytes
          break
        case 'append':
          totalBytes = decision.totalBytes
          break
        case 'complete':
          source.drop()
          break
      }
      const save = (syncedBytes: number, replaces: boolean) => writeFacts(paths.facts, { validator, totalBytes, syncedBytes }, { replaces })
      try {
        if (decision.act === 'rewrite') await save(0, known !== null)
        const onSynced = (bytes: number) => save(bytes, false)
        return await receive({ request, part, paths, offset, totalBytes, source: decision.act === 'complete' ? null : source, hasher, onSynced, caps })
      } finally {
        source.drop()
      }
    }
  }

  const pathsOf = (jobId: string): PartPaths => {
    const folder = library.partsFolder()
    return { name: `${jobId}.part`, path: join(folder, `${jobId}.part`), facts: join(folder, `${jobId}${factsEnding}`) }
  }

  // No transfer begins before it; without a folder there is nothing to sweep.
  const swept = Promise.resolve().then(() => sweepFacts(library.partsFolder())).catch(() => {})

  return {
    async fetch(request) {
      await swept
      let part: FileHandle
      let paths: PartPaths
      try {
        paths = pathsOf(request.jobId)
        const { path } = paths
        part = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? open(path, 'wx+') : Promise.reject(error)))
      } catch (error) {
        throw fileError(error)
      }
      try {
        const fetched = await transfer(request, part, paths)
        await part.close()
        return fetched
      } catch (error) {
        const known = fileError(error)
        if (known instanceof AppError && known.code === 'not-media') await setAside(part, paths).catch(() => {})
        await part.close().catch(() => {})
        throw known
      }
    },
    async isThere(fetched) {
      const path = join(library.partsFolder(), fetched.partName)
      return stat(path).then((facts) => facts.isFile() && facts.size === fetched.sizeBytes, () => false)
    },
    async forget(jobId) {
      const { path, facts } = pathsOf(jobId)
      // The part first: facts without one mean nothing, a part without them begins anew.
      await unlink(path).catch(() => {})
      await unlink(facts).catch(() => {})
    },
    close() {
      sources.close()
      hasher.close()
    },
  }
}

interface PartPaths {
  name: string
  path: string
  facts: string
}

interface Receiving {
  request: FetchRequest
  part: FileHandle
  paths: PartPaths
  offset: number
  totalBytes: number | null
  source: Source | null
  hasher: Hasher
  onSynced(bytes: number): Promise<void>
  caps: Record<MediaKind, number>
}

/** Appends what comes, judging it by its first bytes and by its size as it arrives. */
async function receive({ request, part, paths, offset, totalBytes, source, hasher, onSynced, caps }: Receiving): Promise<Fetched> {
  let head = await readPart(part, 0, Math.min(offset, sniffBytes))
  let sniffed: Sniffed | null = head.byteLength >= sniffBytes ? judge(head) : null
  let received = offset
  const largest = Math.max(...Object.values(caps))
  const assertSize = (bytes: number) => {
    const cap = sniffed === null ? largest : caps[sniffed.kind]
    if (bytes > cap) throw new AppError('too-large', 'The result is larger than allowed', { details: { limitBytes: cap } })
  }
  if (totalBytes !== null) assertSize(totalBytes)
  request.onProgress(received, totalBytes)
  const hash = hasher.follow(paths.path)
  const writer = openPartWriter(part, { offset, syncEveryBytes, onSynced, onWritten: hash.reached })
  hash.reached(offset)
  try {
    const take = (piece: Buffer) => {
      if (head.byteLength < sniffBytes) {
        head = Buffer.concat([head, piece.subarray(0, sniffBytes - head.byteLength)])
        if (head.byteLength >= sniffBytes) sniffed = judge(head)
      }
      assertSize(received + piece.byteLength)
      const room = writer.take(piece)
      received += piece.byteLength
      request.onProgress(received, totalBytes)
      return room
    }
    const broken = await source?.read(take).then(() => null, (error: unknown) => ({ error }))
    // What came before the end, whichever it was, can be gone on with.
    await writer.flush()
    if (broken) throw broken.error
    if (totalBytes !== null && received !== totalBytes) {
      throw new AppError('download-incomplete', 'The result came incomplete', { details: { receivedBytes: received, totalBytes } })
    }
    sniffed ??= judge(head)
    assertSize(received)
    if (request.takesCutOff !== true && (await isCutOff(sniffed.container, received, (from, length) => readPart(part, from, length)))) {
      // No length was told, or a wrong one: nothing of it can be gone on with.
      await part.truncate(0)
      throw new AppError('download-incomplete', 'The result ends in the middle', { details: { receivedBytes: received } })
    }
    await writer.sync()
    const { kind, extension, container } = sniffed
    return { partName: paths.name, kind, extension, container, sha256: await digestOf(hash), sizeBytes: received }
  } finally {
    await hash.drop()
  }
}

async function digestOf(hash: GrowingHash): Promise<string> {
  try {
    return await hash.digest()
  } catch (error) {
    throw new AppError('download-incomplete', 'The result could not be read again', { cause: error })
  }
}

function judge(head: Uint8Array): Sniffed {
  const sniffed = sniff(head)
  if (sniffed === null) throw new AppError('not-media', 'What came is no image, video or sound')
  return sniffed
}

async function readPart(part: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await part.read(buffer, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

async function setAside(part: FileHandle, { path, facts }: PartPaths): Promise<void> {
  await part.truncate(Math.min((await part.stat()).size, evidenceBytes))
  await rename(path, path.replace(/\.part$/, '.rejected'))
  await unlink(facts).catch(() => {})
}

const fileCodes: Record<string, ErrorCode> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'library-unavailable',
  EPERM: 'library-unavailable',
  EROFS: 'library-unavailable',
  ENOENT: 'library-unavailable',
  ENODEV: 'library-unavailable',
  ENXIO: 'library-unavailable',
  EIO: 'download-incomplete',
  EMFILE: 'download-incomplete',
  ENFILE: 'download-incomplete',
}

function fileError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = fileCodes[String((error as { code?: unknown }).code)]
  return code === undefined ? error : new AppError(code, `The part could not be written (${(error as { code: string }).code})`, { cause: error })
}
