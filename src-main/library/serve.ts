import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../src-shared/errors'
import { artCount, type MediaKind } from '../../src-shared/media'
import type { Log } from '../log'
import { containerFacts, sniff, sniffBytes, type Container, type ThumbnailSize } from '../media'
import { confined } from './locate'
import { readRange, type ByteRange } from './ranges'

/** What `media:` addresses are answered from. Every path is confined to its own folder. */
export interface ServedFiles {
  /** @throws AppError `not-found`, `file-missing`. */
  item(id: string): { path: string; kind: MediaKind; container: Container; etag: string }
  thumbnail(id: string, size: ThumbnailSize): Promise<string>
  filmstrip(id: string): Promise<string>
  /** Made on request of the trimmer; here only what is there, or soon will be. */
  preview(id: string): Promise<string>
  /** A kept reference; null when there is none of that hash. */
  reference(hash: string): string | null
  referencesFolder: string
  previewsFolder: string
  /** The shipped pictures `1.jpg` … */
  artFolder: string
  log: Log
}

interface Found {
  path: string
  mediaType: string | null
  etag: string | null
  /** The address changes with the bytes. */
  lasting: boolean
}

const guards = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
}
const chunkBytes = 256 * 1024

/** Answers one request for `media://item|thumbnail|filmstrip|preview|reference|art/…`. Ids only: no path ever comes from an address. */
export function mediaResponder(files: ServedFiles): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: guards })
    try {
      const found = await find(files, new URL(request.url))
      return found === null ? new Response(null, { status: 404, headers: guards }) : await respond(request, found)
    } catch (error) {
      if (error instanceof AppError) return new Response(null, { status: 404, headers: { ...guards, 'x-reason': error.code } })
      files.log.error('A media request failed', { error })
      return new Response(null, { status: 500, headers: guards })
    }
  }
}

async function find(files: ServedFiles, url: URL): Promise<Found | null> {
  const id = /^\/([0-9A-Za-z-]{1,64})$/.exec(url.pathname)?.[1]
  if (id === undefined) return null
  switch (url.host) {
    case 'item':
      return whole(files.item(id))
    case 'thumbnail': {
      const size = url.searchParams.get('size')
      if (size !== '256' && size !== '1024') return null
      try {
        return preview(files, await files.thumbnail(id, size === '256' ? 256 : 1024))
      } catch (error) {
        // Without ffmpeg, or where it cannot read a picture that the page can, the picture itself is shown.
        const item = files.item(id)
        if (item.kind !== 'image') throw error
        return whole(item)
      }
    }
    case 'filmstrip':
      return preview(files, await files.filmstrip(id))
    case 'preview':
      return preview(files, await files.preview(id))
    case 'reference': {
      const path = /^[0-9a-f]{64}$/.test(id) ? files.reference(id) : null
      return path !== null && confined(files.referencesFolder, path) !== null ? { path, mediaType: null, etag: `"${id}"`, lasting: true } : null
    }
    case 'art': {
      const index = /^\d{1,4}$/.test(id) ? Number(id) % artCount : null
      const path = index === null ? null : confined(files.artFolder, join(files.artFolder, `${index + 1}.jpg`))
      return path === null ? null : { path, mediaType: 'image/jpeg', etag: null, lasting: true }
    }
    default:
      return null
  }
}

function whole(item: ReturnType<ServedFiles['item']>): Found {
  return { path: item.path, mediaType: containerFacts(item.container).mediaType, etag: item.etag, lasting: false }
}

function preview(files: ServedFiles, path: string): Found | null {
  return confined(files.previewsFolder, path) === null ? null : { path, mediaType: null, etag: null, lasting: true }
}

async function respond(request: Request, found: Found): Promise<Response> {
  // O_NOFOLLOW: between the look and the open nothing may have become a link. Windows has no such flag, nor such links without rights.
  const file = await open(found.path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch((error: unknown) => {
    throw new AppError('file-missing', 'The file cannot be opened', { cause: error })
  })
  let handedOver = false
  try {
    const facts = await file.stat()
    if (!facts.isFile()) return new Response(null, { status: 404, headers: guards })
    const mediaType = found.mediaType ?? (await sniffedType(file))
    if (mediaType === null) return new Response(null, { status: 404, headers: guards })
    const etag = found.etag ?? `"${facts.size.toString(36)}-${Math.round(facts.mtimeMs).toString(36)}"`
    const headers: Record<string, string> = {
      ...guards,
      'content-type': mediaType,
      'accept-ranges': 'bytes',
      etag,
      'cache-control': found.lasting ? 'private, max-age=31536000, immutable' : 'private, no-cache',
    }
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
    const ifRange = request.headers.get('if-range')
    const range = readRange(ifRange === null || ifRange === etag ? request.headers.get('range') : null, facts.size)
    if (range === 'unsatisfiable') {
      return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${facts.size}` } })
    }
    const bytes = range === 'whole' ? { start: 0, end: facts.size - 1 } : range
    headers['content-length'] = String(bytes.end - bytes.start + 1)
    if (range !== 'whole') headers['content-range'] = `bytes ${bytes.start}-${bytes.end}/${facts.size}`
    const status = range === 'whole' ? 200 : 206
    if (request.method === 'HEAD') return new Response(null, { status, headers })
    handedOver = true
    return new Response(streamOf(file, bytes), { status, headers })
  } finally {
    if (!handedOver) await file.close()
  }
}

/** Only what the app knows as media: never a page, never SVG. */
async function sniffedType(file: FileHandle): Promise<string | null> {
  const { bytesRead, buffer } = await file.read(new Uint8Array(sniffBytes), 0, sniffBytes, 0)
  return sniff(buffer.subarray(0, bytesRead))?.mediaType ?? null
}

/** Reads as fast as it is taken; the file is closed once, whoever ends first: the end, an error, or a player that went elsewhere. */
function streamOf(file: FileHandle, range: ByteRange): ReadableStream<Uint8Array> {
  let position = range.start
  let isClosed = false
  const close = async () => {
    if (isClosed) return
    isClosed = true
    await file.close()
  }
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (isClosed) return
      try {
        const wanted = Math.min(chunkBytes, range.end - position + 1)
        if (wanted > 0) {
          const { bytesRead, buffer } = await file.read(new Uint8Array(wanted), 0, wanted, position)
          // The player may have gone while the disk was read.
          if (isClosed) return
          if (bytesRead === 0) throw new Error('The file became shorter while it was read')
          position += bytesRead
          controller.enqueue(buffer.subarray(0, bytesRead))
        }
        if (position > range.end) {
          await close()
          controller.close()
        }
      } catch (error) {
        await close().catch(() => {})
        controller.error(error)
      }
    },
    cancel: close,
  })
}
