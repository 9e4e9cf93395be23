import { monitorEventLoopDelay } from 'node:perf_hooks'

/** What a client is told to fetch, as its first message. */
export interface Task {
  port: number
  folder: string
  sizesBytes: number[]
  concurrency: number
}

/** What a client answers with once it is done. */
export interface Taken {
  seconds: number
  /** The longest and the 99th percentile of how late its thread came to anything else, milliseconds. */
  longestDelay: number
  usualDelay: number
  /** Of all its threads, user and system. */
  processorSeconds: number
}

const looksEachMilliseconds = 5

/** Takes the task, does it, and answers. */
export function onTask(work: (task: Task) => Promise<void>): void {
  process.once('message', (task: Task) => {
    const delay = monitorEventLoopDelay({ resolution: looksEachMilliseconds })
    delay.enable()
    const startedAt = performance.now()
    work(task).then(
      () => {
        const { user, system } = process.cpuUsage()
        const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - looksEachMilliseconds)
        const taken: Taken = {
          seconds: (performance.now() - startedAt) / 1_000,
          longestDelay: late(delay.max),
          usualDelay: late(delay.percentile(99)),
          processorSeconds: (user + system) / 1e6,
        }
        process.send?.(taken, () => process.exit())
      },
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
}

/** Does `work` for each index, so many at a time. */
export async function inParallel(count: number, concurrency: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}
