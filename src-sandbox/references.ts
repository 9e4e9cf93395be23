import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ApiError, invalid } from './errors'
import { probe, runFfmpeg, type Binaries, type Probe } from './media'

export type ReferenceKind = 'image' | 'video' | 'audio'
export interface Reference extends Probe {
  sha256: string
}

const sizeCapBytes = 64 * 1_024 * 1_024
const fetchTimeoutMs = 15_000

/** Keeps reference inputs by their hash, after looking whether they are what they claim to be. */
export class ReferenceStore {
  constructor(
    private readonly folder: string,
    private readonly binaries: Binaries,
  ) {
    mkdirSync(folder, { recursive: true })
  }

  path(sha256: string): string {
    return join(this.folder, sha256)
  }

  /** Takes a data URI, an https address or a loopback http address. Throws INVALID_INPUT naming the field. */
  async accept(field: string, value: unknown, kind: ReferenceKind): Promise<Reference> {
    if (typeof value !== 'string') throw invalid(field, 'expected an address or a data URI')
    const bytes = value.startsWith('data:') ? fromDataUri(field, value) : await download(field, value)
    if (bytes.length === 0) throw invalid(field, 'is empty')
    if (bytes.length > sizeCapBytes) throw invalid(field, `is larger than ${sizeCapBytes / 1_024 / 1_024} MB`)
    if (kindOf(bytes) === null) throw invalid(field, `is not a supported ${kind} file`)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const path = this.path(sha256)
    if (!existsSync(path)) {
      writeFileSync(`${path}.part`, bytes)
      renameSync(`${path}.part`, path)
    }
    return { sha256, ...(await this.look(field, path, kind)) }
  }

  private async look(field: string, path: string, kind: ReferenceKind): Promise<Probe> {
    const signal = AbortSignal.timeout(fetchTimeoutMs)
    try {
      const seen = await probe(this.binaries, path, signal)
      if (kind === 'audio' ? !seen.hasAudio : !seen.hasVideo) throw invalid(field, `holds no ${kind === 'audio' ? 'sound' : 'picture'}`)
      const part = kind === 'audio' ? ['-vn', '-t', '1'] : ['-an', '-frames:v', '1']
      const decoded = await runFfmpeg(this.binaries, ['-xerror', '-protocol_whitelist', 'file', '-i', `file:${path}`, ...part, '-f', 'framecrc', 'pipe:1'], null, signal)
      if (!/^\d+,/m.test(decoded.toString())) throw invalid(field, `cannot be read as ${kind}`)
      return seen
    } catch (error) {
      if (error instanceof ApiError) throw error
      throw invalid(field, `cannot be read as ${kind}`)
    }
  }
}

function fromDataUri(field: string, uri: string): Buffer {
  const comma = uri.indexOf(',')
  if (comma < 0) throw invalid(field, 'is not a data URI')
  const head = uri.slice(5, comma)
  const body = uri.slice(comma + 1)
  if (!head.endsWith(';base64')) return Buffer.from(decodeURIComponent(body), 'latin1')
  if (!/^[A-Za-z0-9+/_=\s-]*$/.test(body.slice(0, 4_096))) throw invalid(field, 'is not base64')
  return Buffer.from(body, 'base64')
}

async function download(field: string, address: string): Promise<Buffer> {
  const url = URL.canParse(address) ? new URL(address) : null
  const isLoopback = url !== null && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback))) {
    throw invalid(field, 'must be an https address or a data URI')
  }
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(fetchTimeoutMs) })
    if (!answer.ok) throw invalid(field, `its address answered ${answer.status}`)
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of answer.body ?? []) {
      size += (chunk as Uint8Array).length
      if (size > sizeCapBytes) break
      chunks.push(chunk as Uint8Array)
    }
    return Buffer.concat(chunks, size > sizeCapBytes ? sizeCapBytes + 1 : size)
  } catch (error) {
    if (error instanceof ApiError) throw error
    throw invalid(field, 'could not be fetched from its address')
  }
}

/** By the first bytes: the sandbox lets ffmpeg see nothing but pictures, video and sound (no playlists, no scripts). */
function kindOf(bytes: Buffer): 'known' | null {
  const head = bytes.toString('latin1', 0, 16)
  const known = [/^\x89PNG/, /^\xff\xd8\xff/, /^GIF8/, /^RIFF....(WEBP|WAVE|AVI )/s, /^....ftyp/s, /^\x1aE\xdf\xa3/, /^OggS/, /^ID3/, /^\xff[\xe2-\xfb]/, /^fLaC/, /^BM/]
  return known.some(pattern => pattern.test(head)) ? 'known' : null
}
