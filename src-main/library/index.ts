import type { Announce } from '../announce'
import type { Log } from '../log'
import type { Media } from '../media'
import type { Database } from '../storage'
import type { JobRequest } from '../../src-shared/job'
import type { Lineage, MediaItem, MediaKind } from '../../src-shared/media'
import { AppError } from '../../src-shared/errors'

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
  createdAt: number
  /** Complete, sniffed, fsynced; lies in `partsFolder()`. */
  partPath: string
  kind: MediaKind
  extension: string
  container: string
  sha256: string
  sizeBytes: number
}

/** What the app made itself out of an item. */
export interface Made {
  sourceId: string
  relation: Lineage['relation']
  title: string
  /** Complete and checked; lies in `partsFolder()`. */
  tempPath: string
  extension: string
}

export interface Library {
  /** @throws AppError `library-unavailable` when the folder cannot be written to; never another folder instead. */
  partsFolder(): string
  /** A safe file name, unique in the library whatever the case; commit it before `file` is called. */
  reserveName(delivery: Omit<Delivery, 'partPath' | 'sha256' | 'sizeBytes'>): string
  /**
   * Files a delivery under the reserved name and commits the item together with what `alsoCommit` writes.
   * Idempotent by (jobId, remoteId).
   * @throws AppError `not-media`, `library-unavailable`, `file-missing`, `disk-full`, `file-in-use`.
   */
  file(delivery: Delivery, fileName: string, alsoCommit: (itemId: string) => void): Promise<string>
  addMade(made: Made): Promise<string>
  /** @throws AppError `not-found`, `file-missing`. */
  path(itemId: string): string
  /** @throws AppError `not-found`. */
  item(itemId: string): MediaItem
}

export interface LibraryParts {
  database: Database
  media: Media
  /** The library folder in settings; asked for each time. */
  folder: () => string
  announce: Announce
  log: Log
  now: () => number
  /** Into the operating system's trash. */
  trashItem: (path: string) => Promise<void>
  showItemInFolder: (path: string) => void
  /** Fetches a missing file again by its remote id. */
  downloadAgain: (itemId: string) => Promise<void>
}

export function openLibrary(_parts: LibraryParts): Library {
  throw new AppError('not-possible-now', 'Not yet')
}
