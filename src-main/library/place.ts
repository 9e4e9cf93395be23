import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { numbered } from './fileName'
import { syncFolder } from './folders'

/** How long a file that another program holds (an antivirus, an indexer) is waited for. */
const busyMs = 60_000
const busyCodes = new Set(['EPERM', 'EBUSY', 'EACCES'])
/** More twins than this are not looked for after a crash. */
const mostTwins = 50

/**
 * Moves a finished file to its name in the library, or to ` (2)` where another file has taken that name: never over a file. Lasts when
 * it returns. A hard link fails where the name exists, on every system that has links, so nothing can come between looking and moving.
 *
 * @returns the name it has.
 */
export async function placeFile(from: string, library: string, name: string, isTaken: (name: string) => boolean): Promise<string> {
  for (let count = 1; ; count++) {
    const candidate = numbered(name, count)
    if (count > 1 && isTaken(candidate)) continue
    const to = join(library, candidate)
    await mkdir(dirname(to), { recursive: true })
    if (!(await moveWithoutReplacing(from, to))) continue
    await syncFolder(dirname(to))
    return candidate
  }
}

/** False when the name exists. */
async function moveWithoutReplacing(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST') return false
    if (code === 'ENOENT' || code === 'ENOSPC' || code === 'EROFS' || code === 'EIO') throw error
    // A file system without links (FAT, some network drives).
    if (await lstat(to).then(() => true, () => false)) return false
    await patiently(() => rename(from, to))
    return true
  }
  await patiently(() => rm(from, { force: true }))
  return true
}

async function patiently(work: () => Promise<void>): Promise<void> {
  const end = performance.now() + busyMs
  for (let pause = 50; ; pause = Math.min(pause * 2, 2_000)) {
    try {
      return await work()
    } catch (error) {
      if (!busyCodes.has((error as NodeJS.ErrnoException).code ?? '') || performance.now() > end) throw error
      await sleep(pause)
    }
  }
}

/** The name under which exactly these bytes lie already and belong to no item: a move made before a crash and not yet committed. */
export async function findPlaced(
  library: string,
  name: string,
  file: { sha256: string; sizeBytes: number },
  isFiled: (name: string) => boolean,
): Promise<string | null> {
  for (let count = 1; count <= mostTwins; count++) {
    const candidate = numbered(name, count)
    const path = join(library, candidate)
    const found = await lstat(path).catch(() => null)
    if (found === null) return null
    if (isFiled(candidate)) continue
    if (found.isFile() && found.size === file.sizeBytes && (await hashOf(path)) === file.sha256) return candidate
  }
  return null
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Makes a file's bytes last. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A small file of the app's own, whole or not at all. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  const temporary = join(folder, `.${basename(path, '.json')}-${randomUUID()}`)
  const handle = await open(temporary, 'wx')
  try {
    await handle.writeFile(text)
    await handle.sync()
    await handle.close()
    await rename(temporary, path)
    await syncFolder(folder)
  } catch (error) {
    await handle.close().catch(() => {})
    await rm(temporary, { force: true })
    throw error
  }
}
