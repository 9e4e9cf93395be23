import { availableParallelism } from 'node:os'
import { AppError } from '../../src-shared/errors'

/** One core stays with the window. */
export const backgroundWorkers = Math.max(1, availableParallelism() - 1)

interface Task {
  key: string
  foreground: boolean
  start: () => Promise<unknown>
  refuse: (error: AppError) => void
  result: Promise<unknown>
}

export interface Workers {
  /**
   * The result of `work`, done once however often it is asked for at the same time. What somebody looks at (`foreground`) goes
   * before what is made in advance, the newest request first.
   */
  run<T>(key: string, foreground: boolean, work: () => Promise<T>): Promise<T>
  /** What was asked for by somebody who looked, waits, and is not wanted any more is refused as `canceled`. */
  keepWanted(isWanted: (key: string) => boolean): void
  /** What waits is refused as `canceled`; what runs is waited for. */
  stop(): Promise<void>
}

export function workers(limit: number): Workers {
  const waiting: Task[] = []
  const known = new Map<string, Task>()
  const running = new Set<Task>()
  let stopped = false
  const next = () => {
    while (!stopped && running.size < limit && waiting.length > 0) {
      const index = waiting.findLastIndex((task) => task.foreground)
      const task = waiting.splice(Math.max(index, 0), 1)[0]!
      running.add(task)
      void task.start().finally(() => {
        running.delete(task)
        known.delete(task.key)
        next()
      })
    }
  }
  return {
    run<T>(key: string, foreground: boolean, work: () => Promise<T>): Promise<T> {
      const already = known.get(key)
      if (already) {
        already.foreground ||= foreground
        return already.result as Promise<T>
      }
      let start!: Task['start']
      let refuse!: Task['refuse']
      const result = new Promise<T>((resolve, reject) => {
        start = () => work().then(resolve, reject)
        refuse = reject
      })
      if (stopped) refuse(new AppError('canceled', 'The app is closing'))
      if (stopped) return result
      const task: Task = { key, foreground, start, refuse, result }
      known.set(key, task)
      waiting.push(task)
      next()
      return result
    },
    keepWanted(isWanted) {
      for (const task of waiting.filter((one) => one.foreground && !isWanted(one.key))) {
        waiting.splice(waiting.indexOf(task), 1)
        known.delete(task.key)
        task.refuse(new AppError('canceled', 'Nobody looks at it any more'))
      }
    },
    async stop() {
      stopped = true
      for (const task of waiting.splice(0)) task.refuse(new AppError('canceled', 'The app is closing'))
      await Promise.allSettled([...running].map((task) => task.result))
    },
  }
}
