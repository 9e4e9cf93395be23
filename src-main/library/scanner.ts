import { Worker } from 'node:worker_threads'

/** A file that may be media, with its first bytes. */
export interface Scanned {
  path: string
  sizeBytes: number
  modifiedMs: number
  head: Buffer
}

/** Enough for the size of a picture and most parameters; a file that has more says so and is read again. */
const headBytes = 8 * 1024
const filesInOneBatch = 100
/** Batches that are read ahead while main works on one. */
const batchesAhead = 3

/**
 * Walks a folder and reads the beginning of each file that is named like media, on a thread of its own: opening twenty thousand files one by one
 * from main would take it ten times as long. Hidden folders and links are passed over.
 */
const program = `
const { parentPort, workerData } = require('node:worker_threads')
const fs = require('node:fs')
const path = require('node:path')
const named = /\\.(png|jpe?g|jfif|webp|gif|avif|hei[cf]|mp4|m4v|mov|webm|mkv|mts|m2ts|ts|mp3|wav|flac|m4a|ogg|oga|ogv|opus|aac)$/i
function* walk(folder) {
  let entries
  try { entries = fs.readdirSync(folder, { withFileTypes: true }) } catch { return }
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue
    const full = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(full)
    else if (entry.isFile() && named.test(entry.name)) yield full
  }
}
const files = workerData.files ? workerData.files[Symbol.iterator]() : walk(workerData.folder)
parentPort.on('message', () => {
  const heads = Buffer.allocUnsafeSlow(workerData.headBytes * workerData.files_in_batch)
  const found = []
  let used = 0
  let ended = false
  while (found.length < workerData.files_in_batch) {
    const next = files.next()
    if (next.done) { ended = true; break }
    let handle
    try {
      handle = fs.openSync(next.value, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW || 0))
      const facts = fs.fstatSync(handle)
      if (!facts.isFile() || facts.size === 0) continue
      const length = fs.readSync(handle, heads, used, workerData.headBytes, 0)
      found.push({ path: next.value, sizeBytes: facts.size, modifiedMs: Math.round(facts.mtimeMs), from: used, length })
      used += length
    } catch {
      found.push({ path: next.value, sizeBytes: 0, modifiedMs: 0, from: used, length: 0 })
    } finally {
      if (handle !== undefined) fs.closeSync(handle)
    }
  }
  parentPort.postMessage({ found, heads: heads.buffer, ended }, [heads.buffer])
  if (ended) parentPort.close()
})
`

interface Batch {
  found: { path: string; sizeBytes: number; modifiedMs: number; from: number; length: number }[]
  heads: ArrayBuffer
  ended: boolean
}

/** All files below a folder, or those named. A file that cannot be opened comes with no bytes. */
export async function* scan(from: { folder: string } | { files: readonly string[] }, signal: AbortSignal): AsyncGenerator<Scanned[]> {
  const worker = new Worker(program, { eval: true, workerData: { ...from, headBytes, files_in_batch: filesInOneBatch } })
  const arrived: (Batch | Error)[] = []
  let wake = () => {}
  const put = (batch: Batch | Error) => {
    arrived.push(batch)
    wake()
  }
  worker.on('message', put)
  worker.on('error', (error) => put(error instanceof Error ? error : new Error(String(error))))
  try {
    for (let ahead = 0; ahead < batchesAhead; ahead++) worker.postMessage('next')
    for (;;) {
      if (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      const batch = arrived.shift()
      if (batch === undefined) continue
      if (batch instanceof Error) throw batch
      worker.postMessage('next')
      yield batch.found.map(({ path, sizeBytes, modifiedMs, from: start, length }) => ({ path, sizeBytes, modifiedMs, head: Buffer.from(batch.heads, start, length) }))
      if (batch.ended || signal.aborted) return
    }
  } finally {
    await worker.terminate()
  }
}
