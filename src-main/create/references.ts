import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { open, rename, stat, unlink, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../src-shared/errors'
import type { KeptReference, MediaKind } from '../../src-shared/media'
import type { Library } from '../library'
import { sniff, sniffBytes, type Media, type Sniffed } from '../media'
import type { Database } from '../storage'

/**
 * Reference inputs: bytes kept once by their SHA-256, so that what a job was asked with is still there when it is sent, or sent again, however
 * much later.
 */
export interface References {
  /** @throws AppError `not-media`, `too-large`, `file-missing`, `disk-full`. */
  keepFile(path: string): Promise<KeptReference>
  keepBytes(bytes: Uint8Array, fileName: string): Promise<KeptReference>
  keepItem(itemId: string): Promise<KeptReference>
  /** Those that are known, in the order asked for. */
  describe(hashes: readonly string[]): KeptReference[]
  /** The reference as a data URI's bytes, for a request. @throws AppError `file-missing` */
  dataUri(hash: string): Promise<Uint8Array>
  /** Main only. @throws AppError `not-found` */
  file(hash: string): { path: string; mediaType: string }
}

interface Parts {
  database: Database
  /** `ProfilePaths.references`. */
  folder: string
  media: Pick<Media, 'probe'>
  library: Pick<Library, 'path'>
}

interface Row {
  hash: string
  kind: MediaKind
  media_type: string
  extension: string
  file_name: string
  size_bytes: number
  width: number | null
  height: number | null
  duration_seconds: number | null
  item_id: string | null
}

/** A reference goes out inside a request, a third larger than it is. */
const maxBytes = 200 * 1024 * 1024
/** A multiple of three, so that pieces of base64 fit together. */
const pieceBytes = 3 * 64 * 1024

export function openReferences({ database, folder, media, library }: Parts): References {
  const rowOf = (hash: string) => database.get<Row>('SELECT * FROM kept_references WHERE hash = ?', [hash])
  const fileOf = (row: Pick<Row, 'hash' | 'extension'>) => join(folder, `${row.hash}.${row.extension}`)

  /** Takes over a finished copy: renamed to its hash when new, removed when known. */
  const adopt = async (copy: string, sniffed: Sniffed, hash: string, sizeBytes: number, fileName: string, itemId: string | null) => {
    const known = rowOf(hash)
    if (known && (await isFile(fileOf(known)))) {
      await unlink(copy)
      return { ...toReference(known), itemId: itemId ?? known.item_id }
    }
    const probe = await media.probe(copy)
    const row: Row = {
      hash,
      kind: probe.kind,
      media_type: sniffed.mediaType,
      extension: sniffed.extension,
      file_name: fileName,
      size_bytes: sizeBytes,
      width: probe.width,
      height: probe.height,
      duration_seconds: probe.durationSeconds,
      item_id: itemId,
    }
    await rename(copy, fileOf(row))
    await syncFolder(folder)
    database.run(
      `INSERT INTO kept_references (hash, kind, media_type, extension, file_name, size_bytes, width, height, duration_seconds, item_id, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING`,
      [row.hash, row.kind, row.media_type, row.extension, row.file_name, row.size_bytes, row.width, row.height, row.duration_seconds, row.item_id, Date.now()],
    )
    return toReference(row)
  }

  const keepFrom = async (chunks: AsyncIterable<Uint8Array>, fileName: string, itemId: string | null): Promise<KeptReference> => {
    const copy = join(folder, `${randomUUID()}.copy`)
    const hash = createHash('sha256')
    let size = 0
    let head = Buffer.alloc(0)
    let file: FileHandle | undefined
    try {
      file = await open(copy, 'wx')
      for await (const chunk of chunks) {
        size += chunk.byteLength
        if (size > maxBytes) throw new AppError('too-large', 'The file is too large to be sent', { details: { limitBytes: maxBytes } })
        if (head.byteLength < sniffBytes) head = Buffer.concat([head, chunk.subarray(0, sniffBytes - head.byteLength)])
        hash.update(chunk)
        await file.writeFile(chunk)
      }
      await file.sync()
      await file.close()
      file = undefined
      const sniffed = sniff(head)
      if (sniffed === null) throw new AppError('not-media', 'The file is no image, video or sound that is known', { details: { name: fileName } })
      return await adopt(copy, sniffed, hash.digest('hex'), size, fileName, itemId)
    } catch (error) {
      await file?.close().catch(() => {})
      await unlink(copy).catch(() => {})
      throw fileError(error)
    }
  }

  const keepFile = async (path: string, itemId: string | null = null): Promise<KeptReference> => {
    let source: FileHandle
    try {
      source = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    } catch (error) {
      throw fileError(error)
    }
    try {
      if (!(await source.stat()).isFile()) throw new AppError('not-media', 'Only a file can be a reference')
      return await keepFrom(source.createReadStream({ autoClose: false }), basename(path), itemId)
    } finally {
      await source.close()
    }
  }

  return {
    keepFile: (path) => keepFile(path),
    keepBytes: (bytes, fileName) => keepFrom(inPieces(bytes), basename(fileName) || 'pasted', null),
    keepItem: (itemId) => keepFile(library.path(itemId), itemId),
    describe: (hashes) => hashes.flatMap((hash) => rowOf(hash) ?? []).map(toReference),
    file(hash) {
      const row = rowOf(hash)
      if (!row) throw new AppError('not-found', 'The reference is not known')
      return { path: fileOf(row), mediaType: row.media_type }
    },
    async dataUri(hash) {
      const row = rowOf(hash)
      if (!row) throw new AppError('file-missing', 'A reference is not known any more')
      const pieces: Uint8Array[] = [Buffer.from(`data:${row.media_type};base64,`)]
      try {
        const file = await open(fileOf(row))
        try {
          const buffer = Buffer.alloc(pieceBytes)
          for (;;) {
            const read = await readFully(file, buffer)
            if (read > 0) pieces.push(Buffer.from(buffer.toString('base64', 0, read)))
            if (read < pieceBytes) break
          }
        } finally {
          await file.close()
        }
      } catch (error) {
        throw fileError(error)
      }
      return Buffer.concat(pieces)
    },
  }
}

/** Reads until the buffer is full or the file ends; a short read in the middle would break the base64. */
async function readFully(file: FileHandle, buffer: Buffer): Promise<number> {
  let filled = 0
  while (filled < buffer.byteLength) {
    const { bytesRead } = await file.read(buffer, filled, buffer.byteLength - filled, null)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.byteLength; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes)
}

function toReference(row: Row): KeptReference {
  return {
    hash: row.hash,
    kind: row.kind,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    width: row.width,
    height: row.height,
    durationSeconds: row.duration_seconds,
    itemId: row.item_id,
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then((facts) => facts.isFile(), () => false)
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no folders that can be synced; there the rename itself is durable.
  const handle = await open(folder).catch(() => null)
  if (handle === null) return
  await handle.sync().catch(() => {})
  await handle.close()
}

function fileError(error: unknown): unknown {
  const code = (error as { code?: unknown }).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', 'The disk is full', { cause: error })
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EPERM') return new AppError('file-missing', 'The file cannot be read', { cause: error })
  return error
}
