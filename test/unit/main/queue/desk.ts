import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { composeDesk, type Desk, type DeskOptions } from './compose'

const open = new Set<Desk>()
const folders: string[] = []

afterEach(async () => {
  for (const desk of open) await desk.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** For one test, removed after it. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'doitong-desk-'))
  folders.push(folder)
  return folder
}

/** A desk for one test, closed after it; with a folder given, opened again as after a restart. */
export function openDesk(options: Omit<DeskOptions, 'folder'> & { folder?: string }): Desk {
  const desk = composeDesk({ ...options, folder: options.folder ?? newFolder() })
  open.add(desk)
  const { close } = desk
  desk.close = async () => {
    if (open.delete(desk)) await close()
  }
  return desk
}
