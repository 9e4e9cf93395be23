import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import type { ItemId, MediaRow } from '../../src-shared/media'
import { on, request } from '../ipc'

/** Rows kept for scrolling back; beyond this the oldest are forgotten. */
const rowsKept = 20_000
/** What one request may carry. */
const rowsPerRequest = 1_000
/** Rows asked for within this time travel together. */
const gatherMs = 12

interface RowStore {
  rows: ReadonlyMap<ItemId, MediaRow>
}

/** What tiles show, by id, as far as it was asked for. */
export const useRowStore = create<RowStore>(() => ({ rows: new Map() }))

const wanted = new Set<ItemId>()
const underWay = new Set<ItemId>()
let timer: ReturnType<typeof setTimeout> | null = null

/** Asks for rows that are not here yet; many calls become one request. */
export function wantRows(ids: readonly ItemId[]): void {
  const { rows } = useRowStore.getState()
  for (const id of ids) if (!rows.has(id) && !underWay.has(id)) wanted.add(id)
  if (wanted.size > 0 && timer === null) timer = setTimeout(() => void fetchWanted(), gatherMs)
}

/** Asks again for rows that changed; what is shown stays until the answer comes. */
export function renewRows(ids: readonly ItemId[]): void {
  const { rows } = useRowStore.getState()
  for (const id of ids) if (rows.has(id)) wanted.add(id)
  if (wanted.size > 0 && timer === null) timer = setTimeout(() => void fetchWanted(), gatherMs)
}

async function fetchWanted(): Promise<void> {
  timer = null
  const ids = [...wanted]
  wanted.clear()
  for (const id of ids) underWay.add(id)
  for (let start = 0; start < ids.length; start += rowsPerRequest) {
    const part = ids.slice(start, start + rowsPerRequest)
    try {
      keep(part, await request('library.rows', part))
    } catch {
      // A view that still shows these asks again when it is next drawn or when the library changes.
    } finally {
      for (const id of part) underWay.delete(id)
    }
  }
}

function keep(asked: readonly ItemId[], answered: readonly MediaRow[]): void {
  useRowStore.setState(({ rows }) => {
    const next = new Map(rows)
    for (const id of asked) next.delete(id)
    for (const row of answered) next.set(row.id, row)
    for (const id of next.keys()) {
      if (next.size <= rowsKept) break
      next.delete(id)
    }
    return { rows: next }
  })
}

/** Follows the library for as long as someone shows rows. */
let followers = 0
let stop: (() => void) | null = null
function follow(): () => void {
  followers += 1
  stop ??= on('library.changed', ({ ids }) => renewRows(ids === 'all' ? [...useRowStore.getState().rows.keys()] : ids))
  return () => {
    followers -= 1
    if (followers > 0) return
    stop?.()
    stop = null
    // Nobody listens from here on, so nothing kept may be trusted later.
    useRowStore.setState({ rows: new Map() })
  }
}

/** The rows of these items, in the same order; `undefined` where one is still on its way. Stays up to date. */
export function useLibraryRows(ids: readonly ItemId[]): (MediaRow | undefined)[] {
  const rows = useRowStore((store) => store.rows)
  useEffect(follow, [])
  useEffect(() => wantRows(ids), [ids, rows])
  return useMemo(() => ids.map((id) => rows.get(id)), [ids, rows])
}
