import { stat } from 'node:fs/promises'
import { toAppError } from '../../src-shared/errors'
import type { Log } from '../log'
import type { Media } from '../media'
import { locate } from './locate'
import { hashOf } from './place'
import type { StoredItem } from './rows'
import type { Store } from './store'

const rowsAtOnce = 50

export interface FillInParts {
  store: Store
  media: Pick<Media, 'probe'>
  folder: () => string
  log: Log
  onFilled: (item: StoredItem) => Promise<void>
}

/** Learns in the background what taking files in leaves open: their hashes, and what only probing tells. One file at a time, from the first on. */
export function openFillIn(parts: FillInParts) {
  const { store, media } = parts
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  const run = async () => {
    do {
      again = false
      let after = 0
      for (let items = store.unhashed(after, rowsAtOnce); items.length > 0 && !stopped; items = store.unhashed(after, rowsAtOnce)) {
        for (const item of items) {
          if (stopped) return
          after = item.number
          await fill(item)
        }
      }
    } while (again && !stopped)
  }
  const fill = async (item: StoredItem) => {
    const path = locate(item, parts.folder())
    if (path === null) return void store.setMissing(item.id, true)
    try {
      const sha256 = await hashOf(path)
      const { size } = await stat(path)
      const needsProbe = item.width === null || (item.kind !== 'image' && item.duration_seconds === null) || item.kind === 'video'
      const probe = needsProbe ? await media.probe(path).catch((error: unknown) => toAppError(error)) : null
      const isUnreadable = probe instanceof Error && (probe.code === 'unsupported-media' || probe.code === 'not-media')
      store.setFacts(item.number, {
        sha256,
        size_bytes: size,
        ...(isUnreadable && { file_state: 'unreadable' }),
        ...(probe !== null && !(probe instanceof Error) && {
          kind: probe.kind, width: probe.width, height: probe.height, duration_seconds: probe.durationSeconds, frame_rate: probe.frameRate,
          video_codec: probe.videoCodec, audio_codec: probe.audioCodec, has_audio: Number(probe.hasAudio),
        }),
      })
      await parts.onFilled(store.stored(item.id))
    } catch (error) {
      parts.log.info('A file could not be looked into', { itemId: item.id, error })
    }
  }
  return {
    update(): void {
      again = true
      running ??= run()
        .catch((error: unknown) => parts.log.error('Looking into files failed', { error }))
        .finally(() => (running = null))
    },
    async stop(): Promise<void> {
      stopped = true
      await running
    },
    async settled(): Promise<void> {
      while (running) await running
    },
  }
}
