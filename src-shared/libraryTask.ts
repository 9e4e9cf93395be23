import { z } from 'zod'
import type { ErrorFacts } from './errors'
import { nameTemplateSchema } from './librarySettings'

/** Something long that the library does while the user goes on. */
export interface LibraryTask {
  id: string
  kind: 'rebuild' | 'import' | 'export' | 'find-missing' | 'rename'
  status: 'running' | 'done' | 'failed' | 'canceled'
  /** Files or records looked at so far. */
  done: number
  /** Null while it is not known. */
  total: number | null
  /** What came of it: items added, found again or written. */
  changed: number
  /** Files it could do nothing with. */
  failed: number
  /** Why the whole of it failed. */
  error: ErrorFacts | null
}

export interface LibraryState {
  /** The database knows of nothing, but records lie in the library folder: it can be rebuilt from them. */
  canRebuild: boolean
}

/** A folder outside the library whose new files are taken in. */
export interface WatchedFolder {
  id: string
  /** Its own name, for showing. */
  name: string
  /** False: it is not there now. */
  isReached: boolean
}

export const exportOptionsSchema = z.strictObject({
  /** The files themselves, each under its name by the template. */
  files: z.boolean().default(true),
  template: nameTemplateSchema,
  /** Whether files carry prompt, model and options, or nothing; cost and request ids never. */
  parameters: z.boolean(),
  list: z.enum(['none', 'csv', 'json']).default('none'),
  /** Small pictures of all, 48 on a sheet. */
  contactSheet: z.boolean().default(false),
})
export type ExportOptions = z.infer<typeof exportOptionsSchema>
