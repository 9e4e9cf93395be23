import { existsSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toAppError } from '../../src-shared/errors'
import type { ExportOptions } from '../../src-shared/libraryTask'
import type { MediaItem } from '../../src-shared/media'
import type { Log } from '../log'
import { sniff, sniffBytes, type Container, type InputFile, type Media } from '../media'
import { contactSheet, picturesOnSheet } from './contactSheet'
import { parametersOf } from './embedding'
import { firstFree, foldedName } from './fileName'
import { fileError } from './folders'
import { writeLeaving } from './leaving'
import { csv, listed } from './lists'
import { placeFile } from './place'
import type { Progress } from './tasks'

export interface ExportParts {
  media: Pick<Media, 'run'>
  log: Log
  item: (number: number) => MediaItem | null
  /** Where its file lies. @throws AppError `file-missing`. */
  path: (itemId: string) => string
  still: (itemId: string) => Promise<string>
  nameOf: (item: MediaItem, template: string, extension: string, isTaken: (name: string) => boolean) => string
}

/** Copies of items into a folder of the user's: files that carry their parameters or nothing, a list, sheets of small pictures. Goes over no file. */
export async function exportItems(parts: ExportParts, numbers: readonly number[], folder: string, options: ExportOptions, progress: Progress): Promise<void> {
  progress.setTotal(numbers.length)
  const given = new Set<string>()
  const isTaken = (name: string) => given.has(foldedName(name)) || existsSync(join(folder, name))
  const rows: Record<string, string | number | null>[] = []
  const stills: InputFile[] = []
  for (const number of numbers) {
    if (progress.signal.aborted) return
    const item = parts.item(number)
    if (item === null) {
      progress.add({ done: 1, failed: 1 })
      continue
    }
    try {
      const written = options.files ? await exportFile(item) : null
      rows.push(listed(item, written))
      if (options.contactSheet) stills.push(...(await stillOf(item.id)))
      progress.add({ done: 1, changed: 1 })
    } catch (thrown) {
      const error = toAppError(fileError(thrown))
      if (error.code === 'disk-full' || error.code === 'library-unavailable') throw error
      parts.log.info('An item could not be exported', { itemId: item.id, code: error.code })
      progress.add({ done: 1, failed: 1 })
    }
  }
  const write = (name: string, text: string) => writeFile(join(folder, firstFree(name, isTaken)), text, { flag: 'wx' })
  if (options.list === 'csv') await write('list.csv', csv(rows))
  if (options.list === 'json') await write('list.json', `${JSON.stringify(rows, null, 2)}\n`)
  for (let at = 0; at < stills.length && !progress.signal.aborted; at += picturesOnSheet) {
    const path = join(folder, firstFree(`contact-sheet-${at / picturesOnSheet + 1}.jpg`, isTaken))
    try {
      await parts.media.run(contactSheet(stills.slice(at, at + picturesOnSheet), `${path}.part`), { signal: progress.signal })
      await rename(`${path}.part`, path)
    } finally {
      await rm(`${path}.part`, { force: true })
    }
  }

  async function exportFile(item: MediaItem): Promise<string> {
    const parameters = options.parameters ? parametersOf(item) : null
    const copy = await writeLeaving(
      parts.media, { path: parts.path(item.id), container: item.container as Container, durationSeconds: item.durationSeconds }, folder, parameters, progress.signal,
    )
    try {
      const extension = item.fileName.slice(item.fileName.lastIndexOf('.') + 1)
      const name = await placeFile(copy, folder, parts.nameOf(item, options.template, extension, isTaken), isTaken)
      given.add(foldedName(name))
      return name
    } finally {
      await rm(copy, { force: true })
    }
  }

  /** None for what cannot be drawn. */
  async function stillOf(itemId: string): Promise<InputFile[]> {
    const path = await parts.still(itemId).catch(() => null)
    if (path === null) return []
    const handle = await open(path, 'r')
    try {
      const { bytesRead, buffer } = await handle.read(new Uint8Array(sniffBytes), 0, sniffBytes, 0)
      const sniffed = sniff(buffer.subarray(0, bytesRead))
      return sniffed === null ? [] : [{ path, container: sniffed.container }]
    } finally {
      await handle.close()
    }
  }
}
