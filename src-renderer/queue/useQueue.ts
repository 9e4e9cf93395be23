import { create } from 'zustand'
import { toAppError, type AppError } from '../../src-shared/errors'
import type { QueueDelta } from '../../src-shared/job'
import { on, request } from '../ipc'
import { applyDelta, emptyQueue, fromSnapshot, joined, type QueueData } from './data'
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

/** Steps that are shown together: a large batch is told in many of them, and drawing each would leave no time for keys. */
let gathered: QueueDelta[] = []
let timer: ReturnType<typeof setTimeout> | null = null
let shownAt = -Infinity
/** Some ten times a second; a single step after a rest is shown at once. */
const betweenMs = 100

function step(delta: QueueDelta): void {
  if (early !== null) return void early.push(delta)
  gathered.push(delta)
  if (timer !== null) return
  const wait = shownAt + betweenMs - performance.now()
  if (wait <= 0) show()
  else timer = setTimeout(show, wait)
}

function show(): void {
  timer = null
  const deltas = gathered
  gathered = []
  // What a snapshot under way will hold need not be shown before it.
  if (early !== null) return void early.push(...deltas)
  let data: QueueData = useQueue.getState()
  const { revision } = data
  for (const next of joined(deltas.filter((delta) => delta.revision > revision))) {
    const applied = applyDelta(data, next)
    if (applied === 'gap') return void loadQueue()
    data = applied
  }
  useQueue.setState(data)
  // From when it was drawn, so that slow drawing leaves as much time again.
  setTimeout(() => (shownAt = performance.now()))
}

/** Follows the queue for as long as the window lives; returns how to stop. */
export function followQueue(): () => void {
  const stops = [on('queue.changed', step), on('queue.progressed', (list) => useProgress.getState().take(list))]
  void loadQueue()
  return () => stops.forEach((stop) => stop())
}
