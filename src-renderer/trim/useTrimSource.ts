import { useEffect, useState } from 'react'
import { toAppError, type AppError } from '../../src-shared/errors'
import type { ItemId } from '../../src-shared/media'
import type { TrimSource } from '../../src-shared/trim'
import { request } from '../ipc'

/** The frames and keyframes of an item, read once; `again` asks anew after a failure. */
export function useTrimSource(itemId: ItemId): { source: TrimSource | null; error: AppError | null; again: () => void } {
  const [state, setState] = useState<{ source: TrimSource | null; error: AppError | null }>({ source: null, error: null })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let current = true
    setState({ source: null, error: null })
    request('trim.source', itemId).then(
      (source) => current && setState({ source, error: null }),
      (error: unknown) => current && setState({ source: null, error: toAppError(error) }),
    )
    return () => {
      current = false
    }
  }, [itemId, attempt])
  return { ...state, again: () => setAttempt((count) => count + 1) }
}
