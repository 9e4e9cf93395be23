import { useEffect, useState } from 'react'
import type { Facets, MediaQuery } from '../../src-shared/mediaQuery'
import { on, request } from '../ipc'
import { toastFailure } from '../shell'

/** The next question waits for the one before, and for this long after a change. */
const restMs = 150

/** How many items each value of each filter would leave; the last answer stays until the next one comes. Null before the first. */
export function useFacets(query: MediaQuery): Facets | null {
  const [facets, setFacets] = useState<Facets | null>(null)
  useEffect(() => {
    let current = true
    let timer: ReturnType<typeof setTimeout> | null = null
    const load = () => {
      timer = null
      request('library.facets', query).then((answer) => current && setFacets(answer), toastFailure)
    }
    const later = () => {
      timer ??= setTimeout(load, restMs)
    }
    load()
    const stop = on('library.changed', later)
    return () => {
      current = false
      if (timer !== null) clearTimeout(timer)
      stop()
    }
  }, [query])
  return facets
}
