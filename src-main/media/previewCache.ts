import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, errorCodes, type ErrorCode } from '../../src-shared/errors'
import type { MediaKind } from '../../src-shared/media'
import type { Container } from './sniff'

/** What previews are made of: a file and what is already known about it. */
export interface PreviewSource {
  id: string
  /** Another revision is another picture: asked for anew. */
  revision: number
  path: string
  kind: MediaKind
  container: Container
  width: number | null
  height: number | null
  durationSeconds: number | null
  hasAudio: boolean
}

export type PreviewName = '256' | '1024' | 'filmstrip' | 'peaks' | 'preview'

/** Failures that may pass are not remembered; the others are tried once per revision. */
const passing: ReadonlySet<ErrorCode> = new Set(['ffmpeg-missing', 'file-missing', 'canceled', 'disk-full', 'timed-out', 'internal'])

export interface PreviewCache {
  path(source: Pick<PreviewSource, 'id' | 'revision'>, name: PreviewName): string
  has(path: string): Promise<boolean>
  /** Throws the failure remembered for it, if there is one. */
  refuseFailed(path: string): Promise<void>
  /** Remembers that it cannot be made. */
  rememberFailure(path: string, error: AppError): Promise<void>
  /** A place to write to; `keep` moves it where it belongs. */
  temporary(): Promise<string>
  keep(temporary: string, path: string): Promise<void>
  forget(id: string): Promise<void>
}

/** Previews as files: `<folder>/<first two characters of the id>/<id>-<name>-<revision>`, whole or not at all. */
export function previewCache(folder: string): PreviewCache {
  const drawer = (id: string) => join(folder, id.slice(0, 2))
  return {
    path: (source, name) => join(drawer(source.id), `${source.id}-${name}-${source.revision}`),
    has: (path) => stat(path).then((file) => file.size > 0, () => false),
    async refuseFailed(path) {
      const code = await readFile(`${path}.failed`, 'utf8').catch(() => null)
      if (code === null) return
      throw new AppError(errorCodes.find((known) => known === code) ?? 'unsupported-media', 'No preview can be made of it')
    },
    async rememberFailure(path, error) {
      if (passing.has(error.code)) return
      await mkdir(join(path, '..'), { recursive: true })
      await writeFile(`${path}.failed`, error.code)
    },
    async temporary() {
      await mkdir(join(folder, 'tmp'), { recursive: true })
      return join(folder, 'tmp', randomUUID())
    },
    async keep(temporary, path) {
      await mkdir(join(path, '..'), { recursive: true })
      await rename(temporary, path)
    },
    async forget(id) {
      const names = await readdir(drawer(id)).catch(() => [])
      for (const name of names) if (name.startsWith(`${id}-`)) await rm(join(drawer(id), name), { force: true })
    },
  }
}
