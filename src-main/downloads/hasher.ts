import { Worker } from 'node:worker_threads'

/**
 * Files are hashed on a thread of its own, which follows them as they grow: it reads what was written back, mostly from memory, so no byte is
 * handed from thread to thread, what an earlier run left is hashed by the same lines, and neither the page nor a paid request waits. The
 * thread's few lines are a text and not a file, so that they are there wherever this module is: bundled, packed, or straight from the sources.
 */
const program = `
const { parentPort } = require('node:worker_threads')
const { createHash } = require('node:crypto')
const { closeSync, openSync, readSync } = require('node:fs')
const files = new Map()
const buffer = Buffer.alloc(256 * 1024)
const bytesATurn = 4 * 1024 * 1024
let isTurning = false

function advance(id, file) {
  const until = Math.min(file.known, file.hashed + bytesATurn)
  while (file.hashed < until) {
    const bytes = readSync(file.descriptor, buffer, 0, Math.min(buffer.length, until - file.hashed), file.hashed)
    if (bytes === 0) throw new Error('The part became shorter')
    file.hash.update(buffer.subarray(0, bytes))
    file.hashed += bytes
  }
  if (!file.isWhole || file.hashed < file.known) return
  drop(id)
  parentPort.postMessage({ id, sha256: file.hash.digest('hex') })
}

function drop(id) {
  const file = files.get(id)
  files.delete(id)
  if (file) closeSync(file.descriptor)
}

function turn() {
  isTurning = false
  for (const [id, file] of [...files]) {
    if (file.hashed >= file.known && !file.isWhole) continue
    try {
      advance(id, file)
    } catch (error) {
      drop(id)
      parentPort.postMessage({ id, problem: String(error.code || error.message) })
    }
  }
  if ([...files.values()].some((file) => file.hashed < file.known)) later()
}

function later() {
  if (!isTurning) setImmediate(turn)
  isTurning = true
}

parentPort.on('message', ({ id, path, known, isWhole, isDropped }) => {
  if (isDropped) {
    drop(id)
    return parentPort.postMessage({ id, problem: 'dropped' })
  }
  let file = files.get(id)
  try {
    if (path !== undefined) files.set(id, (file = { descriptor: openSync(path, 'r'), hash: createHash('sha256'), hashed: 0, known: 0, isWhole: false }))
  } catch (error) {
    return parentPort.postMessage({ id, problem: String(error.code || error.message) })
  }
  if (!file) return
  Object.assign(file, { known, isWhole })
  later()
})
`

/** To wake the thread costs this one more than the hash of some kilobytes. */
const tellEachBytes = 1024 * 1024

type Answer = { id: number; sha256: string } | { id: number; problem: string }

export interface GrowingHash {
  /** The file holds so many bytes now. */
  reached(bytes: number): void
  /** The SHA-256 of the whole file, in hexadecimal. @throws when the file could not be read to its end. */
  digest(): Promise<string>
  /** No digest will be asked for; resolves once the file is held no more. */
  drop(): Promise<void>
}

export interface Hasher {
  /** Hashes a file from its first byte on, as far as it is told that it reaches. */
  follow(path: string): GrowingHash
  close(): void
}

interface Waiting {
  settle(answer: Answer): void
  reject(error: Error): void
}

export function openHasher(): Hasher {
  let worker: Worker | null = null
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  /** Began when it is first needed; one that died takes its files with it, and the next file begins another. */
  const running = (): Worker => {
    if (worker !== null) return worker
    const begun = new Worker(program, { eval: true })
    const ended = (error: Error) => {
      if (worker === begun) worker = null
      for (const one of waiting.values()) one.reject(error)
    }
    begun.on('message', (answer: Answer) => waiting.get(answer.id)?.settle(answer))
    begun.once('error', ended)
    begun.once('exit', () => ended(new Error('The thread that hashes has ended')))
    worker = begun
    return begun
  }

  return {
    follow(path) {
      const id = ++lastId
      let known = 0
      let told = 0
      const thread = running()
      const result = new Promise<string>((resolve, reject) => {
        waiting.set(id, { reject, settle: (answer) => ('sha256' in answer ? resolve(answer.sha256) : reject(new Error(answer.problem))) })
      }).finally(() => {
        waiting.delete(id)
        // An idle thread keeps no process alive.
        if (waiting.size === 0) thread.unref()
      })
      // It may fail before anybody asks.
      result.catch(() => {})
      thread.ref()
      thread.postMessage({ id, path, known, isWhole: false })
      return {
        reached(bytes) {
          known = bytes
          if (known - told < tellEachBytes) return
          told = known
          thread.postMessage({ id, known, isWhole: false })
        },
        digest() {
          thread.postMessage({ id, known, isWhole: true })
          return result
        },
        drop() {
          if (waiting.has(id)) thread.postMessage({ id, isDropped: true })
          return result.then(() => {}, () => {})
        },
      }
    },
    close: () => void worker?.terminate(),
  }
}
