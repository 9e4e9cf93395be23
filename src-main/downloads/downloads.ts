import { createHash, type Hash } from 'node:crypto'
import { open, rename, stat, unlink, type FileHandle } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { AppError, type ErrorCode } from '../../src-shared/errors'
import type { MediaKind } from '../../src-shared/media'
import type { Library } from '../library'
import type { Log } from '../log'
import { isCutOff, sniff, sniffBytes, type Sniffed } from '../media'
import type { Database } from '../storage'
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
  database: Database
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

interface TransferRow {
  part_name: string
  validator: string | null
  total_bytes: number | null
  synced_bytes: number
  machine_started_at: number
}

export function openDownloads({ database, library, log, timeouts = defaultSourceTimeouts, caps = defaultCaps }: Parts): Downloads {
  const sources = openSources()

  const readTransfer = (jobId: string) => database.get<TransferRow>('SELECT * FROM transfers WHERE job_id = ?', [jobId])
  const writeTransfer = (jobId: string, row: Omit<TransferRow, 'machine_started_at'>) =>
    database.run(
      `INSERT INTO transfers (job_id, part_name, validator, total_bytes, synced_bytes, machine_started_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (job_id) DO UPDATE SET part_name = excluded.part_name, validator = excluded.validator, total_bytes = excluded.total_bytes,
         synced_bytes = excluded.synced_bytes, machine_started_at = excluded.machine_started_at`,
      [jobId, row.part_name, row.validator, row.total_bytes, row.synced_bytes, machineStartedAt()],
    )

  /** How much of the part can be gone on with. */
  const usableBytes = (row: TransferRow | undefined, sizeBytes: number): number => {
    if (!row || row.validator === null) return 0
    // A crash of the app loses nothing that was written; a crash of the machine may lose what was not synced.
    const sameRun = Math.abs(row.machine_started_at - machineStartedAt()) < 60_000
    return sameRun ? sizeBytes : Math.min(sizeBytes, row.synced_bytes)
  }

  const transfer = async (request: FetchRequest, part: FileHandle, partName: string): Promise<Fetched> => {
    const row = readTransfer(request.jobId)
    let offset = usableBytes(row, (await part.stat()).size)
    let validator = row?.validator ?? null
    let totalBytes = row?.total_bytes ?? null
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
      const saveRow = (syncedBytes: number) =>
        writeTransfer(request.jobId, { part_name: partName, validator, total_bytes: totalBytes, synced_bytes: syncedBytes })
      if (decision.act === 'rewrite') saveRow(0)
      return receive({ request, part, partName, offset, totalBytes, source: decision.act === 'complete' ? null : source, saveRow, caps })
    }
  }

  return {
    async fetch(request) {
      const partName = `${request.jobId}.part`
      const path = join(library.partsFolder(), partName)
      let part: FileHandle
      try {
        part = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? open(path, 'wx+') : Promise.reject(error)))
      } catch (error) {
        throw fileError(error)
      }
      try {
        const fetched = await transfer(request, part, partName)
        await part.close()
        return fetched
      } catch (error) {
        const known = fileError(error)
        if (known instanceof AppError && known.code === 'not-media') await setAside(part, path).catch(() => {})
        await part.close().catch(() => {})
        throw known
      }
    },
    async isThere(fetched) {
      const path = join(library.partsFolder(), fetched.partName)
      return stat(path).then((facts) => facts.isFile() && facts.size === fetched.sizeBytes, () => false)
    },
    async forget(jobId) {
      const row = readTransfer(jobId)
      database.run('DELETE FROM transfers WHERE job_id = ?', [jobId])
      if (row) await unlink(join(library.partsFolder(), row.part_name)).catch(() => {})
    },
    close: () => sources.close(),
  }
}

interface Receiving {
  request: FetchRequest
  part: FileHandle
  partName: string
  offset: number
  totalBytes: number | null
  source: Source | null
  saveRow(syncedBytes: number): void
  caps: Record<MediaKind, number>
}

