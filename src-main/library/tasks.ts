import { randomUUID } from 'node:crypto'
import { toAppError } from '../../src-shared/errors'
import type { LibraryTask } from '../../src-shared/libraryTask'
import type { Announce } from '../announce'
import type { Log } from '../log'

/** How a task tells how far it is. */
export interface Progress {
  signal: AbortSignal
  add(counts: Partial<Pick<LibraryTask, 'done' | 'changed' | 'failed'>>): void
  setTotal(total: number): void
}

/** Tasks that ended are listed this long a list, newest last. */
const endedKept = 20
const announceEveryMs = 250

/** Long work of the library: listed, told about as it goes, and stopped by the user or the end of the app. */
export function openTasks(announce: Announce, log: Log) {
  const tasks = new Map<string, LibraryTask>()
  const stops = new Map<string, AbortController>()
  const running = new Set<Promise<unknown>>()
  const tell = (task: LibraryTask) => announce('library.taskChanged', { ...task })

  return {
    list: (): LibraryTask[] => [...tasks.values()].map((task) => ({ ...task })),
    /** Begins a task; it is listed before this returns. */
    start(kind: LibraryTask['kind'], work: (progress: Progress) => Promise<void>): LibraryTask {
      const task: LibraryTask = { id: randomUUID(), kind, status: 'running', done: 0, total: null, changed: 0, failed: 0, error: null }
      const stop = new AbortController()
      tasks.set(task.id, task)
      stops.set(task.id, stop)
      for (const [id, { status }] of tasks) {
        if (tasks.size <= endedKept) break
        if (status !== 'running') tasks.delete(id)
      }
      let toldAt = 0
      const progress: Progress = {
        signal: stop.signal,
        add(counts) {
          for (const name of ['done', 'changed', 'failed'] as const) task[name] += counts[name] ?? 0
          if (performance.now() - toldAt < announceEveryMs) return
          toldAt = performance.now()
          tell(task)
        },
        setTotal: (total) => void (task.total = total),
      }
      const end = async () => {
        try {
          await work(progress)
          task.status = stop.signal.aborted ? 'canceled' : 'done'
        } catch (thrown) {
          const error = toAppError(thrown)
          task.status = error.code === 'canceled' ? 'canceled' : 'failed'
          task.error = error.facts
          if (error.code === 'internal') log.error('A task of the library failed', { kind, error: thrown })
        }
        stops.delete(task.id)
        tell(task)
      }
      const ended: Promise<void> = end().finally(() => running.delete(ended))
      running.add(ended)
      tell(task)
      return { ...task }
    },
    cancel: (id: string) => stops.get(id)?.abort(),
    async stop(): Promise<void> {
      for (const stop of stops.values()) stop.abort()
      await Promise.all(running)
    },
    /** Settles when nothing runs. */
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
export type Tasks = ReturnType<typeof openTasks>
