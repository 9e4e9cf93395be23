import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { silentLog } from '../../../../src-main/log'
import { openStorage, profilePaths, type Storage } from '../../../../src-main/storage'
import type { Migration } from '../../../../src-main/storage/migrations/migration'
import type { Notice } from '../../../../src-shared/notice'

const folders: string[] = []
const open = new Set<Storage>()
afterEach(async () => {
  for (const storage of open) await storage.close()
  open.clear()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-storage-'))
  folders.push(folder)
  return folder
}

export interface Opened extends Storage {
  told: Notice[]
  /** Lets the storage's timer ring. */
  ring(): void
}

/** The storage of one test, closed after it. */
export async function opened(folder: string, options: { now?: () => number; migrations?: readonly Migration[] } = {}): Promise<Opened> {
  const told: Notice[] = []
  const timers: (() => void)[] = []
  const storage = await openStorage({
    profile: profilePaths(folder),
    log: silentLog,
    tell: (notice) => told.push(notice),
    after(_milliseconds, callback) {
      timers.push(callback)
      return () => void timers.splice(0)
    },
    ...options,
  })
  open.add(storage)
  return {
    ...storage,
    told,
    ring: () => timers.shift()?.(),
    async close() {
      open.delete(storage)
      await storage.close()
    },
  }
}

/** Changes bytes of a file in place. */
export function damage(file: string, from: number, length: number): void {
  const bytes = readFileSync(file)
  for (let at = from; at < Math.min(from + length, bytes.length); at++) bytes[at] = (bytes[at] as number) ^ 0x5a
  writeFileSync(file, bytes)
}
