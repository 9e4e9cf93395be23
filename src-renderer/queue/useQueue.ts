import { create } from 'zustand'
import { toAppError, type AppError } from '../../src-shared/errors'
import type { QueueDelta } from '../../src-shared/job'
import { on, request } from '../ipc'
import { applyDelta, emptyQueue, fromSnapshot, type QueueData } from './data'
import { useProgress } from './useProgress'

interface QueueStore extends QueueData {
  /** `loading` until the first snapshot; `failed` when it could not be had. */
  status: 'loading' | 'ready' | 'failed'
  error: AppError | null
}

/** The queue as main announces it; the page never changes it by itself. */
export const useQueue = create<QueueStore>(() => ({ ...emptyQueue, status: 'loading', error: null }))

/** Steps that arrived while the snapshot was on its way. */
let early: QueueDelta[] | null = null

/** Asks for the whole queue: at the start, and whenever a step is missing. */
export async function loadQueue(): Promise<void> {
  if (early !== null) return
  early = []
  try {
    let data = fromSnapshot(await request('queue.snapshot'))
    for (const delta of early) {
      const next = applyDelta(data, delta)
      if (next !== 'gap') data = next
    }
    useQueue.setState({ ...data, status: 'ready', error: null })
  } catch (error) {
    useQueue.setState({ status: 'failed', error: toAppError(error) })
  } finally {
    early = null
  }
}

function step(delta: QueueDelta): void {
  if (early !== null) return void early.push(delta)
  const next = applyDelta(useQueue.getState(), delta)
  if (next === 'gap') void loadQueue()
  else useQueue.setState(next)
}

/** Follows the queue for as long as the window lives; returns how to stop. */
export function followQueue(): () => void {
  const stops = [on('queue.changed', step), on('queue.progressed', (list) => useProgress.getState().take(list))]
  void loadQueue()
  return () => stops.forEach((stop) => stop())
}
