import { copyFile, open, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Brings a file's bytes to disk. */
async function syncFile(file: string): Promise<void> {
  // Windows syncs only what may be written.
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Brings names to disk, where a folder can be synced (not on Windows). */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

/** A finished file takes its name: bytes first, then the name, then the folder. */
export async function publish(from: string, to: string): Promise<void> {
  await syncFile(from)
  await rename(from, to)
  await syncFolder(dirname(to))
}

export async function copyDurably(from: string, to: string): Promise<void> {
  const unfinished = `${to}.new`
  await copyFile(from, unfinished)
  await publish(unfinished, to)
}

export async function writeDurably(file: string, text: string): Promise<void> {
  const unfinished = `${file}.new`
  await writeFile(unfinished, text)
  await publish(unfinished, file)
}
