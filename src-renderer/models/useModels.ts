import { create } from 'zustand'
import { toAppError, type AppError } from '../../src-shared/errors'
import type { Catalogue } from '../../src-shared/provider'
import { on, request } from '../ipc'

interface ModelsState {
  catalogue: Catalogue | null
  error: AppError | null
  refreshing: boolean
  /** The newest results of each model, `TYPE/id` to item ids. */
  newest: Record<string, string[]>
}

/** What the API offers, as main last told it. */
export const useModels = create<ModelsState>(() => ({ catalogue: null, error: null, refreshing: false, newest: {} }))

async function loadNewest(): Promise<void> {
  try {
    useModels.setState({ newest: await request('library.newestByModel') })
  } catch {
    // Sample art stands in; the library's own screen says what is wrong with it.
  }
}

export async function loadModels(): Promise<void> {
  try {
    useModels.setState({ catalogue: await request('models.list'), error: null })
  } catch (thrown) {
    useModels.setState({ error: toAppError(thrown) })
  }
}

/** Asks the API anew; what is shown stays until the answer comes. Rejects when it does not. */
export async function refreshModels(): Promise<void> {
  useModels.setState({ refreshing: true })
  try {
    useModels.setState({ catalogue: await request('models.refresh'), error: null })
  } finally {
    useModels.setState({ refreshing: false })
  }
}

export async function setFavourite(key: string, favourite: boolean): Promise<void> {
  useModels.setState({ catalogue: await request('models.setFavourite', key, favourite) })
}

export function followModels(): () => void {
  void loadModels()
  void loadNewest()
  let timer: ReturnType<typeof setTimeout> | undefined
  const stops = [
    on('models.changed', (catalogue) => useModels.setState({ catalogue, error: null })),
    on('library.changed', ({ reordered }) => {
      if (!reordered) return
      // A batch files many in a row: one question for all of them.
      clearTimeout(timer)
      timer = setTimeout(() => void loadNewest(), 500)
    }),
  ]
  return () => {
    clearTimeout(timer)
    stops.forEach((stop) => stop())
  }
}
