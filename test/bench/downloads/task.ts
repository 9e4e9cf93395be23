/** What a client is told to fetch, as its first message. It answers with the seconds it took. */
export interface Task {
  port: number
  folder: string
  sizesBytes: number[]
  concurrency: number
}

/** Takes the task, does it, and answers. */
export function onTask(work: (task: Task) => Promise<void>): void {
  process.once('message', (task: Task) => {
    const startedAt = performance.now()
    work(task).then(
      () => process.send?.((performance.now() - startedAt) / 1_000, () => process.exit()),
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
