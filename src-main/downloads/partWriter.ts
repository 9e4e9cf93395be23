import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../src-shared/errors'

/** So much waits for the disk at most while as much is being written: large enough for few calls, small enough to stay in the processor's cache. */
const blockBytes = 256 * 1024

export interface PartWriter {
  /**
   * Takes a piece. What comes while another write is under way waits and goes out in one.
   *
   * @returns a promise when so much waits that the host should: it settles when there is room.
   * @throws what an earlier write failed with.
   */
  take(piece: Buffer): Promise<void> | null
  /** Until all that was taken is in the file. @throws what writing failed with; `download-incomplete` when it could not be brought to disk. */
  flush(): Promise<void>
  /** Until it is on disk for certain. @throws AppError `download-incomplete`: nobody knows what is there, and the part is empty again. */
  sync(): Promise<void>
}

interface Options {
  /** Where the first piece goes. */
  offset: number
  /** So often what was written is brought to disk, beside the transfer and not in its way. */
  syncEveryBytes: number
  onWritten(bytes: number): void
  /** On disk for certain up to here. */
  onSynced(bytes: number): Promise<void>
}

export function openPartWriter(part: FileHandle, { offset, syncEveryBytes, onWritten, onSynced }: Options): PartWriter {
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let written = offset
  let synced = offset
  let writing: Promise<void> | null = null
  let syncing: Promise<void> | null = null
  let failed: { error: unknown } | null = null
  let unsynced: { error: unknown } | null = null
  let roomy: { promise: Promise<void>; resolve(): void } | null = null

  const makeRoom = () => {
    roomy?.resolve()
    roomy = null
  }
  const write = async () => {
    try {
      while (waitingBytes > 0 && failed === null) {
        const pieces = waiting
        const bytes = waitingBytes
        waiting = []
        waitingBytes = 0
        makeRoom()
        await writeFully(part, pieces, bytes, written)
        written += bytes
        onWritten(written)
        if (syncing === null && written - synced >= syncEveryBytes) syncing = syncBeside(written)
      }
    } catch (error) {
      failed ??= { error }
    } finally {
      writing = null
      makeRoom()
    }
  }
  const syncBeside = async (reached: number) => {
    try {
      await part.datasync()
      synced = reached
    } catch (error) {
      unsynced ??= { error }
      failed ??= { error }
    }
    try {
      if (unsynced === null) await onSynced(reached)
    } catch (error) {
      failed ??= { error }
    } finally {
      syncing = null
    }
  }
  /** After a failed sync nobody knows what is on disk, and a second one may lie. */
  const begunAnew = async (cause: unknown) => {
    await part.truncate(0).catch(() => {})
    return new AppError('download-incomplete', 'The result could not be brought to disk', { cause })
  }
  const flush = async () => {
    await writing
    await syncing
    if (unsynced !== null) throw await begunAnew(unsynced.error)
    if (failed !== null) throw failed.error
  }

  return {
    take(piece) {
      if (failed !== null) throw failed.error
      if (piece.byteLength === 0) return null
      waiting.push(piece)
      waitingBytes += piece.byteLength
      writing ??= write()
      if (waitingBytes < blockBytes) return null
      roomy ??= deferred()
      return roomy.promise
    },
    flush,
    async sync() {
      await flush()
      try {
        await part.sync()
      } catch (error) {
        throw await begunAnew(error)
      }
    },
  }
}

/** A write may take less than it was given. */
async function writeFully(part: FileHandle, pieces: Buffer[], bytes: number, position: number): Promise<void> {
  let left = pieces
  for (let done = 0; done < bytes; ) {
    const { bytesWritten } = await part.writev(left, position + done)
    done += bytesWritten
    if (done < bytes) left = without(left, bytesWritten)
  }
}

function without(pieces: Buffer[], bytes: number): Buffer[] {
  let gone = bytes
  return pieces.flatMap((piece) => {
    const cut = Math.min(gone, piece.byteLength)
    gone -= cut
    return cut === piece.byteLength ? [] : [piece.subarray(cut)]
  })
}

function deferred(): { promise: Promise<void>; resolve(): void } {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => (resolve = settle))
  return { promise, resolve }
}
