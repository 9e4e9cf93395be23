import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import type { ItemId, MediaRow } from '../../src-shared/media'
import { on, request } from '../ipc'

/** A row is asked for by the item's id, or by its number as the order of a view gives it. */
export type RowKey = ItemId | number

/** Rows kept for scrolling back; beyond this the oldest are forgotten. */
const rowsKept = 4_000
/** What one request may carry. */
const rowsPerRequest = 1_000

/** What tiles show, under the id and under the number. Changed in place, because copying thousands for each answer would be felt. */
const rows = new Map<RowKey, MediaRow>()
/** Rises with every change of the rows. */
export const useRowRevision = create(() => ({ revision: 0 }))

const wanted = new Set<RowKey>()
const underWay = new Set<RowKey>()
let timer: ReturnType<typeof setTimeout> | null = null

export function rowOf(key: RowKey): MediaRow | undefined {
  return rows.get(key)
}

/** Asks for rows that are not here yet; many calls become one request. */
export function wantRows(keys: Iterable<RowKey>): void {
  for (const key of keys) if (!rows.has(key) && !underWay.has(key)) wanted.add(key)
  fetchSoon()
}

/** What was scrolled past before it was asked for is asked for no more. */
function dropRows(keys: Iterable<RowKey>): void {
  for (const key of keys) if (!rows.has(key)) wanted.delete(key)
}

/** Asks again for rows that changed; what is shown stays until the answer comes. */
export function renewRows(keys: Iterable<RowKey>): void {
  for (const key of keys) if (rows.has(key)) wanted.add(key)
  fetchSoon()
}

/** Rows of these items, asked for where they are not here yet. */
export async function loadRows(keys: readonly RowKey[]): Promise<MediaRow[]> {
  const found = new Map<RowKey, MediaRow>()
  const missing = keys.filter((key) => !rows.has(key))
  for (const part of parts(missing)) for (const row of await ask(part)) found.set(row.id, row).set(row.number, row)
  return keys.flatMap((key) => rows.get(key) ?? found.get(key) ?? [])
}

/** What is asked for in one go travels together. One request at a time: what comes meanwhile may be gone from the screen when its turn comes. */
function fetchSoon(): void {
  if (wanted.size > 0 && timer === null && underWay.size === 0) timer = setTimeout(() => void fetchWanted())
}

async function fetchWanted(): Promise<void> {
  timer = null
  const keys = [...wanted]
  wanted.clear()
  for (const key of keys) underWay.add(key)
  for (const part of parts(keys)) {
    try {
      keep(part, await ask(part))
    } catch {
      // A view that still shows these asks again when it is next drawn or when the library changes.
    } finally {
      for (const key of part) underWay.delete(key)
    }
  }
  fetchSoon()
}

/** Ids and numbers do not travel together. */
function parts(keys: readonly RowKey[]): RowKey[][] {
  const made: RowKey[][] = []
  for (const group of [keys.filter((key) => typeof key === 'number'), keys.filter((key) => typeof key === 'string')]) {
    for (let at = 0; at < group.length; at += rowsPerRequest) made.push(group.slice(at, at + rowsPerRequest))
  }
  return made
}

const ask = (part: RowKey[]): Promise<MediaRow[]> => request('library.rows', part as number[] | ItemId[])

function forget(key: RowKey): void {
  const row = rows.get(key)
  rows.delete(key)
  if (row === undefined) return
  rows.delete(row.id)
  rows.delete(row.number)
}

function keep(asked: readonly RowKey[], answered: readonly MediaRow[]): void {
  for (const key of asked) forget(key)
  for (const row of answered) {
    forget(row.id)
    rows.set(row.id, row).set(row.number, row)
  }
  for (const key of rows.keys()) {
    if (rows.size <= 2 * rowsKept) break
    forget(key)
  }
  useRowRevision.setState(({ revision }) => ({ revision: revision + 1 }))
}

/** Forgets every row: numbers mean other items from now on. */
export function forgetRows(): void {
  rows.clear()
  useRowRevision.setState(({ revision }) => ({ revision: revision + 1 }))
}

/** Follows the library for as long as someone shows rows. */
let followers = 0
let stop: (() => void) | null = null
function follow(): () => void {
  followers += 1
  stop ??= on('library.changed', ({ ids }) => renewRows(ids === 'all' ? new Set([...rows.values()].map((row) => row.number)) : ids))
  return () => {
    followers -= 1
    if (followers > 0) return
    stop?.()
    stop = null
    // Nobody listens from here on, so nothing kept may be trusted later.
    forgetRows()
  }
}

/** The rows of these items, in the same order; `undefined` where one is still on its way. Stays up to date. */
export function useLibraryRows(keys: readonly RowKey[]): (MediaRow | undefined)[] {
  const revision = useRowRevision((store) => store.revision)
  useEffect(follow, [])
  useEffect(() => {
    wantRows(keys)
    return () => dropRows(keys)
  }, [keys, revision])
  // oxlint-disable-next-line exhaustive-deps -- the rows change in place: the revision tells when
  return useMemo(() => keys.map((key) => rows.get(key)), [keys, revision])
}