/** Appends what comes, judging it by its first bytes and by its size as it arrives. */
async function receive({ request, part, partName, offset, totalBytes, source, saveRow, caps }: Receiving): Promise<Fetched> {
  const hash = createHash('sha256')
  let head: Buffer = await hashWritten(part, offset, hash)
  let sniffed: Sniffed | null = head.byteLength >= sniffBytes ? judge(head) : null
  let received = offset
  let synced = offset
  const largest = Math.max(...Object.values(caps))
  const assertSize = (bytes: number) => {
    const cap = sniffed === null ? largest : caps[sniffed.kind]
    if (bytes > cap) throw new AppError('too-large', 'The result is larger than allowed', { details: { limitBytes: cap } })
  }
  if (totalBytes !== null) assertSize(totalBytes)
  request.onProgress(received, totalBytes)
  for await (const chunk of source?.chunks() ?? []) {
    if (head.byteLength < sniffBytes) {
      head = Buffer.concat([head, chunk.subarray(0, sniffBytes - head.byteLength)])
      if (head.byteLength >= sniffBytes) sniffed = judge(head)
    }
    assertSize(received + chunk.byteLength)
    await writeFully(part, chunk, received)
    hash.update(chunk)
    received += chunk.byteLength
    request.onProgress(received, totalBytes)
    if (received - synced >= syncEveryBytes) {
      await part.datasync()
      synced = received
      saveRow(synced)
    }
  }
  if (totalBytes !== null && received !== totalBytes) throw new AppError('download-incomplete', 'The result came incomplete', { details: { receivedBytes: received, totalBytes } })
  sniffed ??= judge(head)
  assertSize(received)
  if (request.takesCutOff !== true && (await isCutOff(sniffed.container, received, (offset, length) => readPart(part, offset, length)))) {
    // No length was told, or a wrong one: nothing of it can be gone on with.
    await part.truncate(0)
    throw new AppError('download-incomplete', 'The result ends in the middle', { details: { receivedBytes: received } })
  }
  try {
    await part.sync()
  } catch (error) {
    // After a failed fsync nobody knows what is on disk, and a second one may lie.
    await part.truncate(0).catch(() => {})
    throw new AppError('download-incomplete', 'The result could not be brought to disk', { cause: error })
  }
  saveRow(received)
  return { partName, kind: sniffed.kind, extension: sniffed.extension, container: sniffed.container, sha256: hash.digest('hex'), sizeBytes: received }
}

function judge(head: Uint8Array): Sniffed {
  const sniffed = sniff(head)
  if (sniffed === null) throw new AppError('not-media', 'What came is no image, video or sound')
  return sniffed
}

/** Hashes what an earlier transfer left, and returns its first bytes. */
async function hashWritten(part: FileHandle, bytes: number, hash: Hash): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0)
  const buffer = Buffer.alloc(Math.min(mebibyte, Math.max(1, bytes)))
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await part.read(buffer, 0, Math.min(buffer.byteLength, bytes - at), at)
    if (bytesRead === 0) throw new AppError('download-incomplete', 'The part became shorter')
    const piece = buffer.subarray(0, bytesRead)
    if (head.byteLength < sniffBytes) head = Buffer.concat([head, piece.subarray(0, sniffBytes - head.byteLength)])
    hash.update(piece)
    at += bytesRead
  }
  return head
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

async function writeFully(part: FileHandle, chunk: Buffer, position: number): Promise<void> {
  for (let written = 0; written < chunk.byteLength; ) {
    const { bytesWritten } = await part.write(chunk, written, chunk.byteLength - written, position + written)
    written += bytesWritten
  }
}

async function setAside(part: FileHandle, path: string): Promise<void> {
  await part.truncate(Math.min((await part.stat()).size, evidenceBytes))
  await rename(path, path.replace(/\.part$/, '.rejected'))
}

function machineStartedAt(): number {
  return Math.round(Date.now() - uptime() * 1_000)
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
