import { Worker } from 'node:worker_threads'

export interface Trigger {
  /** SIGKILL to this process after so many microseconds, whatever its own thread is doing then. */
  pull(microseconds: number): void
}

const program = `
const { workerData } = require('node:worker_threads')
const cell = new Int32Array(workerData)
Atomics.wait(cell, 0, 0)
const until = process.hrtime.bigint() + BigInt(cell[1]) * 1000n
while (process.hrtime.bigint() < until);
process.kill(process.pid, 'SIGKILL')
`

/** A thread of its own that waits for the word: the main thread is deep inside SQLite when the kill comes. */
export function openTrigger(): Trigger {
  const shared = new SharedArrayBuffer(8)
  const cell = new Int32Array(shared)
  new Worker(program, { eval: true, workerData: shared }).unref()
  return {
    pull(microseconds) {
      Atomics.store(cell, 1, microseconds)
      Atomics.store(cell, 0, 1)
      Atomics.notify(cell, 0)
    },
  }
}
