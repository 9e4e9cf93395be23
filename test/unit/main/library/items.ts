import { randomUUID } from 'node:crypto'
import { openStore, type NewItem } from '../../../../src-main/library/store'
import type { TestLibrary } from '../../../fixtures/libraries'

/** Puts items into the database without files, the oldest first; returns their ids. The library is reopened when it must know of them. */
export function insertItems({ database, folder }: TestLibrary, count: number, changes: (index: number) => Partial<NewItem> = () => ({})): string[] {
  const store = openStore(database)
  return database.transaction(() =>
    Array.from({ length: count }, (_, index) => {
      const id = randomUUID()
      const item: NewItem = {
        id, kind: 'image', title: `Item ${index}`, prompt: `A picture ${index}`, type: 'IMAGE', provider: 'fast-one', options: '{}', inputs: '{}',
        credit_cost: 1, remote_id: null, job_id: null, batch_id: null, account_id: null, sandbox: 0, canceled_too_late: 0,
        created_at: Date.UTC(2026, 9, 1) + index * 60_000, library_folder: folder, file_name: `2026-10/${id}.png`, sha256: id, size_bytes: 100,
        width: 320, height: 180, duration_seconds: null, frame_rate: null, container: 'png', video_codec: 'png', audio_codec: null, has_audio: 0,
        origin: 'generated',
        ...changes(index),
      }
      store.insert(item, [])
      return id
    }),
  )
}
